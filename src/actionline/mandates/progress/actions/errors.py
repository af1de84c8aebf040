"""What can stand in the way of an act."""

from __future__ import annotations

from collections.abc import Mapping

from actionline.mandates.progress.models import Version


class ChangedMeanwhileError(Exception):
    """Somebody else saved it since it was opened; `current` is how it stands."""

    def __init__(self, current: Version) -> None:
        super().__init__("saved by somebody else meanwhile")
        self.current = current


class FaultyError(Exception):
    """It cannot be handed in yet; `faults` says why, by field."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = dict(faults)


class ClosedError(Exception):
    """The round takes no answers now."""


class BusyError(Exception):
    """A version is under way already; `version` is it."""

    def __init__(self, version: Version) -> None:
        super().__init__("a version is under way")
        self.version = version


class ChangedRoundError(Exception):
    """Somebody else saved the round since it was opened."""
