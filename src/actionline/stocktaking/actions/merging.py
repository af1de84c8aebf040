"""Making two projects one, and two again; saying that two are not one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.common import attachments, audit
from actionline.mandates.models import Evidence
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.merging import put_together
from actionline.stocktaking.models import Contact, Likely, Merge, Project, Submission
from actionline.stocktaking.rules import DRAFTING
from actionline.stocktaking.translation import RECORD

from .deciding import as_told, rewrite

_DATES = ("starts", "ends")
_UNDER_WAY = DRAFTING | {Submission.State.SUBMITTED, Submission.State.IN_REVIEW}


class ChangedProjectError(Exception):
    """One of the projects changed since it was looked at."""


def _held(by: Any, *keys: int) -> list[Project]:
    """The projects, held until the end of the transaction. PermissionDenied."""
    if not by.has_perm("stocktaking.publish"):
        raise PermissionDenied
    audit.hold()
    found = {each.pk: each for each in Project.objects.select_for_update().filter(pk__in=keys)}
    return [found[key] for key in keys]


@transaction.atomic
def merge(
    *, kept: Project, gone: Project, sides: Mapping[str, str], versions: tuple[int, int], by: Any
) -> Merge:
    """Make `gone` part of `kept`: its address leads there, its owners and what is under way go
    over. `sides` says of each field that differs whose value stays (`left` is kept's).

    Raises PermissionDenied, ChangedProjectError, ValidationError.
    """
    kept, gone = _held(by, kept.pk, gone.pk)
    if (kept.version, gone.version) != versions:
        raise ChangedProjectError
    state = Project.State
    if kept.pk == gone.pk or kept.state != state.PUBLISHED or gone.state == state.MERGED:
        raise ValidationError(_("These two cannot be merged as they stand now."))
    fields = put_together(kept, gone, dict(sides))
    if "pictures" in fields:
        fields["pictures"] = _own_pictures(fields["pictures"], gone, kept, by)
    done = Merge(kept=kept, gone=gone, was=gone.state)
    gone.state, gone.merged_into, gone.updated_at = state.MERGED, kept, timezone.now()
    gone.save(update_fields=["state", "merged_into", "updated_at"])
    PROJECTS.remove([gone.pk])
    confirmed = kept.confirmed_on
    done.before = rewrite(project=kept, fields=fields)
    kept.confirmed_on = confirmed  # no owner said anything
    kept.save(update_fields=["confirmed_on"])
    done.after = as_told({name: getattr(kept, name) for name in done.before})
    done.contact_taken = _take_contact(kept, gone)
    done.save()
    _lead_over(done)
    done.evidence = _lead_evidence(gone, kept, _keys_of(gone), by)
    done.save(update_fields=["evidence"])
    after = {"merged_into": kept.number, "owners": done.owners.count()}
    audit.record(
        verb="stocktaking.merge", target=gone, by=by, before={"state": done.was}, after=after
    )
    if done.before:
        audit.record(
            verb="stocktaking.take_in", target=kept, by=by, before=done.before, after=done.after
        )
    return done


def _own_pictures(
    pictures: list[dict[str, Any]], gone: Project, kept: Project, by: Any
) -> list[dict[str, Any]]:
    """The pictures with files of the project that stays."""
    others = {picture.pk: picture for picture in attachments.of(gone)}
    own = {picture.sha256: picture for picture in attachments.of(kept)}
    found = []
    for each in pictures:
        picture = others.get(each["attachment"])
        if picture is not None:
            if picture.sha256 not in own:
                own[picture.sha256] = attachments.copy(picture, to=kept, by=by)
            each = {**each, "attachment": own[picture.sha256].pk}
        if each not in found:
            found.append(each)
    return found


def _take_contact(kept: Project, gone: Project) -> bool:
    """Whom to write to, where the project that stays says nobody."""
    other = Contact.objects.filter(project=gone).first()
    if other is None or Contact.objects.filter(project=kept).exists():
        return False
    Contact.objects.create(project=kept, name=other.name, email=other.email, phone=other.phone)
    return True


def _lead_over(done: Merge) -> None:
    """Owners and changes under way go to the project that stays."""
    for owner in done.gone.owners.all():
        joined, new = done.kept.owners.get_or_create(person_id=owner.person_id)
        if new:
            done.owners.add(joined)
    entries = list(Submission.objects.filter(project=done.gone, state__in=_UNDER_WAY))
    Submission.objects.filter(pk__in=[entry.pk for entry in entries]).update(project=done.kept)
    done.entries.set(entries)


def _keys_of(gone: Project) -> list[int]:
    """What a project is evidence for."""
    found = Evidence.objects.filter(record_type=RECORD.key, record_id=str(gone.pk))
    return list(found.order_by("pk").values_list("pk", flat=True))


def _lead_evidence(source: Project, target: Project, keys: list[int], by: Any) -> list[int]:
    """Have these pieces of evidence be of the other project, save where it is evidence of the same
    already; gives the keys of those led over."""
    kept = {
        (each.mandate_id, each.about)
        for each in Evidence.objects.filter(record_type=RECORD.key, record_id=str(target.pk))
    }
    found = Evidence.objects.select_for_update().filter(
        pk__in=keys, record_type=RECORD.key, record_id=str(source.pk)
    )
    led = [each for each in found.order_by("pk") if (each.mandate_id, each.about) not in kept]
    Evidence.objects.filter(pk__in=[each.pk for each in led]).update(record_id=str(target.pk))
    audit.record_many(
        verb="mandates.lead_evidence",
        changes=[
            (each, {"record_id": str(source.pk)}, {"record_id": str(target.pk)}) for each in led
        ],
        by=by,
    )
    return [each.pk for each in led]


@transaction.atomic
def part(*, merge: Merge, by: Any) -> list[str]:
    """Make two of them again; gives the names of the fields that were changed since the merge and
    so stay as they are. Raises PermissionDenied, ValidationError."""
    kept, gone = _held(by, merge.kept_id, merge.gone_id)
    done = Merge.objects.select_for_update().get(pk=merge.pk)
    if done.undone_at or gone.merged_into_id != kept.pk:
        raise ValidationError(_("They are two already."))
    if kept.state == Project.State.MERGED:
        raise ValidationError(_("The project became part of another one; part these two first."))
    now_told = as_told({name: getattr(kept, name) for name in done.before})
    again = {name: old for name, old in done.before.items() if now_told[name] == done.after[name]}
    gone.state, gone.merged_into, gone.updated_at = done.was, None, timezone.now()
    gone.save(update_fields=["state", "merged_into", "updated_at"])
    confirmed = kept.confirmed_on
    before = rewrite(project=kept, fields={name: _read(name, old) for name, old in again.items()})
    kept.confirmed_on = confirmed
    kept.save(update_fields=["confirmed_on"])
    PROJECTS.refresh([gone.pk])
    done.owners.all().delete()
    done.entries.filter(state__in=_UNDER_WAY, project=kept).update(project=gone)
    _lead_evidence(kept, gone, done.evidence, by)
    if done.contact_taken:
        Contact.objects.filter(project=kept).delete()
    done.undone_at = timezone.now()
    done.save(update_fields=["undone_at"])
    audit.record(
        verb="stocktaking.part",
        target=gone,
        by=by,
        before={"merged_into": kept.number},
        after={"state": done.was},
    )
    if before:
        audit.record(verb="stocktaking.give_back", target=kept, by=by, before=before, after=again)
    return sorted(set(done.before) - set(again))


def _read(name: str, told: Any) -> Any:
    return date.fromisoformat(told) if name in _DATES and told else told


@transaction.atomic
def keep_apart(*, pair: Likely, by: Any) -> None:
    """Say that two projects are two; they are offered no more. PermissionDenied."""
    if not by.has_perm("stocktaking.publish"):
        raise PermissionDenied
    audit.hold()
    found = Likely.objects.select_for_update().get(pk=pair.pk)
    if not found.apart:
        found.apart = True
        found.save(update_fields=["apart"])
        audit.record(verb="stocktaking.keep_apart", target=found, by=by, after={"apart": True})
