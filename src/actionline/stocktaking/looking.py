"""Looking whether a web address is there, without being led anywhere else.

Addresses come from whoever writes an entry, and the server that asks stands inside somebody's
network. So a name is resolved here, every address it has must be public, the connection goes to
the very address that was looked at, and each step of a redirect goes through the same. Ports are
those of the web, time is bounded, and of what comes back only the status is read.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Timer
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from .models import CheckedLink

Said = CheckedLink.Said
TIMEOUT = 10.0  # seconds for each step: to connect, to write, to hear something
LONGEST = 20.0  # seconds for one request, however slowly it is answered
MOST_STEPS = 5
PORTS = frozenset((80, 443, 8080, 8443))
_LEADS_ON = frozenset((301, 302, 303, 307, 308))
#: The page is there, and not for programs or strangers.
_NOT_FOR_US = frozenset((401, 402, 403, 407, 429, 451))
_GONE = frozenset((404, 410))
#: Networks of version 6 that lead to an address of version 4 inside theirs.
_TUNNELS = tuple(map(ipaddress.ip_network, ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16")))
_HEADERS = {"User-Agent": "Actionline (looks whether links are there)", "Accept": "*/*"}


@dataclass(frozen=True, slots=True)
class Looked:
    """What was found at an address; `status` where a server answered."""

    said: str
    status: int | None = None


class _PrivateError(Exception):
    """The name leads to an address that is not public."""


Allowed = Callable[[str, int], bool]


def is_public(address: str, port: int) -> bool:
    """Whether an address is of the public internet, and the port one of the web."""
    found = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(found, "ipv4_mapped", None)
    if mapped is not None:
        found = mapped
    tunnel = found.version == 6 and any(found in network for network in _TUNNELS)
    return port in PORTS and found.is_global and not found.is_multicast and not tunnel


def look(url: str, *, allowed: Allowed = is_public) -> Looked:
    """Whether a page is at an address: asked for with HEAD, and with GET where that is refused."""
    for _step in range(MOST_STEPS + 1):
        try:
            status, onward = _ask("HEAD", url, allowed)
            if status >= 400 and status not in _GONE:
                status, onward = _ask("GET", url, allowed)
        except _PrivateError:
            return Looked(Said.PRIVATE)
        except ssl.SSLError:
            return Looked(Said.TLS)
        except (socket.gaierror, UnicodeError, ValueError):
            return Looked(Said.UNKNOWN)
        except OSError:
            return Looked(Said.SILENT)
        except http.client.HTTPException:
            return Looked(Said.ERROR)
        if status not in _LEADS_ON or not onward:
            return Looked(_said(status), status)
        url = urljoin(url, onward)
    return Looked(Said.ROUND)


def _said(status: int) -> str:
    if status in _GONE:
        return Said.GONE
    return Said.FINE if status < 400 or status in _NOT_FOR_US else Said.ERROR


def _ask(method: str, url: str, allowed: Allowed) -> tuple[int, str]:
    """The status of one answer, and where it leads on. ValueError for what is no web address."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(url)
    host = parts.hostname.encode("idna").decode() if ":" not in parts.hostname else parts.hostname
    port = parts.port or (443 if parts.scheme == "https" else 80)
    with _connected(host, port, parts.scheme == "https", allowed) as connection:
        connection.request(method, _target(parts), headers=_HEADERS | {"Host": _host(parts, host)})
        answer = connection.getresponse()
        return answer.status, answer.headers.get("Location", "")[:4000]


@contextmanager
def _connected(
    host: str, port: int, safe: bool, allowed: Allowed
) -> Iterator[http.client.HTTPConnection]:
    """A connection to the address that was looked at, ended when it takes too long."""
    raw = socket.create_connection((_address(host, port, allowed), port), TIMEOUT)
    ends = Timer(LONGEST, _shut, [raw])
    ends.daemon = True
    ends.start()
    try:
        context = ssl.create_default_context()
        connection = http.client.HTTPConnection(host, port, timeout=TIMEOUT)
        connection.sock = context.wrap_socket(raw, server_hostname=host) if safe else raw
        try:
            yield connection
        finally:
            connection.close()
    finally:
        ends.cancel()
        raw.close()


def _shut(connected: socket.socket) -> None:
    with suppress(OSError):  # it has ended by itself
        connected.shutdown(socket.SHUT_RDWR)


def _address(host: str, port: int, allowed: Allowed) -> str:
    """The address to connect to; _PrivateError unless all that the name has are allowed."""
    known = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(each[4][0]) for each in known]
    if not all(allowed(address, port) for address in addresses):
        raise _PrivateError
    return addresses[0]


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:=&~+!$,;'@()*")
    query = quote(parts.query, safe="/%:=&~+!$,;'@()*?[]")
    return f"{path}?{query}" if query else path


def _host(parts: SplitResult, host: str) -> str:
    named = f"[{host}]" if ":" in host else host
    return f"{named}:{parts.port}" if parts.port else named
