"""A force's figures for programs: JSON with everything beside them, CSV with one figure a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from hueandcry.measures.queries import Value
from hueandcry.ui import notes
from hueandcry.web.pages.force_figures import DATASET_FIGURES, outcome_notes, referral_notes
from hueandcry.web.pages.machine import NOTE, build_about
from hueandcry.web.queries.data import Doubted
from hueandcry.web.queries.forces import File, Grant, Level, Outcomes, Published, Referrals
from hueandcry.web.queries.reference import Body, Reference
from hueandcry.web.rules.months import index_of, month_at, written

OF_ROWS = ("period", "begins", "ends", "item", "value", "lower", "upper", "state", "unit")
COLUMNS = ("force", "figure", *OF_ROWS, "caveats", "notes", "source_sha256", "build")

NO_RATE = "recorded in the year, of crimes referred then or earlier, to this body or another"


class Period(NamedTuple):
    """What a figure is of: as it is written, and its first and last day."""

    label: str
    begins: date
    ends: date


@dataclass(frozen=True)
class Figures:
    """All the figures of a force that are not counts by place: what the page's tables show.

    `shares` are its judicial shares by financial year, as the measure has them: with interval, and few cases marked.
    """

    body: Body
    published: Sequence[Published]
    doubted: Sequence[Doubted]
    outcomes: Outcomes | None
    referrals: Sequence[Referrals]
    grant: Grant | None
    levels: Sequence[Level]
    files: Sequence[File]
    shares: Mapping[str, Value] = field(default_factory=dict)


def content(reference: Reference, figures: Figures, address: str) -> dict[str, Any]:
    """Return everything, each table with its caveats and files."""
    return {
        "force": {"id": figures.body.slug, "name": figures.body.english, "area_code": figures.body.area_code},
        "address": address,
        "build": build_about(reference),
        "note": NOTE,
        "notes": notes.about(reference.notes_of(figures.body.slug)),
        "coverage": [_coverage(one, figures.doubted) for one in figures.published],
        "outcomes": _outcomes(figures),
        "action_fraud": _referrals(figures),
        "police_grant": _grant(figures),
        "recorded_rolling": _levels(figures),
    }


def rows(reference: Reference, figures: Figures) -> Iterator[Sequence[Any]]:
    """Yield one figure a line, each with its caveats, the notes on its months, and the hashes of its files."""
    told = {"outcomes": _outcomes, "action_fraud": _referrals, "police_grant": _grant, "recorded_rolling": _levels}
    noted = reference.notes_of(figures.body.slug)
    for name, tell in told.items():
        told_here = tell(figures)
        caveats, hashes = " ".join(told_here["caveats"]), " ".join(one["sha256"] for one in told_here["files"])
        for row in told_here["rows"]:
            line = ("" if row.get(column) is None else row[column] for column in OF_ROWS)
            notes_here = notes.cell([one for one in noted if row["begins"] <= one.month.isoformat() <= row["ends"]])
            yield (figures.body.slug, name, *line, caveats, notes_here, hashes, reference.build)


def _coverage(one: Published, doubted: Sequence[Doubted]) -> dict[str, Any]:
    why = {found.month: found.reason.english for found in doubted if found.dataset == one.dataset}
    return {
        "dataset": one.dataset,
        "months": [
            {"month": written(month_at(at)), "state": state, "reason": why.get(month_at(at), "")}
            for at, state in sorted(one.states.items())
        ],
    }


def _table(figures: Figures, dataset: str, rows: list[dict[str, Any]], caveats: list[str]) -> dict[str, Any]:
    return {
        "definition": str(DATASET_FIGURES[dataset]),
        "caveats": caveats,
        "rows": rows,
        "files": [{"source": one.source, "sha256": one.sha256} for one in figures.files if one.dataset == dataset],
    }


def _row(period: Period, item: str, value: float | None, unit: str, **more: Any) -> dict[str, Any]:
    begins, ends = period.begins.isoformat(), period.ends.isoformat()
    return {"period": period.label, "begins": begins, "ends": ends, "item": item, "value": value, "unit": unit, **more}


def _financial_year(label: str) -> Period:
    year = int(label[:4])
    return Period(label, date(year, 4, 1), date(year + 1, 3, 31))


def _outcomes(figures: Figures) -> dict[str, Any]:
    found = figures.outcomes
    if found is None:
        return _table(figures, "outcomes", [], [])
    after = month_at(index_of(found.last) + 1)
    period = Period(f"{written(found.first)}/{written(found.last)}", found.first, after - timedelta(days=1))
    rows = [_row(period, one.english, one.crimes, "crimes", group=one.result) for one in found.outcomes]
    return _table(figures, "outcomes", rows, outcome_notes(found))


def _referrals(figures: Figures) -> dict[str, Any]:
    rows = [row for one in figures.referrals for row in _referral_rows(one, figures.shares.get(one.financial_year))]
    return _table(figures, "action_fraud", rows, referral_notes(figures.body, figures.referrals) if rows else [])


def _referral_rows(one: Referrals, share: Value | None) -> list[dict[str, Any]]:
    year = _financial_year(one.financial_year)
    known = {"lower": share.lower, "upper": share.upper, "state": share.state} if share else {}
    return [
        _row(year, "referred", one.referred, "crimes"),
        _row(year, "outcomes", one.outcomes, f"outcomes {NO_RATE}"),
        _row(year, "judicial", one.judicial, "outcomes"),
        _row(year, "non_judicial", one.non_judicial, "outcomes"),
        _row(year, "judicial_share", one.judicial_share, "share of outcomes recorded", **known),
    ]


def _grant(figures: Figures) -> dict[str, Any]:
    found = figures.grant
    rows = [_row(_financial_year(found.financial_year), "grant", found.budget_gbp, "pounds sterling")] if found else []
    return _table(figures, "police_grant", rows, ["The grant is not the whole budget."] if rows else [])


def _levels(figures: Figures) -> dict[str, Any]:
    rows = [_row(_twelve_months(one.ending), one.offence, one.total, "offences") for one in figures.levels]
    return _table(
        figures, "recorded_rolling", rows, ["Burglary stands in overlapping pairs: do not add."] if rows else []
    )


def _twelve_months(ending: date) -> Period:
    begins = month_at(index_of(ending) - 11)
    return Period(f"twelve months to {ending.isoformat()}", begins, ending)
