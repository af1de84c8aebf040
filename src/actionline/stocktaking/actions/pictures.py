"""Pictures of an entry: made anew from what was uploaded, so that nothing else comes along.

A file from a camera says where and when it was taken; one from elsewhere may hold anything after
its pixels. Only the pixels are kept, at a size that a page can show on a slow link.
"""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from actionline.common import attachments
from actionline.stocktaking.models import Submission
from actionline.stocktaking.rules import DRAFTING

from .writing import fill, locked

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 40_000_000  # of what is uploaded: 160 MB while it is made anew
LONGEST_SIDE = 1600  # pixels of what is kept
MOST_PICTURES = 10


@transaction.atomic
def add(*, submission: Submission, file: File[bytes], alt: str, by: Any) -> Submission:
    """Add a picture with its words. Raises PermissionDenied, and ValidationError saying why not."""
    found = locked(submission)
    if not by.has_perm("stocktaking.write", found) or found.state not in DRAFTING:
        raise PermissionDenied
    pictures = list(found.answers.get("pictures") or [])
    if len(pictures) >= MOST_PICTURES:
        raise ValidationError(_("The entry has as many pictures as it can. Remove one first."))
    kept = attachments.attach(record=found, file=made_anew(file), by=by)
    _keep(found, [*pictures, {"attachment": kept.pk, "alt": alt.strip()[:1000]}])
    return found


@transaction.atomic
def remove(*, submission: Submission, key: int, by: Any) -> Submission:
    """Take a picture out of an entry. Raises PermissionDenied."""
    found = locked(submission)
    if not by.has_perm("stocktaking.write", found) or found.state not in DRAFTING:
        raise PermissionDenied
    pictures = found.answers.get("pictures") or []
    _keep(found, [each for each in pictures if each["attachment"] != key])
    for attachment in attachments.of(found).filter(pk=key):
        attachments.remove(attachment=attachment, by=by)
    return found


def _keep(submission: Submission, pictures: list[dict[str, Any]]) -> None:
    fill(submission, submission.answers | {"pictures": pictures})
    submission.version += 1
    submission.save()


def made_anew(file: File[bytes]) -> ContentFile[bytes]:
    """The pixels of a PNG or JPEG, turned upright, at most LONGEST_SIDE wide and high, as JPEG (as
    PNG where it has transparent parts). ValidationError for anything else."""
    if not file.size or file.size > MOST_BYTES:
        raise ValidationError(_("A picture has to have content, and at most 5 MB."))
    file.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=("PNG", "JPEG")) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise ValidationError(_("The picture has too many pixels; make it smaller."))
                upright = ImageOps.exif_transpose(picture)
                upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                return _written(upright)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise ValidationError(_("The picture has too many pixels; make it smaller.")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, OverflowError):
        raise ValidationError(_("This is no PNG or JPEG picture that can be opened.")) from None


def _written(picture: Image.Image) -> ContentFile[bytes]:
    content = BytesIO()
    if "A" in picture.getbands() or "transparency" in picture.info:
        picture.convert("RGBA").save(content, "PNG", optimize=True)
        return ContentFile(content.getvalue(), "picture.png")
    picture.convert("RGB").save(content, "JPEG", quality=82, optimize=True)
    return ContentFile(content.getvalue(), "picture.jpg")
