"""`actionline read`: one document in, its reading out.

Arguments are taken apart by hand and modules are imported where they are used: the command
may take eight times as long as Python takes to start, and argparse or pathlib would be one.
"""

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from actionline.reading.errors import ReadingError
from actionline.reading.guard import run_guarded
from actionline.reading.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from actionline.reading.model import Resolution

HELP = """\
usage: actionline read FILE [--json | --akn | --base | --proposed | --redline OUT.docx]
                            [--older FILE] [--process FOLDER]

Reads a resolution, or a proposal to revise one, and says what it found. FILE is a Word
document (.docx, tracked changes too), a PDF with a text layer, Akoma Ntoso or plain text;
- reads from standard input.

  --json             the whole reading as one JSON object
  --akn              Akoma Ntoso 3, named after AKN4UN; of a revision the text as proposed
  --base             the text as it stood before the revision
  --proposed         the text as it would stand
  --redline OUT.docx write the changes as a Word file with tracked changes
  --older FILE       the older edition: old and new that run together are told apart by it;
                     --redline compares a clean text with it
  --process FOLDER   the folder of bodies, instruments and meetings to read with
  --help             this text

Exit status: 0 done, 2 the document or the command line cannot be read.
"""

_OUTPUTS = {"--json": "json", "--akn": "akn", "--base": "base", "--proposed": "proposed"}
_WITH_VALUE = ("--redline", "--older", "--process")


class Request(NamedTuple):
    """What the command line asks for."""

    file: str
    output: str = "summary"  # summary | json | akn | base | proposed | redline
    redline: str | None = None
    older: str | None = None
    process: str | None = None


def main(arguments: Sequence[str]) -> int:
    """Run the command; the exit status is 0, or 2 after one line on standard error."""
    if "--help" in arguments or "-h" in arguments:
        _print(HELP.encode())
        return 0
    try:
        request = parse(arguments)
    except ReadingError as error:
        _complain(f"{error}; see actionline read --help")
        return 2
    name = _name_of(request.file)
    return run_guarded(lambda: _answer(request), lambda why: _complain(f"{name}: {why}"))


def parse(arguments: Sequence[str]) -> Request:
    """The request in the command's arguments; raises ReadingError where they make none."""
    files: list[str] = []
    outputs: list[str] = []
    values: dict[str, str] = {}
    rest = iter(arguments)
    for argument in rest:
        option, equals, value = argument.partition("=")
        if argument in _OUTPUTS:
            outputs.append(_OUTPUTS[argument])
        elif option in _WITH_VALUE:
            value = value if equals else next(rest, "")
            if not value:
                raise ReadingError(f"{option} needs a value")
            values[option] = value
        elif argument == "-" or not argument.startswith("-"):
            files.append(argument)
        elif argument == "--":
            files.extend(rest)
        else:
            raise ReadingError(f"there is no option {argument}")
    if "--redline" in values:
        outputs.append("redline")
    if len(files) != 1:
        raise ReadingError("give one file" if files else "give the file to read")
    if len(outputs) > 1:
        raise ReadingError("ask for one output at a time")
    return Request(
        file=files[0],
        output=outputs[0] if outputs else "summary",
        redline=values.get("--redline"),
        older=values.get("--older"),
        process=values.get("--process"),
    )


def _answer(request: Request) -> int:
    """Read the document, then print; every failure a file can cause is one line."""
    name = _name_of(request.file)
    try:
        answer = _reading(request)
        if request.redline is None:
            _print(answer)
        else:
            _write_whole(request.redline, answer)
    except ReadingError as error:
        _complain(str(error))
    except OSError as error:
        file = error.filename if isinstance(error.filename, str) else name
        _complain(f"{file}: {(error.strerror or 'cannot be read').lower()}")
    except MemoryError:
        _complain(f"{name}: reading needed too much memory; give the resolution alone")
    except Exception as error:  # the last guard: a fault of ours must not look like a crash
        _complain(f"{name}: a fault in the reader ({type(error).__name__}: {error}); report it")
    else:
        return 0
    return 2


def _reading(request: Request) -> bytes:
    """What the command prints or writes, in full."""
    from actionline.reading.api import read
    from actionline.reading.tables import DEFAULT_PROCESS

    process = DEFAULT_PROCESS if request.process is None else request.process
    base = None
    if request.older is not None:
        base = read(_bytes_of(request.older), _name_of(request.older), process=process)
    data = _bytes_of(request.file)
    resolution = read(data, _name_of(request.file), process=process, base=base)
    if request.output == "redline":
        return _as_redline(resolution, base)
    return _PRINTERS[request.output](resolution)


def _as_summary(resolution: "Resolution") -> bytes:
    from actionline.reading.output.summary import as_summary

    return as_summary(resolution).encode("utf-8", "replace")


def _as_json(resolution: "Resolution") -> bytes:
    """One object, a line for each provision, citation and mandate."""
    from json import JSONEncoder

    from actionline.reading.output.contract import as_json

    encode = JSONEncoder(ensure_ascii=False).encode
    parts = []
    for name, content in as_json(resolution).items():
        listed = isinstance(content, list) and content
        value = "[\n" + ",\n".join(map(encode, content)) + "\n]" if listed else encode(content)
        parts.append(f'"{name}": {value}')
    return ("{" + ",\n".join(parts) + "}\n").encode("utf-8", "replace")


def _as_akoma(resolution: "Resolution") -> bytes:
    from actionline.reading.output.akoma import as_akoma

    return as_akoma(resolution)


def _as_base(resolution: "Resolution") -> bytes:
    from actionline.reading.model import Side
    from actionline.reading.output.plain import as_text

    if not _is_revision(resolution):
        raise ReadingError(
            f"{resolution.document.source}: this text is no revision, so it has no base; "
            "--proposed gives the text"
        )
    return as_text(resolution, Side.OLD).encode("utf-8", "replace")


def _as_proposed(resolution: "Resolution") -> bytes:
    from actionline.reading.model import Side
    from actionline.reading.output.plain import as_text

    return as_text(resolution, Side.NEW).encode("utf-8", "replace")


def _as_redline(resolution: "Resolution", base: "Resolution | None") -> bytes:
    """The changes of a revision, or those of a clean text against the older edition."""
    from actionline.reading.redline import redline_between, redline_of

    if base is not None and not _is_revision(resolution):
        return redline_between(base, resolution)
    if not _is_revision(resolution):
        raise ReadingError(
            f"{resolution.document.source}: this text is no revision; name the older edition to "
            "compare it with by --older"
        )
    return redline_of(resolution)


_PRINTERS: dict[str, Callable[["Resolution"], bytes]] = {
    "summary": _as_summary,
    "json": _as_json,
    "akn": _as_akoma,
    "base": _as_base,
    "proposed": _as_proposed,
}


def _is_revision(resolution: "Resolution") -> bool:
    from actionline.reading.model import Tracking

    return resolution.tracking is not Tracking.NONE


def _bytes_of(file: str) -> bytes:
    """The file's bytes, one more than may be read at most: `open_source` refuses the rest."""
    if file == "-":
        return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    with os.fdopen(os.open(file, os.O_RDONLY), "rb") as stream:
        return stream.read(MAX_FILE_BYTES + 1)


def _name_of(file: str) -> str:
    """What the document is called in the reading: the file's name without its folder."""
    return "standard input" if file == "-" else file.rpartition(os.sep)[2] or file


def _write_whole(file: str, data: bytes) -> None:
    """Write a file that is there whole or not at all."""
    from pathlib import Path

    partial = Path(f"{file}.{os.getpid()}.part")
    try:
        partial.write_bytes(data)
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ReadingError(f"{file}: cannot be written: {error.strerror}") from error


def _print(data: bytes) -> None:
    """Write to standard output; a reader that has gone away (`| head`) is no error."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(message: str) -> None:
    """One line on standard error, without control characters of a hostile name or document."""
    line = "".join(c if c.isprintable() else " " for c in message)
    encoding = sys.stderr.encoding or "utf-8"
    line = line.encode(encoding, "replace").decode(encoding)
    sys.stderr.write("actionline read: " + " ".join(line.split()) + "\n")
    sys.stderr.flush()
