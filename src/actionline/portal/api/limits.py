"""How many requests an address may make to the interface.

The counts are kept by each process for itself: writing to the database for every reading
request would cost more than what it holds off, on SQLite above all, where writers wait for one
another. With several processes an address gets as many times the rate at most.
"""

from __future__ import annotations

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address
from threading import Lock

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import HttpRequest

#: As many addresses are remembered; of more, those longest unheard of are forgotten.
MOST = 10_000


class Limits:
    """A bucket of requests an address; it holds a minute's and fills up steadily."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, request: HttpRequest) -> int:
        """Take one; the seconds to wait where there is none, else 0."""
        rate = settings.API_RATE
        return self.take(network(get_adapter().get_client_ip(request)), rate) if rate else 0

    def take(self, who: str, rate: int) -> int:
        """As `wait`, of a rate a minute."""
        now = self._clock()
        with self._lock:
            left, at = self._left.pop(who, (float(rate), now))
            left = min(rate, left + (now - at) * rate / 60)
            enough = left >= 1
            self._left[who] = (left - 1 if enough else left, now)
            if len(self._left) > MOST:
                self._left.popitem(last=False)
        return 0 if enough else max(1, math.ceil((1 - left) * 60 / rate))

    def forget(self) -> None:
        """Let everybody begin anew."""
        with self._lock:
            self._left.clear()

    def __len__(self) -> int:
        return len(self._left)


def network(address: str) -> str:
    """Whose an address is: of IPv6 the first 64 bits, for whoever has one has all of them."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Address(int(found) >> 64 << 64))
    return str(found)
