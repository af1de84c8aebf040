"""Where the parts and rooms that follow plans join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import HttpRequest
from django.utils.safestring import SafeString

from actionline.common.ui import Stage

from .models import Activity, Edition

#: Parts of an activity's page, made for who looks: progress, evidence, reports. Empty: left out.
activity_sections: list[Callable[[HttpRequest, Activity], SafeString | str]] = []
#: Where the line of an activity leads besides its plan and mandates: evidence, report.
threads: list[Callable[[Activity], Mapping[Stage, tuple[str, str]]]] = []
#: Told within the transaction in which an edition was published.
published: list[Callable[[Edition], None]] = []
