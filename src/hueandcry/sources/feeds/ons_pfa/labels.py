"""What the headings of the workbooks mean, once the footnote numbers glued to them are taken off."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from hueandcry.sources.feeds.periods import end_of_year

NOTES = r"\d{1,2}(?:,\s*\d{1,2})*"
AFTER_YEAR = re.compile(rf"('\d{{2}}){NOTES}")
AFTER_WORD = re.compile(rf"(?<=[^\W\d_])\s?{NOTES}(?=\)?$)|(?<=\))\s?{NOTES}(?=\s|$)")
AFTER_CODE = re.compile(rf"([EWSNK]\d{{8}})(?:{NOTES})?")
AFTER_LONG_YEAR = re.compile(rf"(?<=\b20\d{{2}}){NOTES}$|(?<=[a-z] \d{{2}}){NOTES}$")

PERIOD = re.compile(r"[A-Z][a-z]{2} '\d{2} to [A-Z][a-z]{2} '\d{2}|(19|20)\d{2}")
COMPARED = re.compile(r"% change (.+?) compared with:?")
MEASURES = re.compile(
    r"numbers?\b|%|percent|rate\b|population figures|household figures|statistically|unweighted base", re.IGNORECASE
)
GROUPS = ("Victim-based crime", "Other crimes against society")
MID_YEAR_ESTIMATE = "Mid-year estimate"
SAYS_NOTHING = ("Category of incident", "Mid-year")
MID = re.compile(r"\(mid-(\d{4})\)", re.IGNORECASE)

UNITS = (
    (r"statistically", "sign"),
    (r"population figures", "residents"),
    (r"household figures", "households"),
    (r"unweighted base", "adults"),
    (r"% change|percentage change", "percent change"),
    (r"(rate|number) per 1,000 population", "rate per 1,000 population"),
    (r"%|percent", "percent"),
    (r"numbers?\b", "number"),
)


@dataclass(frozen=True)
class Heading:
    """What the headings above a column say together. Empty texts and None mean that they say nothing."""

    group: str | None
    offence: str | None
    measure: str
    unit: str
    period: str
    year_ending: datetime.date | None


def clean(text: object) -> str:
    """Return a heading or name without line breaks and without the footnote numbers glued to it.

    "Stalking and harassment4", "(excluding fraud3)", "Apr '11 to Mar '125, 6" and "London 10" lose their numbers;
    "per 1,000 population" and "rounded to 100" keep theirs, since those stand after a blank and at no year.
    """
    if isinstance(text, float) and text.is_integer():
        text = int(text)
    tidy = " ".join(str(text).split())
    return AFTER_WORD.sub("", AFTER_YEAR.sub(r"\1", tidy)).strip()


def clean_title(text: object) -> str:
    """Return a sheet's title without the footnote numbers after its year: "year ending March 20191,2"."""
    return AFTER_LONG_YEAR.sub("", clean(text)).strip()


def clean_code(text: object) -> str:
    """Return an area code without glued footnote numbers: "E230000118" is E23000011, note 8."""
    match = AFTER_CODE.fullmatch(str(text).strip())
    return match[1] if match else ""


def heading(texts: Sequence[str], title: str) -> Heading | None:
    """Return what the headings above a column say, from top to bottom, or None if none names a measure.

    What they leave open the title tells: its period, and its subject where no offence is named.
    """
    measures = [text for text in texts if MEASURES.match(text)]
    periods = [text for text in texts if PERIOD.fullmatch(text)]
    if not measures and not (periods and _mid_year(texts)):
        return None
    measure = _measure(measures)
    groups = [text for text in texts if text in GROUPS]
    offences = [
        text for text in texts if text not in (*measures, *periods, *groups, *SAYS_NOTHING) and not COMPARED.match(text)
    ]
    offence = ", ".join(offences) or (None if _counts_people(measure) else subject(title))
    period, year_ending = _period(texts, periods, measure, title)
    unit = _unit(measure, offence or "", title)
    return Heading(groups[-1] if groups else None, offence, measure, unit, period, year_ending)


def subject(title: str) -> str:
    """Return what a title is about: "Anti-social behaviour incidents" of "Table P7: Anti-social …, by police …"."""
    return re.split(r",| by police force area", title.partition(":")[2].strip(), maxsplit=1)[0].strip()


def _measure(measures: Sequence[str]) -> str:
    if not measures:
        return MID_YEAR_ESTIMATE
    return "Percentage change" if COMPARED.match(measures[-1]) else measures[-1]


def _period(texts: Sequence[str], periods: Sequence[str], measure: str, title: str) -> tuple[str, datetime.date | None]:
    """Return the period as written and its last day, from the headings, else from the title."""
    compared = next((match[1] for match in map(COMPARED.match, texts) if match), None)
    if compared:
        return f"{compared} compared with {periods[-1]}" if periods else compared, end_of_year(compared)
    mid = MID.search(measure)
    if mid or (periods and _mid_year(texts)):
        year = int(mid[1] if mid else periods[-1])
        return f"mid-{year}", datetime.date(year, 6, 30)
    if periods:
        return periods[-1], end_of_year(periods[-1])
    told = re.search(r"year ending .+$", title, re.IGNORECASE)
    return (told[0] if told else "", end_of_year(title))


def _mid_year(texts: Sequence[str]) -> bool:
    return "Mid-year" in texts


def _counts_people(measure: str) -> bool:
    return measure.casefold().startswith(("population figures", "household figures"))


def _unit(measure: str, offence: str, title: str) -> str:
    if measure == MID_YEAR_ESTIMATE:
        return "households" if "household" in title.casefold() else "residents"
    unit = next((unit for pattern, unit in UNITS if re.match(pattern, measure, re.IGNORECASE)), "number")
    if unit == "rate per 1,000 population" and "(households)" in offence:
        return "rate per 1,000 households"
    return unit
