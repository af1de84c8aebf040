"""Pages of the desk, for those who translate."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from actionline.common import languages

View = Callable[..., HttpResponseBase]


def translators_only(view: View) -> View:
    """A stranger signs in; a person without the right reads whom to ask."""
    held = permission_required("translations.translate", raise_exception=True)(view)
    return login_required(held)


def may_approve(request: HttpRequest) -> bool:
    return request.user.has_perm("translations.approve")


def check_language(code: str) -> None:
    """404 for a language in which nothing is kept."""
    if not languages.known(code):
        raise Http404
