"""What is rising: strongest evidence first, each with the sentence a person would say; and what could not be told."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from django.utils.translation import gettext, ngettext

from hueandcry.bodies import queries as bodies
from hueandcry.errors import HueAndCryError
from hueandcry.rises.rules.evidence import strength
from hueandcry.rises.rules.verdicts import Verdict
from hueandcry.rises.rules.withdrawals import why_withdrawn
from hueandcry.ui.format import language, month_alone, month_name, number, range_words
from hueandcry.warehouse import reading
from hueandcry.warehouse.home import Home
from hueandcry.warehouse.reading import Reader

ROOM = "hueandcry.rises"
TESTED = (Verdict.RISE, Verdict.USUAL)

# The keys of a row for machines, in this order. Others may follow; these never change.
ROW = (
    *("area_code", "area", "level", "kind", "month", "observed", "expected", "lower", "upper_usual", "upper"),
    *("p_value", "q_value", "verdict", "sentence"),
    *("kind_name", "scheme", "force", "activity", "years", "since"),
)


class NotAMonth(HueAndCryError):
    """A month that is not written as year and month."""


class NotJudged(HueAndCryError):
    """A month that the build did not judge."""


class UnknownForce(HueAndCryError):
    """A name that no force goes by."""


class UnknownKind(HueAndCryError):
    """A kind that no scheme counts."""


@dataclass(frozen=True)
class Summary:
    """How many series came to which verdict, in which months; and which territorial forces gave no data at all."""

    months: tuple[date, ...]
    verdicts: Mapping[str, int]
    without_data: tuple[str, ...]

    @property
    def series(self) -> int:
        """Return how many series were looked at."""
        return sum(self.verdicts.values())

    @property
    def tested(self) -> int:
        """Return how many could be tested."""
        return sum(self.verdicts.get(verdict, 0) for verdict in TESTED)

    @property
    def rose(self) -> int:
        """Return how many rose."""
        return self.verdicts.get(Verdict.RISE, 0)


def rises(
    home: Home, *, month: str | date | None = None, force: str | None = None, kind: str | None = None
) -> list[dict[str, Any]]:
    """Return the rises of a month, strongest evidence first, as rows for machines: see `ROW`.

    Without a month, the latest that each force has published. `force` is a force's slug or any name on file; `kind` a
    kind's code or its name. In a row `kind` is the code, whose name stands in `kind_name` and in the sentence, and
    `month` is written YYYY-MM. Withdrawn rises are not among them. Raises `NothingBuilt`, and the errors of this
    module for a month, force or kind that is not there.
    """
    reader = reading.reader(home)
    found = reader.rows(ROOM, "rises_found", **_asked(reader, month, force, kind))
    found.sort(key=lambda row: strength({**row, "area": row["area_code"]}))
    built_on = _built_on(reader)
    return [_row(row, built_on) for row in found]


def summary(
    home: Home, *, month: str | date | None = None, force: str | None = None, kind: str | None = None
) -> Summary:
    """Return how many series were tested and how many could not be, for the same choice as `rises`."""
    reader = reading.reader(home)
    asked = _asked(reader, month, force, kind)
    given = reader.rows(ROOM, "verdicts_given", **asked)
    counted: dict[str, int] = {}
    for row in given:
        counted[row["verdict"]] = counted.get(row["verdict"], 0) + row["series"]
    silent = [row for row in reader.rows(ROOM, "forces_judged") if row["last"] is None]
    return Summary(
        months=tuple(sorted({row["month"] for row in given})),
        verdicts=counted,
        without_data=tuple(row["name"] for row in silent if asked["force"] in (None, row["slug"])),
    )


def withdrawn(home: Home, *, force: str | None = None) -> list[dict[str, Any]]:
    """Return the rises that were published by an earlier build and do not stand, newest month first, with the reason.

    They are shown, not hidden: who was alarmed by a figure must be able to learn that it changed.
    """
    reader = reading.reader(home)
    rows = reader.rows(ROOM, "rises_withdrawn", force=_force(force))
    return [
        {**row, "why": why_withdrawn(row["was_observed"], row["now_observed"], row["published_in"], gettext)}
        for row in rows
    ]


def sentence(row: Mapping[str, Any], *, built_on: date) -> str:
    """Return what a person would say: "Burglary in Gosforth East: 31 in March; between 9 and 19 were expected".

    The year is said unless the month lies within eleven months of the build: then only one such month is meant. What a
    force recorded may have happened elsewhere, so it is "recorded by", not "in". Names are never inflected.
    """
    where = gettext("%(kind)s recorded by %(area)s") if row["level"] == "force" else gettext("%(kind)s in %(area)s")
    what = where % {"kind": _name(row, "kind_name", "kind_cy"), "area": _name(row, "area", "area_cy")}
    recent = 0 <= (built_on.year - row["month"].year) * 12 + built_on.month - row["month"].month < 12
    return gettext("%(what)s: %(count)s in %(month)s; %(expected)s") % {
        "what": what,
        "count": number(row["observed"]),
        "month": month_alone(row["month"]) if recent else month_name(row["month"]),
        "expected": range_words(row["lower"], row["upper_usual"]),
    }


def told(found: Summary) -> str:
    """Return a summary in words: what was tested, and everything that was not. Untested is never called safe."""
    if not found.series:
        return gettext("Nothing was judged: there are no data.")
    parts = [
        *_nothing_rose(found),
        gettext("%(series)s series judged in %(months)s: %(tested)s tested, %(rose)s rose.")
        % {
            "series": number(found.series),
            "months": _months(found.months),
            "tested": number(found.tested),
            "rose": number(found.rose),
        },
        *_untested(found.verdicts),
    ]
    if found.without_data:
        count = len(found.without_data)
        parts.append(
            ngettext("%(count)s police force without any data.", "%(count)s police forces without any data.", count)
            % {"count": number(count)}
        )
    return " ".join(parts)


def _nothing_rose(found: Summary) -> list[str]:
    if not found.tested:
        return [gettext("Nothing could be tested.")]
    return [] if found.rose else [gettext("Tested: nothing unusual.")]


def _untested(verdicts: Mapping[str, int]) -> list[str]:
    words = {
        Verdict.TOO_FEW: gettext("%(count)s too few to tell."),
        Verdict.TOO_LITTLE_HISTORY: gettext("%(count)s with too little history."),
        Verdict.NO_DATA: gettext("%(count)s without data."),
        Verdict.SUSPECT: gettext("%(count)s with figures in doubt."),
        Verdict.BREAK: gettext("%(count)s that cannot be compared."),
        Verdict.REDRAWN: gettext("%(count)s in redrawn areas."),
    }
    return [said % {"count": number(verdicts[verdict])} for verdict, said in words.items() if verdicts.get(verdict)]


def _built_on(reader: Reader) -> date:
    row = reader.row(ROOM, "built_on")
    return datetime.fromisoformat(row["at"]).date() if row else date.min


def _months(months: Sequence[date]) -> str:
    if len(months) == 1:
        return month_name(months[0])
    return gettext("the latest months published, %(first)s to %(last)s") % {
        "first": month_name(months[0]),
        "last": month_name(months[-1]),
    }


def _row(found: Mapping[str, Any], built_on: date) -> dict[str, Any]:
    row = {**found, "sentence": sentence(found, built_on=built_on)}
    for name in ("month", "since"):
        row[name] = f"{found[name]:%Y-%m}"
    return {name: row[name] for name in ROW}


def _name(row: Mapping[str, Any], english: str, welsh: str) -> str:
    return (row.get(welsh) if language() == "cy" else None) or row[english]


def _asked(reader: Reader, month: str | date | None, force: str | None, kind: str | None) -> dict[str, Any]:
    return {"month": _month(reader, month), "force": _force(force), "kind": _kind(reader, kind)}


def _month(reader: Reader, month: str | date | None) -> date | None:
    if month is None or month == "":
        return None
    wanted = month if isinstance(month, date) else _read_month(month)
    spans = [row for row in reader.rows(ROOM, "forces_judged") if row["last"]]
    if not any(row["first"] <= wanted <= row["last"] for row in spans):
        raise NotJudged(
            found=f"{wanted:%Y-%m}",
            expected=_span_words(spans),
            where="the month asked for",
            remedy="`hueandcry status` lists what is loaded.",
        )
    return wanted


def _span_words(spans: Sequence[Mapping[str, Any]]) -> str:
    if not spans:
        return "a month that was judged, and none was"
    first, last = min(row["first"] for row in spans), max(row["last"] for row in spans)
    return f"a month from {first:%Y-%m} to {last:%Y-%m}"


def _read_month(text: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text):
        raise NotAMonth(
            found=repr(text), expected="a month, such as 2025-09", where="the month asked for", remedy="Write it so."
        )
    return date(int(text[:4]), int(text[5:]), 1)


def _force(name: str | None) -> str | None:
    if not name:
        return None
    slug = name if bodies.get(name) else bodies.body(name)
    if slug is None:
        near = get_close_matches(name.casefold(), [one.slug for one in bodies.bodies()], n=3)
        raise UnknownForce(
            found=repr(name),
            expected="the name of a police force",
            where="the force asked for",
            remedy=f"Did you mean {' or '.join(near)}?" if near else "`hueandcry status` lists the forces loaded.",
        )
    return slug


def _kind(reader: Reader, name: str | None) -> str | None:
    if not name:
        return None
    known = reader.rows(ROOM, "kinds_judged")
    wanted = name.casefold()
    for row in known:
        if wanted in (row["code"].casefold(), row["name"].casefold(), (row["name_cy"] or "").casefold()):
            return row["code"]
    codes = sorted({row["code"] for row in known})
    near = get_close_matches(wanted, codes, n=3)
    raise UnknownKind(
        found=repr(name),
        expected="a kind of crime that is counted",
        where="the kind asked for",
        remedy=f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(codes)}.",
    )
