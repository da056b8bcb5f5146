"""The reviewed claims: one folder each under `reviewed/`, with `claim.toml` and, where a build answers, `facts.sql`.

`speakers.toml` says who may be named, `documents.toml` where things stand. Every fault of a file is told together.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from hueandcry.claims.queries.checks import check, step
from hueandcry.claims.queries.claim import (
    MEASURE_PARTS,
    NOT_VERIFIED,
    PRECISIONS,
    REPLIES,
    SPEAKER_KINDS,
    STATUSES,
    Check,
    Claim,
    Document,
    Fact,
    MeasureCell,
    Reply,
    Speaker,
    Uncheckable,
)
from hueandcry.claims.queries.sections import Fault, FaultyClaim, Section
from hueandcry.claims.rules.arithmetic import UNITS, Quantity, quantity
from hueandcry.claims.rules.verdicts import Several
from hueandcry.ui.languages import Bilingual

REVIEWED = Path(__file__).parent.parent / "reviewed"
CLAIM, FACTS, SPEAKERS, DOCUMENTS = "claim.toml", "facts.sql", "speakers.toml", "documents.toml"

# A quotation shows which words are meant; it does not replace the document.
MOST_WORDS = 12
MOST_VERSIONS = 999


@cache
def claims(folder: Path = REVIEWED) -> tuple[Claim, ...]:
    """Return every claim, by slug. Raises `FaultyClaim` with the faults of all files together."""
    found, faults = looked_through(folder)
    if faults:
        raise FaultyClaim(faults)
    return found


def looked_through(folder: Path = REVIEWED) -> tuple[tuple[Claim, ...], tuple[Fault, ...]]:
    """Return the claims that can be understood, and the faults of those that cannot."""
    faults: list[Fault] = []
    found: list[Claim] = []
    names = {path.parent.name for path in folder.glob(f"*/{CLAIM}")}
    speakers, documents = _file(folder / SPEAKERS, faults), _file(folder / DOCUMENTS, faults)
    for slug in sorted(names):
        own: list[Fault] = []
        raw = {"claim": _file(folder / slug / CLAIM, own), "speakers": speakers, "documents": documents}
        select = folder / slug / FACTS
        claim = None if own else understood(slug, raw, own, select=select if select.exists() else None)
        if claim:
            own += [*_unrelated(claim, names), *_unasked(claim)]
        if claim and not own:
            found.append(claim)
        faults += own
    return tuple(found), tuple(faults)


def kept(slug: str, raw: Mapping[str, Any]) -> Claim:
    """Return a claim as a build kept it. Raises `FaultyClaim`."""
    faults: list[Fault] = []
    claim = understood(slug, raw, faults, select=None)
    if claim is None:
        raise FaultyClaim(faults)
    return claim


def understood(slug: str, raw: Mapping[str, Any], faults: list[Fault], *, select: Path | None) -> Claim | None:
    """Return the claim that these files describe; None, and the faults added, where they describe none."""
    before = len(faults)
    top = Section(raw["claim"], f"{slug}/{CLAIM}: ", faults)
    used: dict[str, Any] = {}
    documents = _Documents(raw["documents"], faults, used)
    speaker = _speaker(raw["speakers"], top)
    document = documents.named(top, "document")
    facts = tuple(_fact(one, documents) for one in top.sections("fact"))
    known = _known(facts, top)
    steps = tuple(step(one, known) for one in top.sections("step"))
    checks = tuple(check(one, known) for one in top.sections("check"))
    several = top.plain("several", default="parts", among=tuple(Several))
    uncheckable = _uncheckable(top.section("uncheckable")) if top.has("uncheckable") else None
    claim: dict[str, Any] = {
        "title": top.text("title"),
        "words": top.text("words"),
        "quoted": top.flag("quoted", False),
        "section": top.text("section"),
        "every_definition": top.flag("every_definition", True),
        "unlike": top.texts("unlike"),
        "note": top.text("note", needed=False),
        "reply": _reply(top.section("reply")),
        "related": top.names("related"),
        "checked_by": top.text("checked_by"),
    }
    _weigh(top, claim, checks=checks, several=several, uncheckable=uncheckable)
    top.done()
    if len(faults) > before or speaker is None or document is None:
        return None
    return Claim(
        slug=slug,
        speaker=speaker,
        document=document,
        facts=facts,
        steps=steps,
        checks=checks,
        several=Several(several),
        uncheckable=uncheckable,
        select=select,
        raw={
            "claim": raw["claim"],
            "speakers": {speaker.slug: raw["speakers"][speaker.slug]},
            "documents": used,
        },
        **claim,
    )


def _weigh(
    top: Section,
    claim: Mapping[str, Any],
    *,
    checks: Sequence[Check],
    several: str,
    uncheckable: Uncheckable | None,
) -> None:
    """Note what is right in itself but does not fit together."""
    words = claim["words"].english.split()
    if claim["quoted"] and len(words) > MOST_WORDS:
        top.fault("words", f"a quotation of {len(words)} words", f"at most {MOST_WORDS}", "Quote less, or paraphrase.")
    if bool(checks) == bool(uncheckable):
        top.fault("check", "both or neither", "either [[check]] or [uncheckable]", "Say how it is checked, or why not.")
    if len(checks) > 1 and not all(one.label for one in checks):
        top.fault("check", f"{len(checks)} checks, some without a label", "a label for each", "Say what each is.")
    if several == Several.DEFINITIONS and len(checks) < 2:
        top.fault("several", f"definitions, but {len(checks)} check", "at least two checks")


class _Documents:
    """The documents on file; those that a claim uses are collected, so that a build can keep them."""

    def __init__(self, raw: Mapping[str, Any], faults: list[Fault], used: dict[str, Any]) -> None:
        self.raw = raw
        self.faults = faults
        self.used = used

    def named(self, section: Section, key: str) -> Document | None:
        """Return the document whose slug stands at a key."""
        slug = section.plain(key)
        if slug not in self.raw:
            if slug:
                section.fault(key, repr(slug), f"a document of {DOCUMENTS}", "Add the document, or mend the name.")
            return None
        self.used[slug] = self.raw[slug]
        one = Section(self.raw, f"{DOCUMENTS}: ", self.faults).section(slug)
        on = one.day("on")
        document: dict[str, Any] = {
            "title": one.plain("title"),
            "publisher": Bilingual(one.plain("publisher"), one.plain("publisher_cy", default="")),
            "precision": one.plain("precision", among=PRECISIONS),
            "dating": one.text("dating", needed=False),
            "url": one.address("url"),
        }
        one.done()
        if on is None:
            one.fault("on", "no day", "a day such as 2017-07-27", "Where only the year is known: 1 January.")
            return None
        return Document(slug=slug, on=on, **document)


def _speaker(raw: Mapping[str, Any], top: Section) -> Speaker | None:
    slug = top.plain("who")
    if slug not in raw:
        if slug:
            top.fault(
                "who",
                repr(slug),
                f"a speaker of {SPEAKERS}",
                "Only bodies, publications and roles on the reviewed list are named; no private person ever is.",
            )
        return None
    one = Section(raw, f"{SPEAKERS}: ", top.faults).section(slug)
    speaker = Speaker(slug, one.text("name"), one.plain("kind", among=SPEAKER_KINDS), one.text("about", needed=False))
    one.done()
    return speaker


def _fact(one: Section, documents: _Documents) -> Fact:
    built, measure = one.flag("built", False), _measure(one.section("measure")) if one.has("measure") else None
    value, entered = one.number("value"), one.has("value")
    if not (built or measure or entered):
        one.fault("value", "nothing", "a value, built = true, or a measure", "Say where the number comes from.")
    if built and measure:
        one.fault("built", "a SELECT and a measure", "one of the two")
    fact = Fact(
        name=one.plain("name"),
        label=one.text("label"),
        unit=one.plain("unit", among=UNITS),
        status=one.plain("status", default=NOT_VERIFIED if entered else STATUSES[0], among=STATUSES),
        value=None if value is None else Fraction(str(value)),
        document=documents.named(one, "document") if entered else None,
        section=one.text("section", needed=entered),
        built=built,
        measure=measure,
    )
    one.done()
    return fact


def _measure(one: Section) -> MeasureCell:
    cell = MeasureCell(
        slug=one.plain("slug"),
        version=one.whole("version", 0, most=MOST_VERSIONS) if one.has("version") else None,
        body=one.plain("body"),
        period=one.plain("period"),
        part=one.plain("part", default=""),
        of=one.plain("of", default="value", among=MEASURE_PARTS),
    )
    one.done()
    return cell


def _known(facts: Sequence[Fact], top: Section) -> dict[str, Quantity]:
    """Return facts by name, for trying expressions: those that only a build knows stand for any number."""
    known: dict[str, Quantity] = {}
    for at, fact in enumerate(facts, start=1):
        if fact.name in known:
            top.fault(f"fact[{at}].name", repr(fact.name), "a name of its own", "Two facts cannot have one name.")
        stand_in = Fraction(1_000_003 + 7919 * at)
        known[fact.name] = quantity(fact.value if fact.value is not None else stand_in, fact.unit)
    return known


def _uncheckable(one: Section) -> Uncheckable:
    found = Uncheckable(one.text("claimed", needed=False), one.text("why"), one.text("needed"))
    one.done()
    return found


def _reply(one: Section) -> Reply:
    state = one.plain("state", default=REPLIES[0], among=REPLIES)
    reply = Reply(
        state=state,
        asked_on=one.day("asked_on"),
        replied_on=one.day("replied_on"),
        by=one.text("by", needed=state == "replied"),
        text=one.text("text", needed=state == "replied"),
    )
    if state in ("asked", "replied") and reply.asked_on is None:
        one.fault("asked_on", "no day", "the day on which they were asked")
    if state == "replied" and reply.replied_on is None:
        one.fault("replied_on", "no day", "the day of the reply")
    if state in ("not yet asked", "nobody to ask") and (reply.asked_on or reply.text):
        one.fault("state", repr(state), "'asked' or 'replied' beside a day or a text")
    one.done()
    return reply


def _unrelated(claim: Claim, names: set[str]) -> list[Fault]:
    where = f"{claim.slug}/{CLAIM}: related"
    others = names - {claim.slug}
    return [
        Fault(where, repr(one), "the slug of another claim", "Mend the name.")
        for one in claim.related
        if one not in others
    ]


def _unasked(claim: Claim) -> list[Fault]:
    """Return the fault of a SELECT that no fact needs, or of facts whose SELECT is not there."""
    asks, where = any(one.built for one in claim.facts), f"{claim.slug}/{FACTS}"
    if asks and claim.select is None:
        return [Fault(where, "no file", "the SELECT that answers built = true", "Write it beside the claim.")]
    if claim.select is not None and not asks:
        return [Fault(where, "a file", "none: no fact has built = true", "Take it away, or use it.")]
    return []


def _file(path: Path, faults: list[Fault]) -> dict[str, Any]:
    """Return a file read as TOML; where it is none, or is not there, an empty one and the fault with its line."""
    where = f"{path.parent.name}/{path.name}" if path.name == CLAIM else path.name
    try:
        return tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        faults.append(Fault(where, "no file", "a file", "Put it back."))
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{error.object[error.start]:02x} on line {line}"
        faults.append(Fault(where, found, "text in UTF-8", "Save the file as UTF-8."))
    except RecursionError:
        faults.append(Fault(where, "brackets nested too deeply", "TOML", "Put the line right."))
    except ValueError as error:  # of TOML, and of a number with more digits than Python reads
        faults.append(Fault(where, str(error), "TOML", "Put the line right."))
    return {}
