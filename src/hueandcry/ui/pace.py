"""How fast one address may send us things. Kept in memory only, for as long as it counts, and forgotten."""

from __future__ import annotations

import math
from collections import deque
from threading import Lock

from django.utils.translation import ngettext


class Pace:
    """At most `count` in any `seconds`, for each sender. Safe among threads; one for each worker process."""

    def __init__(self, count: int, seconds: float) -> None:
        self.count = count
        self.seconds = seconds
        self._sent: dict[str, deque[float]] = {}
        self._lock = Lock()

    def wait(self, sender: str, now: float) -> int:
        """Return 0 and count this one, or return after how many seconds the sender may try again."""
        with self._lock:
            self._forget(now)
            sent = self._sent.setdefault(sender, deque())
            if len(sent) < self.count:
                sent.append(now)
                return 0
            return math.ceil(sent[0] + self.seconds - now)

    def _forget(self, now: float) -> None:
        """Drop all that no longer counts, and senders of whom nothing is left."""
        for sender, sent in list(self._sent.items()):
            while sent and sent[0] <= now - self.seconds:
                sent.popleft()
            if not sent:
                del self._sent[sender]


def wait_words(wait: int) -> str:
    """Say to a sender who must wait so many seconds how long that is, in minutes."""
    minutes = -(-wait // 60)
    return ngettext(
        "Many reports came from your address. Wait %(minutes)d minute, then send it again: it is still below.",
        "Many reports came from your address. Wait %(minutes)d minutes, then send it again: it is still below.",
        minutes,
    ) % {"minutes": minutes}
