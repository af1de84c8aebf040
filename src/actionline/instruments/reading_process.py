"""The process that reads one document and ends: `python -m` this module, started by `reader`.

Reads   one line of JSON on standard input: `task` (`read` or `understand`), `process` (the
        folder to read with), then `name` and `base` or `draft`; after it the document.
Writes  one JSON object on standard output: the reading with its `media`, or `error`.

Knows nothing of Django, of the database or of any secret.
"""

from __future__ import annotations

import json
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from actionline.reading.errors import ReadingError
from actionline.reading.guard import MAX_DATA_BYTES, MAX_SECONDS

ANSWERED = 0
BROKEN = 3  # a fault of ours, told on standard error
OUT_OF_MEMORY = 4
TIMED_OUT = (-signal.SIGKILL, -signal.SIGXCPU) if hasattr(signal, "SIGXCPU") else (-9,)
MAX_ANSWER_BYTES = 32 * 1024 * 1024

Json = dict[str, Any]


def main() -> int:
    """Answer the question on standard input; the exit status says how it went."""
    _limit()
    question = json.loads(sys.stdin.buffer.readline())
    try:
        answer = _answer(question, sys.stdin.buffer.read())
    except ReadingError as error:
        answer = {"error": str(error)}
    except MemoryError:
        return OUT_OF_MEMORY
    except Exception:
        traceback.print_exc()
        return BROKEN
    written = json.dumps(_clean(answer)).encode()
    if len(written) > MAX_ANSWER_BYTES:
        written = b'{"error": "The document is too long; give the resolution alone."}'
    sys.stdout.buffer.write(written)
    return ANSWERED


def _answer(question: Json, data: bytes) -> Json:
    from actionline.reading import api
    from actionline.reading.output.contract import as_json, from_json

    folder = Path(question["process"])
    if question["task"] == "understand":
        return as_json(api.find_meaning(from_json(question["draft"]), process=folder))
    base = from_json(question["base"]) if question["base"] else None
    resolution = api.read(data, question["name"], process=folder, base=base)
    return {**as_json(resolution), "media": _media(data)}


def _media(data: bytes) -> str:
    """What kind of file was read, by how it begins."""
    if data.startswith(b"PK\x03\x04"):
        return "docx"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "akn" if b"<akomaNtoso" in data[:8192] else "text"


def _clean(value: Any) -> Any:
    """`value` without what a database cannot keep: NUL and lone surrogates."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in value.items()}
    return value


def _limit() -> None:
    """Bound this process's memory and time, where the platform can."""
    try:
        import resource
    except ImportError:  # Windows: the parent's time limit and limits.py still hold
        return
    seconds = round(MAX_SECONDS)
    for kind, bound in (
        (resource.RLIMIT_DATA, MAX_DATA_BYTES),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        ceiling = resource.getrlimit(kind)[1]
        if ceiling != resource.RLIM_INFINITY:
            bound = min(bound, ceiling)
        resource.setrlimit(kind, (bound, ceiling))


if __name__ == "__main__":
    sys.exit(main())
