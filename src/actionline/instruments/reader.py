"""Reading a document in a process of its own (THREAT_MODEL.md, documents).

A document comes from outside and is taken apart by parsers in C; the site's process holds
the database and the session keys. So the reading is done by `reading_process` under the
system's own limits, without the site's environment, and only JSON comes back.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from actionline.reading.errors import ReadingError
from actionline.reading.guard import MAX_SECONDS

from . import reading_process

Json = dict[str, Any]

_log = logging.getLogger(__name__)

#: Documents up to this size are read while the person waits; larger ones by the worker.
SMALL_BYTES = 1024 * 1024
_STARTING_SECONDS = 1.0  # of the 10 s, for starting the interpreter


def read(data: bytes, name: str, base: Json | None = None) -> Json:
    """The reading of a document, as the reading contract has it, and its `media`.

    `base` is the reading of the older edition to align with. Raises ReadingError, with
    one line for the person, where the document cannot be read within 10 s and 512 MB.
    """
    return _ask({"task": "read", "name": name, "base": base}, data)


def understand(draft: Json) -> Json:
    """`draft` with citations, mandates and warnings found anew in its corrected provisions."""
    return _ask({"task": "understand", "draft": draft}, b"")


def _ask(question: Json, data: bytes) -> Json:
    question = {**question, "process": str(settings.PROCESS_DIR)}
    try:
        done = subprocess.run(  # our own module, no shell
            [sys.executable, "-m", reading_process.__name__],
            input=json.dumps(question).encode() + b"\n" + data,
            capture_output=True,
            timeout=MAX_SECONDS + _STARTING_SECONDS,
            env=environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ReadingError(_too_long()) from error
    return _answer(done)


def environment() -> dict[str, str]:
    """What the reading process is told of the system: where the program is, no more."""
    known = {"PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
    if "SYSTEMROOT" in os.environ:  # without it Python does not start on Windows
        known["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    return known


def _answer(done: subprocess.CompletedProcess[bytes]) -> Json:
    if done.returncode == reading_process.ANSWERED:
        answer: Json = json.loads(done.stdout)
        if "error" in answer:
            raise ReadingError(answer["error"])
        return answer
    if done.returncode in reading_process.TIMED_OUT:
        raise ReadingError(_too_long())
    if done.returncode == reading_process.BROKEN:
        _log.error("The reader failed:\n%s", done.stderr.decode("utf-8", "replace")[-4000:])
        raise ReadingError(
            _("The reader failed on this document, which is a fault of ours. The log says where.")
        )
    raise ReadingError(_("Reading this document needed too much memory; save it anew or as text."))


def _too_long() -> str:
    return _("Reading this document took longer than 10 seconds; give it in parts.")
