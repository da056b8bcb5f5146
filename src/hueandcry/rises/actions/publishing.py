"""Publishing rises, and taking back those that no longer stand: visibly, with the reason."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

from hueandcry.rises.actions.panels import ROOM
from hueandcry.rises.rules.withdrawals import why_withdrawn
from hueandcry.warehouse import builds, published, reading
from hueandcry.warehouse.builds import Build, Workshop
from hueandcry.warehouse.home import Home

TOPIC = "rises"

WITHDRAWN = pa.schema(
    [
        *((name, pa.string()) for name in ("scheme", "area", "kind")),
        ("month", pa.date32()),
        *((name, pa.int64()) for name in ("was_observed", "now_observed")),
        *((name, pa.string()) for name in ("published_in", "withdrawn_in", "why")),
    ]
)


def publish(*, home: Home, build: Build) -> None:
    """Keep on file which rises a build published, once it is being served.

    A build of figures as of an earlier day says nothing new, and is not kept.
    """
    reader = reading.reader_of(home, build.id)
    if reader is None or _as_of(reader):
        return
    published.write(home, TOPIC, build.id, reader.arrow(ROOM, "rises_published"))


def withdraw(shop: Workshop) -> None:
    """Make the table `withdrawn`: the rises of the build before that this one does not confirm.

    What the build before took back stays visible with the build that did so. A build as of an earlier day takes
    nothing back.
    """
    _catch_up(shop.home)
    known = published.builds(shop.home, TOPIC)
    nothing_to_take_back = not known or shop.as_of
    gone = [] if nothing_to_take_back else _gone(shop, known[-1])
    for row in gone:
        row["withdrawn_in"] = row["withdrawn_in"] or shop.build
        row["why"] = why_withdrawn(row["was_observed"], row["now_observed"], row["published_in"])
    shop.put("withdrawn", pa.Table.from_pylist(gone, schema=WITHDRAWN))
    shop.drop("judging_windows")


def _gone(shop: Workshop, before: str) -> list[dict[str, Any]]:
    shop.put("published_before", published.read(shop.home, TOPIC, before))
    gone = shop.rows(ROOM, "no_longer_rises").to_pylist()
    shop.drop("published_before")
    return gone


def _catch_up(home: Home) -> None:
    """Publish the build being served, should the process have ended between its swap and its publication."""
    served = builds.current(home)
    if served and served.id not in published.builds(home, TOPIC) and served.database.exists():
        publish(home=home, build=served)


def _as_of(reader: reading.Reader) -> bool:
    return bool((reader.row(ROOM, "built_as_of") or {}).get("as_of"))
