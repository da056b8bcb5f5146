"""The front page, and the list of all rises: what rose lately, of how many, and how old that is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from hueandcry.ui.addresses import speaking
from hueandcry.ui.charts import Spark
from hueandcry.ui.components import Cell, Column, Link, Pages, PlaceCard, RiseCard, Search, State, Table
from hueandcry.ui.format import count_sentence, month_name, number, range_short
from hueandcry.ui.notes import NoteLine, lines
from hueandcry.ui.rooms import is_open
from hueandcry.web.pages import addresses
from hueandcry.web.pages.place import withdrawn_words
from hueandcry.web.pages.words import age_words, kind_in_place, old_words, untested_words
from hueandcry.web.queries.reference import Reference
from hueandcry.web.queries.rises import Latest, Rise
from hueandcry.web.rules.months import is_current, written
from hueandcry.web.rules.verdicts import TESTED

CARDS = 5
ROWS = 50
# More forces than this are counted, not named.
NAMED = 6


@dataclass(frozen=True)
class HomePage:
    """Everything the front page shows."""

    search: Search
    heading: str
    note: str
    cards: tuple[RiseCard, ...]
    quiet: str
    counts: str
    older: str
    links: tuple[Link, ...]
    doors: tuple[PlaceCard, ...]
    invented: bool


def home(
    reference: Reference,
    latest: Latest | None,
    rises: Sequence[Rise],
    sparks: Sequence[tuple[int | None, ...]],
    *,
    today: date,
) -> HomePage:
    """Put the front page together."""
    return HomePage(
        search=Search(reverse("search")),
        heading=heading(latest, today=today),
        note=old_words(latest.month, today=today) if latest else "",
        cards=tuple(card(rise, recent) for rise, recent in zip(rises, sparks, strict=True)),
        quiet=quiet_words(latest) if not rises else "",
        counts=counts_words(latest.verdicts) if latest else "",
        older=older_words(reference, latest),
        links=(
            Link(gettext("All rises"), reverse("rises")),
            Link(gettext("How we judge"), reverse("methods")),
        ),
        doors=doors(),
        invented=reference.shows_invented,
    )


def heading(latest: Latest | None, *, today: date) -> str:
    """Return the heading over the rises; a month older than half a year is never called the latest published."""
    if latest is None:
        return gettext("Unusual rises")
    month = {"month": month_name(latest.month)}
    if is_current(latest.month, today=today):
        return gettext("Unusual rises in the latest month published (%(month)s)") % month
    return gettext("Unusual rises in %(month)s, the latest month loaded") % month


def card(rise: Rise, recent: tuple[int | None, ...]) -> RiseCard:
    """Return a rise in brief."""
    return RiseCard(
        place=rise.place.name,
        kind=rise.kind.name,
        url=addresses.of_series(rise.place.code, rise.kind, month=rise.month),
        sentence=card_words(rise),
        spark=Spark(recent, rose=True),
    )


def card_words(rise: Rise) -> str:
    """Return the sentence of a rise; where the police's own activity is counted, that is said with it."""
    sentence = count_sentence(rise.count, rise.month, rise.judged.lower, rise.judged.upper_usual)
    if rise.kind.activity:
        return gettext("%(sentence)s. It counts what the police do, too.") % {"sentence": sentence}
    return sentence


def quiet_words(latest: Latest | None) -> str:
    """Say that nothing tested was unusual; or that nothing could be tested, which is not the same."""
    if latest is None:
        return gettext("No crime figures that could be judged are loaded. That says nothing about crime anywhere.")
    if latest.verdicts.get("within its usual range"):
        return gettext("Tested: nothing unusual.")
    return gettext("Nothing could be tested. That says nothing about crime anywhere.")


def counts_words(verdicts: Mapping[str, int]) -> str:
    """Say how many series were looked at, tested and found risen, and why the others could not be judged."""
    counted = Counter(verdicts)
    series, tested, rose = sum(counted.values()), sum(counted[one] for one in TESTED), counted["rise"]
    looked = ngettext(
        "%(series)s series was looked at: %(tested)s tested, %(rose)s of them rose.",
        "%(series)s series were looked at: %(tested)s tested, %(rose)s of them rose.",
        series,
    )
    told = looked % {"series": number(series), "tested": number(tested), "rose": number(rose)}
    return " ".join([told, *untested_words(counted)])


def older_words(reference: Reference, latest: Latest | None) -> str:
    """Say which forces' latest month is older than the one shown."""
    if latest is None or not latest.older:
        return ""
    every = [
        gettext("%(force)s (%(month)s)") % {"force": reference.bodies[slug].name, "month": month_name(month)}
        for slug, month in sorted(latest.older.items(), key=lambda pair: pair[1], reverse=True)
        if slug in reference.bodies
    ]
    if not every:
        return ""
    if len(every) > NAMED:
        return gettext("Not among them, because their latest months are older: %(forces)s and %(more)s more.") % {
            "forces": ", ".join(every[:NAMED]),
            "more": number(len(every) - NAMED),
        }
    return ngettext(
        "Not among them, because its latest month is older: %(forces)s.",
        "Not among them, because their latest months are older: %(forces)s.",
        len(every),
    ) % {"forces": ", ".join(every)}


def doors(rooms: Collection[str] | None = None) -> tuple[PlaceCard, ...]:
    """Return the ways on from the front page, or those into some rooms: those that exist."""
    every = (
        ("web", gettext("All rises"), "rises", gettext("By month, force and kind; and those withdrawn.")),
        ("web", gettext("Police forces"), "forces", gettext("Coverage, outcomes, fraud referrals, who answers.")),
        (
            *("editions", gettext("Dashboard of online crime"), "dashboards"),
            gettext("How many it happens to, what was referred, what came of it."),
        ),
        ("measures", gettext("Measures"), "measures", gettext("Questions about forces, answered with their doubt.")),
        ("surveys", gettext("Surveys"), "surveys", gettext("What people say happened to them, and what was asked.")),
        ("claims", gettext("Check a figure"), "claims", gettext("What was claimed, worked out again.")),
        ("web", gettext("Data"), "data", gettext("Files, coverage, breaks, downloads, interfaces.")),
    )
    return tuple(
        PlaceCard(title, reverse(name), about)
        for room, title, name, about in every
        if is_open(room) and (rooms is None or room in rooms)
    )


@dataclass(frozen=True)
class Asked:
    """What the list of rises is narrowed to; `month` None means the latest judged."""

    month: date | None = None
    force: str = ""
    kind: str = ""
    page: int = 1


@dataclass(frozen=True)
class Choice:
    """One line of a select."""

    value: str
    title: str
    chosen: bool


@dataclass(frozen=True)
class RisesPage:
    """Everything the list of all rises shows."""

    heading: str
    note: str
    counts: str
    older: str
    table: Table
    nothing: State | None
    figure_notes: tuple[NoteLine, ...]
    pages: Pages
    months: tuple[Choice, ...]
    forces: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    links: tuple[Link, ...]
    withdrawn: tuple[tuple[Link, str], ...]
    invented: bool


def every_rise(
    reference: Reference,
    *,
    asked: Asked,
    latest: Latest | None,
    month: date | None,
    months: Sequence[date],
    verdicts: Mapping[str, int],
    rises: Sequence[Rise],
    today: date,
) -> RisesPage:
    """Put the list of all rises together; `rises` holds one more than a page where there are more."""
    title = {"month": month_name(month)} if month else {}
    shown, after = rises[:ROWS], rises[ROWS:]
    return RisesPage(
        heading=gettext("Unusual rises in %(month)s") % title if month else gettext("Unusual rises"),
        note=age_words(month, today=today) if month and latest and month == latest.month else "",
        counts=counts_words(verdicts) if verdicts else "",
        older=older_words(reference, latest) if latest and month == latest.month and not asked.force else "",
        table=rises_table(reference, shown),
        nothing=None if shown else nothing_state(verdicts),
        figure_notes=lines(reference.notes_on({(rise.place.force, rise.month) for rise in shown})),
        pages=pages(asked, has_more=bool(after)),
        months=tuple(Choice(written(one), month_name(one), one == month) for one in months),
        forces=tuple(Choice(body.slug, body.name, body.slug == asked.force) for body in forces_judged(reference)),
        kinds=kind_choices(reference, asked.kind),
        links=links(reference, asked, month),
        withdrawn=tuple(withdrawn(reference, asked)),
        invented=reference.shows_invented,
    )


def forces_judged(reference: Reference) -> list:
    """Return the bodies of which any figures are loaded, by name."""
    published = {body for _, body in reference.coverage}
    return sorted((reference.bodies[slug] for slug in published if slug in reference.bodies), key=lambda one: one.name)


def kind_choices(reference: Reference, chosen: str) -> tuple[Choice, ...]:
    """Return the kinds to choose from; a kind that two schemes share stands there once."""
    named = {kind.code: kind.name for kind in reference.kinds.values()}
    return tuple(Choice(code, name, code == chosen) for code, name in sorted(named.items(), key=lambda pair: pair[1]))


def rises_table(reference: Reference, rises: Sequence[Rise]) -> Table:
    """Return the rises, strongest evidence first."""
    return Table(
        caption=gettext("Strongest evidence first."),
        columns=(
            Column(gettext("Place and kind")),
            Column(gettext("Force")),
            Column(gettext("Count"), numeric=True),
            Column(gettext("Usual range"), numeric=True),
            Column(gettext("Rising since")),
        ),
        rows=tuple(
            (
                Cell(
                    kind_in_place(rise.kind, rise.place),
                    url=addresses.of_series(rise.place.code, rise.kind, month=rise.month),
                ),
                reference.bodies[rise.place.force].name if rise.place.force in reference.bodies else "",
                number(rise.count),
                range_short(rise.judged.lower, rise.judged.upper_usual),
                month_name(rise.judged.since or rise.month),
            )
            for rise in rises
        ),
    )


def nothing_state(verdicts: Mapping[str, int]) -> State:
    """Say that nothing rose among what was tested, or that nothing was tested."""
    if verdicts.get("within its usual range"):
        return State(gettext("Tested: nothing unusual."), gettext("No series that could be tested rose in this month."))
    return State(
        gettext("Nothing could be tested"),
        gettext("For this month, force and kind nothing could be judged. That says nothing about crime there."),
    )


def query(asked: Asked, *, page: int = 1) -> str:
    """Return the address's query for a choice; empty where nothing was chosen."""
    parts = {
        "month": written(asked.month) if asked.month else "",
        "force": asked.force,
        "kind": asked.kind,
        "page": str(page) if page > 1 else "",
    }
    told = urlencode({name: value for name, value in parts.items() if value})
    return f"?{told}" if told else ""


def pages(asked: Asked, *, has_more: bool) -> Pages:
    """Return the ways to the pages before and after."""
    here = reverse("rises")
    return Pages(
        previous=f"{here}{query(asked, page=asked.page - 1)}" if asked.page > 1 else "",
        next=f"{here}{query(asked, page=asked.page + 1)}" if has_more else "",
    )


def links(reference: Reference, asked: Asked, month: date | None) -> tuple[Link, ...]:
    """Return the list as files and as a feed."""
    chosen = query(Asked(month, asked.force, asked.kind))
    feed = reverse("force-feed", args=[asked.force]) if asked.force in reference.bodies else reverse("rises-feed")
    return (
        Link("CSV", f"{reverse('rises-csv')}{chosen}", download=True),
        Link("JSON", f"{reverse('rises-json')}{chosen}"),
        Link(gettext("Atom feed"), speaking(feed)),
        Link(gettext("How we judge"), reverse("methods")),
    )


def withdrawn(reference: Reference, asked: Asked) -> list[tuple[Link, str]]:
    """Return the rises that were withdrawn, with why."""
    return [
        (Link(one.place, reverse("place", args=[one.area])), withdrawn_words(reference, one))
        for one in reference.withdrawals
        if (not asked.force or one.force == asked.force) and (not asked.kind or one.kind == asked.kind)
    ]
