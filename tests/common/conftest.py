from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.common.catcher import Catcher, catching


@pytest.fixture
def catcher(settings) -> Iterator[Catcher]:
    with catching(settings) as catcher:
        yield catcher
