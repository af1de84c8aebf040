"""Where the rooms above hang themselves on what happens here.

A room appends its functions in `AppConfig.ready()`:

after_filing  called inside the transaction that filed an edition or a proposal
before_undo   called inside the transaction that undoes that, before anything is restored
after_undo    the same, once the state before the filing stands again
threads       called with the edition or proposal shown; give where its thread leads on, a text
              and an address by station of the line (`common.ui.the_line`)
translated    called with the slugs of instruments whose title or summaries are newly translated or
              no longer, inside the transaction that does so
panels        called with the request and the edition or proposal shown; give a rendered
              fragment for its page, empty for none
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from actionline.accounts.models import User
from actionline.common import ui

from .models import Edition, Proposal


@dataclass(frozen=True)
class Filed:
    """What was filed: an edition or a proposal, by whom, under which batch of the audit trail."""

    edition: Edition | None
    proposal: Proposal | None
    by: User | None
    batch: str


after_filing: list[Callable[[Filed], None]] = []
before_undo: list[Callable[[Filed], None]] = []
after_undo: list[Callable[[Filed], None]] = []
threads: list[Callable[[Edition | Proposal], Mapping[ui.Stage, tuple[str, str]]]] = []
translated: list[Callable[[Collection[str]], None]] = []
panels: list[Callable[[HttpRequest, Edition | Proposal], str | SafeString]] = []


def rendered_panels(request: HttpRequest, record: Edition | Proposal) -> list[SafeString]:
    """The panels of all rooms for `record`, empty ones left out."""
    fragments = (panel(request, record) for panel in panels)
    return [mark_safe(fragment) for fragment in fragments if fragment]  # noqa: S308 - rendered by our own templates


def line(name: str, record: Edition | Proposal | None) -> list[ui.Node]:
    """The line of an instrument, or of one of its texts, called `name`."""
    links = {ui.Stage.RESOLUTION: (name, "")}
    if record is not None:
        for thread in threads:
            links.update(thread(record))
    return ui.the_line(ui.Stage.RESOLUTION, links)
