"""Reads the table of fraud referrals and outcomes, and believes a total only if the bodies add up to it."""

from __future__ import annotations

from pathlib import Path

from hueandcry.sources.feeds import NameBook, Part, Reading, Sample
from hueandcry.sources.feeds.columns import table
from hueandcry.sources.feeds.delimited import Ask, Record, Sorting, end_notes, financial_year, header, records

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
    """Return one part per financial year: a row for each body, and the published total if it adds up."""
    sorting, totals = Sorting(key=("body", "financial_year")), []
    for record in records(data, name, expected=COLUMNS):
        ask = Ask(record)
        row = _row(ask, names)
        if row["body"] == TOTAL and not ask.faults:
            totals.append((record, row))
        else:
            sorting.put(row, ask)
    notes = [*_weigh(totals, sorting), *end_notes(data)]
    years = sorted({row["financial_year"] for row in sorting.rows})
    parts = [Part("all", year, table(_of(sorting.rows, year), Path(__file__).parent)) for year in years]
    return Reading(parts, sorting.aside, sorting.read, notes)


def _row(ask: Ask, names: NameBook) -> dict:
    published = ask.text("force")
    body = TOTAL if published.casefold() == TOTAL else ask.body("force", names)
    counts = {column: ask.whole(source) for column, source in COUNTED.items()}
    outcomes, judicial, others = counts["outcomes"], counts["judicial"], counts["non_judicial"]
    if outcomes is not None and judicial is not None and others is not None and judicial + others != outcomes:
        ask.refuse(f"{judicial} judicial and {others} others are not {outcomes}")
    year = ask.text("financial_year")
    if year and not financial_year(year):
        ask.refuse(f"financial_year: {year!r} is not a financial year such as 2016-17")
    source = ask.text("source_url", may_be_blank=True)
    return {"body": body, "published_name": published, "financial_year": year, **counts, "source": source}


def _weigh(totals: list[tuple[Record, dict]], sorting: Sorting) -> list[str]:
    """Keep each total that the bodies of its year add up to; set the others aside and say by how much they miss."""
    notes = []
    bodies = list(sorting.rows)
    for record, total in totals:
        misses = _misses(total, _of(bodies, total["financial_year"]))
        if misses:
            sorting.set_aside(record, f"the bodies do not add up to this total: {'; '.join(misses)}")
            notes.append(f"Total of {total['financial_year']} set aside: {'; '.join(misses)}")
        else:
            sorting.rows.append(total)
    return notes


def _misses(total: dict, rows: list[dict]) -> list[str]:
    sums = {column: sum(row[column] for row in rows) for column in COUNTED}
    return [
        f"{source} of {len(rows)} bodies is {sums[column]:,}, the total says {total[column]:,}"
        for column, source in COUNTED.items()
        if sums[column] != total[column]
    ]


def _of(rows: list[dict], year: str) -> list[dict]:
    return [row for row in rows if row["financial_year"] == year]
