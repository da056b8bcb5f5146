"""The feed of verdicts: each is told when it is given first, and whenever it becomes another. Never twice."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext

from hueandcry.claims import words
from hueandcry.claims.pages.addresses import of_claim, tight
from hueandcry.claims.queries.built import Change
from hueandcry.ui.atom import Entry


def entries(changes: Sequence[Change]) -> list[Entry]:
    """Return what the feed tells."""
    return [entry(change) for change in changes]


def entry(change: Change) -> Entry:
    """Tell one verdict. It is named by its claim and the build that gave it, so that a rebuild tells nothing again."""
    parts = {"title": tight(str(change.title)), "now": words.VERDICTS[change.now]}
    if change.was is None:
        title = gettext("Checked: %(title)s: %(now)s") % parts
    else:
        title = gettext("Verdict changed: %(title)s: %(now)s; before: %(was)s") % {
            **parts,
            "was": words.VERDICTS[change.was],
        }
    return Entry(
        ident=f"claim:{change.claim}/{change.build}",
        title=title,
        words=tight(str(change.why)),
        path=of_claim(change.claim),
        updated=change.changed_at,
    )
