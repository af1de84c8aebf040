"""A server that speaks LibreTranslate's API, to translate with in tests."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

LANGUAGES = [
    {"code": "en", "name": "English", "targets": ["ar", "en", "fr", "zh-Hans"]},
    {"code": "ar", "name": "Arabic", "targets": ["en"]},
]


@dataclass
class Talk:
    """What the engine is to answer, and what it was asked."""

    url: str = ""
    key: str = ""
    statuses: list[int] = field(default_factory=list)  # of the next answers to /translate
    raw: bytes | None = None  # its answer to /translate, whatever it was asked
    location: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)


def handler(talk: Talk) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def answer(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            if talk.location:
                self.send_header("Location", talk.location)
            self.end_headers()
            self.wfile.write(data)

        def do_GET(self) -> None:
            assert self.path == "/base/languages"
            self.answer(200, json.dumps(LANGUAGES).encode())

        def do_POST(self) -> None:
            assert self.path == "/base/translate"
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            talk.asked.append(asked)
            status = talk.statuses.pop(0) if talk.statuses else 200
            if talk.key and asked.get("api_key") != talk.key:
                status = 403
            words = [f"[{asked['target']}] {text}" for text in asked["q"]]
            content = {"translatedText": words} if status == 200 else {"error": f"error {status}"}
            self.answer(status, talk.raw if talk.raw is not None else json.dumps(content).encode())

    return Handler


@contextmanager
def engine() -> Iterator[Talk]:
    """A running engine; `url` is what the operator would name."""
    talk = Talk()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler(talk))
    talk.url = f"http://127.0.0.1:{server.server_port}/base"
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield talk
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
