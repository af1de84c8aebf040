"""Where the rooms above join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable

from actionline.framework.hooks import Behind

from .models import Organisation

#: Asked for the page of an organisation, with how many to show: its records; None for none.
records_of: list[Callable[[Organisation, int], Behind | None]] = []
