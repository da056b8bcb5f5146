"""Reads the table of fraud referrals and outcomes, and believes a total only if the bodies add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Record, Sorting, end_notes, financial_year, header, records
from hueandcry.sources.feeds.faults import WrongShapeError

COLUMNS = (
    "financial_year",
    "force",
    "referred_crimes",
    "total_outcomes",
    "judicial_outcomes",
    "non_judicial_outcomes",
    "source_url",
)
COUNTED = {
    "referred": "referred_crimes",
    "outcomes": "total_outcomes",
    "judicial": "judicial_outcomes",
    "non_judicial": "non_judicial_outcomes",
}
TOTAL = "total"


def recognises(sample: Sample) -> bool:
    """Is this the table of referrals and outcomes? Its header names both."""
    return set(COLUMNS[:4]) <= set(header(sample))


def read(data: bytes, name: str, names: NameBook) -> Reading:
    """Return one part per financial year: a row for each body, and the published total.

    A cell that should hold a number and holds something else refuses the file, and so does a year that does not add
    up; but where a row was set aside for another reason, which explains it, the total of its year is set aside too and
    the other bodies stay.
    """
    sorting, totals = Sorting(key=("body", "financial_year")), Sorting(key=("financial_year",))
    found: dict[int, Record] = {}
    unreadable: list[str] = []
    for record in records(data, name, expected=COLUMNS):
        ask = Ask(record)
        row = _row(ask, names)
        found[record.number] = record
        unreadable += _unreadable(record, ask)
        (totals if row["body"] == TOTAL and not ask.faults else sorting).put(row, ask)
    if unreadable:
        raise WrongShapeError(
            file=name,
            faults=unreadable,
            expected=f"whole numbers from nought in {', '.join(COUNTED.values())}",
            remedy="Compare these cells with the publisher's original, correct them and load again.",
        )
    explained = {found[one.record].cells.get("financial_year", "") for one in sorting.aside}
    sorting.aside += totals.aside
    causes = [f"set aside: line {found[one.record].line}: {one.reason}" for one in sorting.aside]
    misses = _weigh(totals, sorting, found)
    if wrong := [told for year, told in misses if not explained & {year, ""}]:
        raise WrongShapeError(
            file=name,
            faults=wrong,
            expected="bodies that add up to the total of their year",
            remedy="Compare the lines of that year with the publisher's original, correct them and load again.",
        )
    notes = [*causes, *(f"set aside: {told}" for _, told in misses), *end_notes(data)]
    years = sorted({row["financial_year"] for row in sorting.rows})
    parts = [Part("all", year, table(_of(sorting.rows, year), Path(__file__).parent)) for year in years]
    return Reading(parts, sorting.aside, sorting.read, notes)


def _row(ask: Ask, names: NameBook) -> dict:
    published = ask.text("force")
    body = TOTAL if published.casefold() == TOTAL else ask.body("force", names)
    counts = {column: ask.whole(source, least=0) for column, source in COUNTED.items()}
    outcomes, judicial, others = counts["outcomes"], counts["judicial"], counts["non_judicial"]
    if outcomes is not None and judicial is not None and others is not None and judicial + others != outcomes:
        ask.refuse(f"{judicial} judicial and {others} others are not {outcomes}")
    year = ask.text("financial_year")
    if year and not financial_year(year):
        ask.refuse(f"financial_year: {year!r} is not a financial year such as 2016-17")
    source = ask.text("source_url", may_be_blank=True)
    return {"body": body, "published_name": published, "financial_year": year, **counts, "source": source}


def _unreadable(record: Record, ask: Ask) -> list[str]:
    """Return each number cell of a record that holds something else, with its line and whose line it is."""
    whose = " ".join(record.cells.get(column, "") for column in ("force", "financial_year"))
    starts = tuple(f"{source}: " for source in COUNTED.values())
    return [f"line {record.line} ({whose}), {fault}" for fault in ask.faults if fault.startswith(starts)]


def _weigh(totals: Sorting, sorting: Sorting, found: Mapping[int, Record]) -> list[tuple[str, str]]:
    """Keep each total that the bodies of its year add up to; set the others aside and return (year, what they miss)."""
    told = []
    bodies = list(sorting.rows)
    for total in totals.rows:
        year = total["financial_year"]
        record = found[totals.seen[(year,)]]
        misses = "; ".join(_misses(total, _of(bodies, year)))
        if misses:
            sorting.set_aside(record, f"the bodies do not add up to this total: {misses}")
            told.append((year, f"line {record.line}, the total of {year}: {misses}"))
        else:
            sorting.rows.append(total)
    return told


def _misses(total: dict, rows: list[dict]) -> list[str]:
    sums = {column: sum(row[column] for row in rows) for column in COUNTED}
    return [
        f"{source} of {len(rows)} bodies is {sums[column]:,}, the total says {total[column]:,}"
        for column, source in COUNTED.items()
        if sums[column] != total[column]
    ]


def _of(rows: list[dict], year: str) -> list[dict]:
    return [row for row in rows if row["financial_year"] == year]
