"""What each build said of the claims outlives the build, so that a change of verdict is seen and stays seen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hueandcry.claims.actions.gathering import ROOM
from hueandcry.warehouse import builds, published, reading
from hueandcry.warehouse.builds import Build
from hueandcry.warehouse.home import Home

# Changes are written first: a build counts as published only when its verdicts stand.
TOPIC, CHANGES = "claims", "claim-changes"


def publish(*, home: Home, build: Build) -> None:
    """Keep on file which verdicts a build gave, once it is being served.

    A build of figures as of an earlier day says nothing new, and is not kept.
    """
    reader = reading.reader_of(home, build.id)
    if reader is None or _as_of(reader) or not _has_claims(reader):
        return
    published.write(home, CHANGES, build.id, reader.arrow(ROOM, "claim_changes_published"))
    published.write(home, TOPIC, build.id, reader.arrow(ROOM, "claims_published"))


def catch_up(home: Home) -> None:
    """Publish the build being served, should the process have ended between its swap and its publication."""
    served = builds.current(home)
    if served and served.id not in published.builds(home, TOPIC) and served.database.exists():
        publish(home=home, build=served)


def last_verdicts(home: Home) -> Mapping[str, str]:
    """Return the verdicts of the last build that was published; none before the first."""
    known = published.builds(home, TOPIC)
    rows = published.read(home, TOPIC, known[-1]).to_pylist() if known else []
    return {row["id"]: row["verdict"] for row in rows}


def known_changes(home: Home) -> list[dict[str, Any]]:
    """Return every change of verdict that was published, oldest first."""
    known = published.builds(home, TOPIC)
    return published.read(home, CHANGES, known[-1]).to_pylist() if known else []


def _as_of(reader: reading.Reader) -> bool:
    return bool((reader.row(ROOM, "built_as_of") or {}).get("as_of"))


def _has_claims(reader: reading.Reader) -> bool:
    """Return whether the build knows claims at all: one made by an earlier version of this software does not."""
    return any(row["name"] == "claims" for row in reader.rows(ROOM, "tables_loaded"))
