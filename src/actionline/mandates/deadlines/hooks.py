"""Where the parts above join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actionline.mandates.models import Mandate

#: Further records that may show that something of a mandate was done: record type, key, title.
shows: list[Callable[[Mandate], Sequence[tuple[str, str, str]]]] = []
