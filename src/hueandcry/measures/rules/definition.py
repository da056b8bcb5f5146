"""What a reviewed definition of a measure must hold. Every fault of a file is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from hueandcry.errors import HueAndCryError

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")

# Which kinds of measure there are, and how the limits of each may be found: the first is usual.
#   wilson   of a proportion          garwood  of a count or rate           order  of ordered durations
#   given    published with the figure      carried  from both sides of a ratio      none   nothing was left to chance
INTERVALS: Mapping[str, tuple[str, ...]] = {
    "rate": ("garwood",),
    "proportion": ("wilson", "given", "none"),
    "count": ("garwood",),
    "duration": ("order",),
    "amount": ("none",),
    "ratio": ("carried",),
}
# What the unit of each kind must look like, so that a share is never called a rate.
UNITS: Mapping[str, str] = {
    "rate": r".+ per [0-9,]+ .+",
    "proportion": r"share of .+",
    "count": r"(?!.* per [0-9]).+",
    "duration": r"(months|days)\b.*",
    "amount": r"£ .+",
    "ratio": r".+ ÷ .+",
}
DIRECTIONS = ("more is better", "less is better", "none")
PERIODS = ("month", "quarter", "calendar year", "financial year", "year ending", "as published")
SMALLEST_OF = ("numerator", "denominator")
WHOLES = ("", "england-and-wales")
# Of which kinds the numbers of several forces can be added up; a median of several cannot be told from theirs.
ADDED_UP = ("rate", "proportion", "count", "amount")
UNCHECKED = ("not yet checked", "not yet reviewed")

# What every definition says, in English and, under the same name with `_cy`, in Welsh.
TEXTS = ("title", "question", "why", "numerator", "denominator", "unit", "fill", "authors", "checked_by")
LISTS = ("caveats", "tags")
PLAIN = (
    "version",
    "since",
    "kind",
    "interval",
    "direction",
    "period",
    "next_review",
    "smallest",
    "smallest_of",
    "reads",
)
# `answer` puts a figure into a sentence: "{figure} of the outcomes recorded were judicial".
OPTIONAL_TEXTS = ("beside", "answer")
OPTIONAL_LISTS = ("unlike",)
OPTIONAL = ("per", "denominator_is", "parts", "parts_of", "scheme", "whole", "flags", "words", "breaks", "decimals")


class WrongDefinition(HueAndCryError):
    """A definition, or what its SQL answers, that cannot be believed. `faults` tells each."""

    def __init__(self, *, file: str, faults: Sequence[str], expected: str, remedy: str) -> None:
        self.faults = tuple(faults)
        super().__init__(found="; ".join(self.faults), expected=expected, where=file, remedy=remedy)


@dataclass(frozen=True)
class Words:
    """A text in English and in Welsh."""

    en: str
    cy: str


@dataclass(frozen=True)
class PartNames:
    """A part of a measure and its names."""

    code: str
    name: str
    name_cy: str


@dataclass(frozen=True)
class Reviewed:
    """A version of a measure, as its file has it. Made only from a file without faults: see `reviewed`.

    `told` is everything that pages show. `per` turns a rate into its unit; `denominator_is` is "residents" where a tiny
    population makes a rate misleading; `parts_of` names the scheme whose kinds are the parts; `whole` the sum of which
    forces is given where all of them have figures; `flags` body → code of what to know before comparing it; `words`
    code → what the codes of the SQL (`why`, `flag`) mean.
    """

    slug: str
    version: int
    since: date
    kind: str
    interval: str
    per: float
    smallest: int
    smallest_of: str
    denominator_is: str
    scheme: str
    parts_of: str
    parts: tuple[PartNames, ...]
    whole: str
    reads: tuple[str, ...]
    flags: Mapping[str, str]
    words: Mapping[str, Words]
    told: Mapping[str, Any]


def reviewed(slug: str, about: Mapping[str, Any], file: str) -> Reviewed:
    """Return the definition that a file holds, or refuse it with every fault found. Raises `WrongDefinition`."""
    faults = list(_faults(slug, about))
    if faults:
        raise WrongDefinition(
            file=file,
            faults=faults,
            expected="a definition as measures/README.md describes it",
            remedy="Correct the file; the build before goes on being served.",
        )
    words = {code: Words(both["en"], both["cy"]) for code, both in about.get("words", {}).items()}
    parts = tuple(PartNames(one["code"], one["name"], one["name_cy"]) for one in about.get("parts", ()))
    return Reviewed(
        slug=slug,
        **{name: about[name] for name in ("version", "since", "kind", "interval", "smallest", "smallest_of")},
        per=float(about.get("per", 1)),
        **{name: about.get(name, "") for name in ("denominator_is", "scheme", "parts_of", "whole")},
        parts=parts,
        reads=tuple(about["reads"]),
        flags=dict(about.get("flags", {})),
        words=words,
        told={"per": float(about.get("per", 1)), **{key: _plain(about[key]) for key in about if key not in _APART}},
    )


def in_force(versions: Sequence[Reviewed], as_of: str | None) -> list[Reviewed]:
    """Return the versions that hold on a day or in a month (ISO; None = today), oldest first; the last is in force.

    Before the first version began, the first is the nearest that is known.
    """
    ordered = sorted(versions, key=lambda one: one.version)
    known = [one for one in ordered if not as_of or one.since.isoformat()[: len(as_of)] <= as_of]
    return known or ordered[:1]


# What has tables of its own, or none.
_APART = ("words", "parts", "flags")


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it: days as ISO writes them."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _faults(slug: str, about: Mapping[str, Any]) -> Iterator[str]:
    if not SLUG.fullmatch(slug):
        yield f"folder {slug!r} is not small letters, figures and hyphens"
    yield from _key_faults(about)
    yield from _text_faults(about)
    yield from _choice_faults(about)
    yield from _number_faults(about)
    yield from _part_faults(about)
    yield from _word_faults(about)
    yield from _break_faults(about)


def _key_faults(about: Mapping[str, Any]) -> Iterator[str]:
    welsh = {f"{name}_cy" for name in (*TEXTS, *LISTS, *OPTIONAL_TEXTS, *OPTIONAL_LISTS)}
    known = {*TEXTS, *LISTS, *PLAIN, *OPTIONAL_TEXTS, *OPTIONAL_LISTS, *OPTIONAL, *welsh}
    yield from (f"unknown key {key!r}" for key in about if key not in known)
    needed = [*TEXTS, *LISTS, *PLAIN, *(f"{name}_cy" for name in (*TEXTS, *LISTS))]
    needed += [f"{name}_cy" for name in (*OPTIONAL_TEXTS, *OPTIONAL_LISTS) if name in about]
    yield from (f"no {key!r}" for key in needed if key not in about)


def _text_faults(about: Mapping[str, Any]) -> Iterator[str]:
    for name in (*TEXTS, *OPTIONAL_TEXTS):
        for key in (name, f"{name}_cy"):
            if key in about and not (
                isinstance(about[key], str) and (about[key].strip() or _may_be_empty(about, name))
            ):
                yield f"{key!r} is not a text"
    for name in (*LISTS, *OPTIONAL_LISTS):
        for key in (name, f"{name}_cy"):
            if key in about and not _is_list_of_texts(about[key]):
                yield f"{key!r} is not a list of texts"
        both = [about.get(key) for key in (name, f"{name}_cy")]
        if all(isinstance(one, list) for one in both) and len({len(one) for one in both if one is not None}) > 1:
            yield f"{name!r} and {name + '_cy'!r} have not as many entries"
    for key in ("answer", "answer_cy"):
        if key in about and "{figure}" not in str(about[key]):
            yield f"{key!r} has no place for the {{figure}}"
    if not _is_list_of_texts(about.get("reads", ["?"])):
        yield "'reads' is not a list of data sets"


def _may_be_empty(about: Mapping[str, Any], name: str) -> bool:
    return name == "denominator" and about.get("kind") in ("count", "duration")


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and one.strip() for one in value)


def _choice_faults(about: Mapping[str, Any]) -> Iterator[str]:
    kind = str(about.get("kind"))
    offered: dict[str, Sequence[str]] = {
        "kind": tuple(INTERVALS),
        "direction": DIRECTIONS,
        "period": PERIODS,
        "smallest_of": SMALLEST_OF,
        "interval": INTERVALS.get(kind, ()) or sorted({one for many in INTERVALS.values() for one in many}),
        "whole": WHOLES,
        "denominator_is": ("", "residents"),
        "checked_by": UNCHECKED,
        "authors": UNCHECKED,
    }
    for key, allowed in offered.items():
        if key in about and about[key] not in allowed and not _is_a_person(about, key):
            yield f"{key!r} is {about[key]!r}; there are {', '.join(repr(one) for one in allowed)}"
    if kind in UNITS and isinstance(about.get("unit"), str) and not re.fullmatch(UNITS[kind], about["unit"]):
        yield f"'unit' {about['unit']!r} does not fit a {kind}"
    if about.get("whole") and kind in INTERVALS and (kind not in ADDED_UP or about.get("interval") == "given"):
        yield f"'whole' {about['whole']!r} of a {kind} that cannot be added up from those of forces"


def _is_a_person(about: Mapping[str, Any], key: str) -> bool:
    """Whether somebody is named as author or checker, with the day on which they read it: "A. Name, 2027-01-31"."""
    return key in ("authors", "checked_by") and bool(re.fullmatch(r".+, [0-9]{4}-[0-9]{2}-[0-9]{2}", str(about[key])))


def _number_faults(about: Mapping[str, Any]) -> Iterator[str]:
    for key in ("since", "next_review"):
        if key in about and not (isinstance(about[key], date) and type(about[key]) is date):
            yield f"{key!r} is {about[key]!r}, not a date"
    for key, least in (("version", 1), ("smallest", 0)):
        if key in about and not (type(about[key]) is int and about[key] >= least):
            yield f"{key!r} is {about[key]!r}, not a whole number of at least {least}"
    decimals = about.get("decimals", 1)
    if (
        type(decimals) is not int
        or not 0 <= decimals <= 2
        or ("decimals" in about and about.get("kind") != "proportion")
    ):
        yield f"'decimals' is {decimals!r}, not 0, 1 or 2 of a proportion"
    per = about.get("per", 1)
    if type(per) not in (int, float) or per <= 0:
        yield f"'per' is {per!r}, not a number above 0"
    elif about.get("kind") == "rate" and f"per {per:,}" not in str(about.get("unit", "")):
        yield f"'unit' {about.get('unit')!r} is not per {per:,}"


def _part_faults(about: Mapping[str, Any]) -> Iterator[str]:
    if "parts" in about and "parts_of" in about:
        yield "both 'parts' and 'parts_of'"
    for place, part in enumerate(about.get("parts", ()), start=1):
        if not isinstance(part, Mapping) or set(part) != {"code", "name", "name_cy"}:
            yield f"part {place} has not code, name and name_cy alone"
        elif not SLUG.fullmatch(str(part["code"])):
            yield f"part {place}: code {part['code']!r} is not small letters, figures and hyphens"


def _word_faults(about: Mapping[str, Any]) -> Iterator[str]:
    for code, both in about.get("words", {}).items():
        if not isinstance(both, Mapping) or set(both) != {"en", "cy"} or not all(both.values()):
            yield f"words of {code!r} are not en and cy"


def _break_faults(about: Mapping[str, Any]) -> Iterator[str]:
    for place, one in enumerate(about.get("breaks", ()), start=1):
        if not isinstance(one, Mapping) or set(one) != {"first", "title", "title_cy"} or type(one["first"]) is not date:
            yield f"break {place} has not first (a date), title and title_cy alone"
