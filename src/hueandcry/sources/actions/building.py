"""Building: what is landed becomes areas, counts and coverage."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import asdict, fields
from datetime import date
from typing import Any

import pyarrow as pa

from hueandcry.bodies import queries as bodies
from hueandcry.offences import queries as offences
from hueandcry.places import actions as places
from hueandcry.sources import queries
from hueandcry.sources.feeds import Feed, feeds
from hueandcry.sources.feeds.columns import columns
from hueandcry.sources.rules.coverage import coverage
from hueandcry.ui.languages import in_welsh
from hueandcry.warehouse import manifest
from hueandcry.warehouse.builds import Check, Step, Workshop

ROOM = "hueandcry.sources"

# What the select.sql of the two CSV feeds gives, for when none of their files is loaded.
POLICE_COLUMNS = pa.schema(
    [
        ("crime_id", pa.string()),
        ("month", pa.date32()),
        ("reported_by", pa.string()),
        ("falls_within", pa.string()),
        ("lng", pa.float64()),
        ("lat", pa.float64()),
        *((name, pa.string()) for name in ("location", "lsoa", "lsoa_name", "crime_type", "outcome", "context")),
    ]
)

NOTE_COLUMNS = pa.schema(
    [
        ("body", pa.string()),
        ("month", pa.date32()),
        ("text", pa.string()),
        ("author", pa.string()),
        ("noted_on", pa.date32()),
    ]
)


def steps() -> list[Step]:
    """Return the steps by which published files become tables, in order."""
    return [
        Step("Files, bodies and kinds", _reference),
        Step("Crimes and outcomes", _events),
        *places.steps(),
        Step("Counts", _counts),
        Step("Coverage and breaks", _coverage),
        Step("Analysts' notes", _notes),
        Step("Tables of figures", _figures),
        *places.tidy_up(),
    ]


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return [
        Check("rows read = rows landed + rows set aside", ROOM, "unbalanced_files"),
        Check("every street row landed is in crimes and counted once for its force", ROOM, "lost_crimes"),
        *places.checks(),
        Check("one count per scheme, area, kind and month", ROOM, "doubled_counts"),
    ]


def _reference(shop: Workshop) -> None:
    for feed in feeds():
        shop.source(feed.dataset, empty=columns(feed.folder) if feed.is_table else POLICE_COLUMNS)
    shop.put("files", _files(shop))
    shop.put("bodies", _table([_body(one) for one in bodies.bodies()]))
    shop.put(
        "territories",
        _table([{"district": name, "force": slug} for slug, names in bodies.districts().items() for name in names]),
    )
    shop.put("spellings", _table([{"name": name, "slug": slug} for name, slug in bodies.spellings().items()]))
    shop.put("reviewed_kinds", _table([asdict(kind) for kind in offences.kinds()]))
    shop.put("feeds", _table([_feed(feed) for feed in feeds()]))
    shop.put("outcome_names", _table([asdict(outcome) for outcome in offences.outcomes()]))


def _events(shop: Workshop) -> None:
    shop.create("crimes", ROOM)
    shop.create("outcomes", ROOM)
    shop.create("outcome_counts", ROOM)


def _counts(shop: Workshop) -> None:
    shop.create("counts", ROOM)
    shop.create("schemes", ROOM)
    shop.create("kinds", ROOM)
    shop.drop("spellings")


def _coverage(shop: Workshop) -> None:
    by_body: dict[tuple[str, str], dict[date, int]] = defaultdict(dict)
    for row in shop.rows(ROOM, "rows_by_month").to_pylist():
        by_body[(row["dataset"], row["body"])][row["month"]] = row["n"]
    covered = [
        {"body": body, "dataset": dataset, **asdict(one)}
        for (dataset, body), rows in by_body.items()
        for one in coverage(rows, queries.gaps_of(body, dataset), welsh=in_welsh)
    ]
    shop.put("coverage", _coverage_table(covered))
    shop.put("breaks", _table([{**asdict(one), "kinds": list(one.kinds)} for one in queries.breaks()]))


def _notes(shop: Workshop) -> None:
    names = ("body", "month", "text", "author", "noted_on")
    rows = [{name: getattr(note, name) for name in names} for note in queries.standing_notes()]
    shop.put("notes", pa.Table.from_pylist(rows, schema=NOTE_COLUMNS))


def _figures(shop: Workshop) -> None:
    for dataset in ("action_fraud", "police_grant", "recorded_rolling", "ons_pfa", "published_figures"):
        shop.create(dataset, ROOM)


def _files(shop: Workshop) -> pa.Table:
    """Return the manifest, each landing with whether a later release has superseded it."""
    counting = {landing.path or landing.sha256 for landing in shop.live}
    every = [
        {**asdict(landing), "superseded": (landing.path or landing.sha256) not in counting}
        for landing in manifest.landings(shop.home)
    ]
    shape = [(one.name, pa.int64() if one.type == "int" else pa.string()) for one in fields(manifest.Landing)]
    return pa.Table.from_pylist(every, schema=pa.schema([*shape, ("superseded", pa.bool_())]))


def _body(one: bodies.Body) -> dict[str, Any]:
    contact = bodies.contact(one.slug)
    return {
        "slug": one.slug,
        "area_code": one.gss or one.slug,
        "name": one.name,
        "name_cy": one.welsh_name,
        "kind": one.kind,
        "country": one.country,
        "website": contact.website if contact else "",
        "advice": contact.advice if contact else "",
        "non_emergency": contact.non_emergency if contact else "",
    }


def _feed(feed: Feed) -> dict[str, str]:
    names = ("slug", "dataset", "title", "title_cy", "publisher", "publisher_cy", "licence", "licence_cy", "address")
    return {name: getattr(feed, name) for name in names}


def _coverage_table(rows: list[dict[str, Any]]) -> pa.Table:
    text, day = pa.string(), pa.date32()
    shape = {"body": text, "dataset": text, "month": day, "state": text, "reason": text, "reason_cy": text}
    return pa.Table.from_pylist(rows, schema=pa.schema(list(shape.items())))


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(rows)
