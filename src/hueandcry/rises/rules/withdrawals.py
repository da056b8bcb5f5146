"""A rise that was published and no longer stands is withdrawn, and says why."""

from __future__ import annotations

from collections.abc import Callable

from hueandcry.rises.rules import marked as _

UNCHANGED = _(
    "%(was)s was published in build %(published_in)s; the count is the same, but what it is compared with has changed."
)
CHANGED = _("%(was)s was published in build %(published_in)s; the month was published again and now has %(now)s.")
GONE = _("%(was)s was published in build %(published_in)s; the month is no longer among the data.")


def why_withdrawn(was: int, now: int | None, published_in: str, say: Callable[[str], str] = str) -> str:
    """Return the reason in words. `say` translates a sentence."""
    sentence = GONE if now is None else UNCHANGED if now == was else CHANGED
    return say(sentence) % {"was": f"{was:,}", "now": now if now is None else f"{now:,}", "published_in": published_in}
