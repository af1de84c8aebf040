"""Attached files, given away to those who may see their record."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actionline.common import attachments, serving
from actionline.common.models import Attachment


@require_safe
def attachment(request: HttpRequest, key: int) -> HttpResponseBase:
    """The file; 404 also for those who may not, who need not learn that there is one."""
    found = get_object_or_404(Attachment, pk=key)
    if not attachments.may_read(request.user, found):
        raise Http404
    content = default_storage.open(found.path, "rb")
    return serving.attachment(content, name=found.name, media_type=found.media_type)
