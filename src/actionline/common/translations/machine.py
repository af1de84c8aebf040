"""A machine translation engine that speaks LibreTranslate's API, where the operator names one.

`GET /languages` says which pairs it knows; `POST /translate` takes `q` (a list of texts),
`source`, `target`, `format` and `api_key`, and gives `translatedText` or `error`. The address
comes from the settings alone; no redirect is followed; time and bytes are bounded.
"""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from actionline.common import languages

#: What is said of its work on pages.
NAME = "LibreTranslate"
TIMEOUT = 60.0  # seconds until an answer has to begin, and between its parts
LONGEST = 180.0  # seconds until an answer has to be complete
LARGEST = 4 * 1024 * 1024  # bytes of an answer
WAITS = (1.0, 5.0)  # seconds before another try where the engine is busy
BUSY = (429, 502, 503, 504)
#: What engines call languages that have another code here.
_ALSO = {"zh-hans": ("zh-Hans", "zh")}


class MachineError(Exception):
    """The engine cannot do it; the message tells the person why."""


def on() -> bool:
    """Whether the operator has named an engine."""
    return bool(settings.TRANSLATOR_URL)


@dataclass
class Engine:
    """The engine at an address; `languages` is what it knows, asked once."""

    url: str
    key: str = ""
    waits: Sequence[float] = WAITS
    _known: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def named(cls) -> Engine:
        """The engine of the settings. Raises MachineError where there is none."""
        if not on():
            raise MachineError(_("No translation engine is named in the settings."))
        return cls(settings.TRANSLATOR_URL, settings.TRANSLATOR_KEY)

    def pair(self, source: str, target: str) -> tuple[str, str]:
        """The engine's codes for two languages of ours. Raises MachineError for a pair that it
        does not know."""
        known = self._known or self._languages()
        for first in _codes(source):
            for second in _codes(target):
                if second in known.get(first, ()):
                    return first, second
        told = {"source": languages.name(source), "target": languages.name(target)}
        message = _("The engine does not know this pair of languages: %(source)s – %(target)s")
        raise MachineError(message % told)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[str]:
        """The texts in another language, in their order. Raises MachineError."""
        first, second = self.pair(source, target)
        wanted = {"q": list(texts), "source": first, "target": second, "format": "text"}
        if self.key:
            wanted["api_key"] = self.key
        answer = self._ask("POST", "/translate", wanted)
        made = answer.get("translatedText") if isinstance(answer, dict) else None
        if isinstance(made, str):
            made = [made]
        fit = isinstance(made, list) and all(isinstance(each, str) for each in made)
        if not fit or len(made or ()) != len(texts):
            raise MachineError(_("The engine’s answer makes no sense."))
        return list(made or ())

    def _languages(self) -> dict[str, set[str]]:
        answer = self._ask("GET", "/languages")
        if not isinstance(answer, list):
            raise MachineError(_("The engine’s answer makes no sense."))
        for each in answer:
            if isinstance(each, dict) and isinstance(each.get("targets"), list):
                self._known[str(each.get("code"))] = {str(target) for target in each["targets"]}
        return self._known

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        """One answer as JSON; an engine that is busy is asked again."""
        for wait in (*self.waits, None):
            status, content = self._once(method, path, body)
            if status not in BUSY or wait is None:
                break
            time.sleep(wait)
        try:
            answer = json.loads(content)
        except (ValueError, RecursionError):
            answer = None
        if status != 200:
            said = answer.get("error") if isinstance(answer, dict) else ""
            told = {"status": status, "said": str(said or "")[:200]}
            raise MachineError(_("The engine answers with an error: %(status)s %(said)s") % told)
        if answer is None:
            raise MachineError(_("The engine’s answer makes no sense."))
        return answer

    def _once(self, method: str, path: str, body: Any) -> tuple[int, bytes]:
        address = urlsplit(self.url)
        sent = None if body is None else json.dumps(body).encode()
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        connection = _connection(address)
        try:
            connection.request(method, f"{address.path.rstrip('/')}{path}", sent, headers)
            answer = connection.getresponse()
            content = _content(answer)
        except (OSError, http.client.HTTPException) as error:
            raise MachineError(_("The engine cannot be reached. Try again later.")) from error
        finally:
            connection.close()
        return answer.status, content


def _content(answer: http.client.HTTPResponse) -> bytes:
    """What the engine says, as far as it comes in time and is not too long."""
    until = time.monotonic() + LONGEST
    parts, size = [], 0
    while part := answer.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > LARGEST or time.monotonic() > until:
            raise MachineError(_("The engine’s answer makes no sense."))
    return b"".join(parts)


def _connection(address: SplitResult) -> http.client.HTTPConnection:
    kinds: dict[str, type[http.client.HTTPConnection]] = {
        "http": http.client.HTTPConnection,
        "https": http.client.HTTPSConnection,
    }
    kind = kinds.get(address.scheme)
    if kind is None or not address.hostname:
        raise MachineError(_("The engine cannot be reached. Try again later."))
    return kind(address.hostname, address.port, timeout=TIMEOUT)


def _codes(code: str) -> tuple[str, ...]:
    return _ALSO.get(code, (code,))
