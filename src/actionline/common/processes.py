"""Processes that are started and stopped together: the web server and the worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType
from typing import Self

STOPPING = 10.0  # seconds that a process has to end by itself
STARTING = 60.0  # seconds that the web server has to answer


class PortTakenError(Exception):
    """Somebody else listens there."""


def claim(host: str, port: int) -> None:
    """Make sure that nobody listens on `host` and `port`; raises PortTakenError, or OSError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno in (98, 48):  # EADDRINUSE of Linux and macOS
                raise PortTakenError from error
            raise


@dataclass
class Processes:
    """Children that live and die together.

    They are started in sessions of their own, so that Ctrl-C reaches this process alone and
    it decides the order of stopping.
    """

    environment: dict[str, str] = field(default_factory=lambda: dict(os.environ))
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    stopping: bool = False

    def __enter__(self) -> Self:
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(each, self._on_signal)
        return self

    def __exit__(self, *_reason: object) -> None:
        self.stop()

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def start(self, name: str, *command: str) -> None:
        self.running[name] = subprocess.Popen(
            [sys.executable, *command], env=self.environment, start_new_session=True
        )

    def ended(self) -> list[str]:
        """The names of those that ended by themselves."""
        return [name for name, child in self.running.items() if child.poll() is not None]

    def watch(self) -> int:
        """Wait for a signal (gives 0), or for a child that ends by itself (gives 1)."""
        while not self.stopping:
            if ended := self.ended():
                print(f"The {ended[0]} stopped by itself; so does the site.", file=sys.stderr)
                return 1
            time.sleep(0.2)
        return 0

    def stop(self) -> None:
        """Ask all children to end, and end those that do not."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        deadline = time.monotonic() + STOPPING
        for child in self.running.values():
            try:
                child.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()


def wait_until(ready: Callable[[], bool], given_up: Callable[[], bool]) -> bool:
    """Wait until `ready`, at most STARTING seconds; False when `given_up` or too late."""
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline and not given_up():
        if ready():
            return True
        time.sleep(0.05)
    return False


def answers(host: str, port: int) -> bool:
    """Whether something accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=1):
            return True
    except OSError:
        return False
