"""The list of claims: filtered by verdict and word, each with its words, who said them, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext

from hueandcry.claims import words
from hueandcry.claims.pages.addresses import contact, day_words, of_claim, problem, tight
from hueandcry.claims.pages.shapes import NAMES, Shown
from hueandcry.claims.queries.built import BuildAbout, Checked
from hueandcry.claims.rules.verdicts import Verdict
from hueandcry.ui.addresses import speaking
from hueandcry.ui.components import Link, State
from hueandcry.ui.format import day_name, number


@dataclass(frozen=True)
class Choice:
    """One verdict that the list can be narrowed to."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class Item:
    """One claim in the list."""

    title: str
    url: str
    verdict: Shown
    words: str
    quoted: bool
    said: str
    figures: str


@dataclass(frozen=True)
class ListPage:
    """Everything that the page of all claims shows."""

    query: str
    choices: tuple[Choice, ...]
    counts: str
    items: tuple[Item, ...]
    nothing: State | None
    links: tuple[Link, ...]
    built: str


def list_page(
    every: Sequence[Checked], found: Sequence[Checked], *, verdict: Verdict | None, query: str, build: BuildAbout
) -> ListPage:
    """Return the page of the claims found among all."""
    return ListPage(
        query=query,
        choices=choices(verdict),
        counts=counts_words(every, found, narrowed=bool(verdict or query)),
        items=tuple(item(one) for one in found),
        nothing=None if found else nothing(query),
        links=links(verdict, query),
        built=gettext("Every claim was worked out again in the build of %(day)s.") % {"day": day_name(build.built_at)},
    )


def choices(chosen: Verdict | None) -> tuple[Choice, ...]:
    """Return the verdicts to choose from, all of them first."""
    every = Choice("", gettext("Every verdict"), chosen is None)
    return (every, *(Choice(name, str(words.VERDICTS[one]), one is chosen) for one, name in NAMES.items()))


def counts_words(every: Sequence[Checked], found: Sequence[Checked], *, narrowed: bool) -> str:
    """Say how many claims came to which verdict, or how many of all were found."""
    if narrowed:
        words_of = ngettext("%(found)s of %(count)s claim.", "%(found)s of %(count)s claims.", len(every))
        return words_of % {"found": number(len(found)), "count": number(len(every))}
    parts = [
        gettext("%(count)s: %(verdict)s") % {"count": number(count), "verdict": words.VERDICTS[verdict]}
        for verdict in Verdict
        if (count := sum(one.verdict is verdict for one in every))
    ]
    whole = ngettext("%(count)s claim", "%(count)s claims", len(every)) % {"count": number(len(every))}
    return gettext("%(claims)s. %(parts)s.") % {"claims": whole, "parts": " · ".join(parts)}


def item(one: Checked) -> Item:
    """Return one claim for the list."""
    claim = one.claim
    said = gettext("%(who)s, %(when)s") % {"who": claim.speaker.name, "when": day_words(claim.document)}
    return Item(
        title=tight(str(claim.title)),
        url=of_claim(claim.slug),
        verdict=Shown(one.verdict),
        words=str(claim.words),
        quoted=claim.quoted,
        said=said,
        figures=tight(figures_words(one)),
    )


def figures_words(one: Checked) -> str:
    """Return claimed beside recomputed, in short: the definitions of a figure stand on its own page."""
    claimed = words.claimed_words(one.claim)
    ours = [words.ours_words(check) for check in one.working.checks if words.ours_words(check)]
    numbers = [words.ours_words(check) for check in one.working.checks if check.low.value is not None]
    told = ", ".join(dict.fromkeys(numbers or ours))
    if claimed and told:
        return gettext("Claimed: %(claimed)s · Ours: %(ours)s") % {"claimed": claimed, "ours": told}
    return gettext("Claimed: %(claimed)s") % {"claimed": claimed} if claimed else ""


def nothing(query: str) -> State:
    """Return the state of a list in which nothing was found."""
    found = gettext("No claim here has “%(query)s” in its words and this verdict.") % {"query": query}
    safe = gettext("That says nothing about whether it is true.")
    return State(
        title=gettext("No claim was found"),
        text=f"{found} {safe}" if query else gettext("No claim here has this verdict."),
        links=(Link(gettext("All claims"), reverse("claims")), contact() or problem()),
    )


def links(verdict: Verdict | None, query: str) -> tuple[Link, ...]:
    """Return the same list for machines, and the feed of changes."""
    asked = {"q": query, "verdict": NAMES[verdict] if verdict else ""}
    tail = urlencode({name: value for name, value in asked.items() if value})
    end = f"?{tail}" if tail else ""
    return (
        Link("CSV", reverse("claims-csv") + end, download=True),
        Link("JSON", reverse("claims-json") + end),
        Link(gettext("Feed of verdicts that change"), speaking(reverse("claims-feed"))),
        Link(gettext("How claims are checked"), reverse("method", args=["claims"])),
    )
