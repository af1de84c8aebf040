"""Taking time in turns, and saying what came of it in one line a figure."""

from __future__ import annotations

import gc
import resource
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

Action = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """What we take, what it is compared with, and how many times that we may take at most.

    `ours` and `baseline` are in `unit`; `against` names the baseline.
    """

    name: str
    ours: float
    against: str
    baseline: float
    limit: float
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        return self.ours / self.baseline

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.ratio <= self.limit

    def __str__(self) -> str:
        verdict = "ok" if self.kept else "MISSED"
        return (
            f"{self.name:<38} {self.ours:8.2f} {self.unit:<5}  {self.against:<24}"
            f" {self.baseline:8.2f} {self.unit:<5}  ratio {self.ratio:5.2f}"
            f"  limit {self.limit:.2f}  {verdict}"
        )


def used() -> float:
    """Processor time of this process and its ended children until now, in seconds."""
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def best(
    actions: Iterable[Action], rounds: int, *, clock: Callable[[], float] = used
) -> list[float]:
    """The least time of each action by `clock`, in seconds.

    They run once to warm up, then in turns, so that a busy moment of the machine falls on all
    alike; the least counts, since noise only adds.
    """
    actions = list(actions)
    for action in actions:
        action()
    times: list[list[float]] = [[] for _ in actions]
    for _ in range(rounds):
        for action, taken in zip(actions, times, strict=True):
            gc.collect()
            started = clock()
            action()
            taken.append(clock() - started)
    return [min(taken) for taken in times]


class Verdict(Protocol):
    """A line of a report: `str()` of it, and whether its limit is kept."""

    @property
    def kept(self) -> bool: ...


def report(figures: Iterable[Verdict]) -> int:
    """Print each figure as it comes; 1 where a limit is missed, else 0."""
    missed = 0
    for figure in figures:
        print(figure, flush=True)
        missed += not figure.kept
    return 1 if missed else 0
