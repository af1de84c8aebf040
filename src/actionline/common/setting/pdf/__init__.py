"""A document as PDF: tagged, PDF/UA-1, set by typst in a process of its own (`child.py`)."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, time
from pathlib import Path
from time import monotonic
from typing import IO, Any, Literal

from actionline.common.setting import fonts
from actionline.common.setting.document import Document
from actionline.common.setting.prepare import prepared

from . import data

logger = logging.getLogger(__name__)
_HERE = Path(__file__).parent
_NO_LETTERS = 3  # `child.NO_LETTERS`, which is not imported: it would bring typst
#: Seconds on the clock that a file may take.
PATIENCE = 120.0


class SettingError(Exception):
    """A document that could not be set; says why, `kind` in a word."""

    def __init__(self, reason: str, kind: Literal["failed", "late", "letters"] = "failed") -> None:
        super().__init__(reason)
        self.kind = kind


class Setting:
    """A file that is being set; `result()` waits for it, `stop()` ends it."""

    def __init__(
        self,
        template: str,
        told: dict[str, Any],
        drawings: list[dict[str, Any]],
        at: int = 0,
    ) -> None:
        asked = {
            "template": template,
            "data": json.dumps(told, ensure_ascii=False),
            "drawings": drawings,
            "fonts": fonts.folders(),
            "at": at,
        }
        self._asked, self._made, self._said = (_file() for _ in range(3))
        self._asked.write(json.dumps(asked).encode())
        self._asked.seek(0)
        self._began = monotonic()
        self._child = subprocess.Popen(
            [sys.executable, "-I", str(_HERE / "child.py")],
            stdin=self._asked,
            stdout=self._made,
            stderr=self._said,
            env={},
        )

    def result(self, patience: float = PATIENCE) -> bytes:
        """The file; raises SettingError where it took too long or could not be set."""
        left = max(0.1, patience - (monotonic() - self._began))
        try:
            status = self._child.wait(left)
        except subprocess.TimeoutExpired:
            self.stop()
            reason = f"setting took more than {patience:.0f} seconds"
            raise SettingError(reason, "late") from None
        made, said = _read(self._made), _read(self._said)
        self.stop()
        reason = said.decode("utf-8", "replace").strip().rpartition("\n")[2]
        if status == _NO_LETTERS:
            raise SettingError(reason, "letters")
        if status != 0:
            raise SettingError(reason or f"setting ended with {status}")
        if reason:
            logger.warning("A PDF: %s", reason)
        return made

    @property
    def ended(self) -> bool:
        """Whether its process has ended."""
        return self._child.poll() is not None

    def stop(self) -> None:
        """End it, whether it is done or not."""
        if not self.ended:
            self._child.kill()
            self._child.wait()
        for each in (self._asked, self._made, self._said):
            each.close()


def _file() -> IO[bytes]:
    return tempfile.TemporaryFile()


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()


def start(document: Document) -> Setting:
    """Begin to set a document; raises ValueError where it has no language."""
    document = prepared(document)
    day = document.head.day
    at = int(datetime.combine(day, time(), UTC).timestamp()) if day else 0
    template = (_HERE / "document.typ").read_text(encoding="utf-8")
    return Setting(template, *data.of(document), at=max(at, 0))


def write(document: Document, *, patience: float = PATIENCE) -> bytes:
    """The file of a document; raises SettingError where it takes longer than `patience` seconds."""
    return start(document).result(patience)


def picture(svg: str, language: str) -> bytes:
    """A safe drawing as PNG, for programs that show no SVG; raises SettingError."""
    return Setting("", {}, [data.drawing(svg, language)]).result()
