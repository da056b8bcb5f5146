"""How many requests one caller may make, and how large an answer may be.

The figures are those of data.police.uk (docs/api-call-limits: 15 requests a second, bursts of 30;
docs/method/crime-street: 503 beyond 10,000 crimes). Kept in memory, by each worker process for itself.
"""

from __future__ import annotations

import ipaddress
from threading import Lock

REQUESTS_A_SECOND = 15
BURST = 30
MOST_CALLERS = 10_000
MOST_RECORDS = 10_000


class TokenBucket:
    """Each caller has a bucket of `burst` tokens, refilled at `rate` a second; a request takes one. Safe among threads.

    A bucket left alone for burst / rate seconds is full again and says nothing, so it is forgotten; and never more
    than `most_callers` are known at once, the longest unseen being forgotten first.
    """

    def __init__(self, *, rate: float, burst: int, most_callers: int = MOST_CALLERS) -> None:
        self.rate = rate
        self.burst = burst
        self.most_callers = most_callers
        self._buckets: dict[str, tuple[float, float]] = {}  # caller → tokens, when; the longest unseen first
        self._lock = Lock()

    def wait(self, caller: str, now: float) -> float:
        """Take a token and return 0, or return how many seconds it takes until there is one."""
        with self._lock:
            tokens, seen = self._buckets.pop(caller, (float(self.burst), now))
            tokens = min(self.burst, tokens + max(0.0, now - seen) * self.rate)
            allowed = tokens >= 1
            self._buckets[caller] = (tokens - 1 if allowed else tokens, now)
            self._forget(now)
            return 0.0 if allowed else (1 - tokens) / self.rate

    def __len__(self) -> int:
        return len(self._buckets)

    def _forget(self, now: float) -> None:
        full_after = self.burst / self.rate
        while self._buckets:
            longest_unseen = next(iter(self._buckets))
            if len(self._buckets) <= self.most_callers and now - self._buckets[longest_unseen][1] < full_after:
                return
            del self._buckets[longest_unseen]


def caller(address: str) -> str:
    """Return who counts as one caller: an IPv4 address, or the /64 network that one IPv6 subscriber is given."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)
