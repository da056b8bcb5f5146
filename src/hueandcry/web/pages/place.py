"""A place's page: its sentence of the month, its rises, every kind, its parts, and the ways on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from hueandcry.rises.rules.withdrawals import why_withdrawn
from hueandcry.ui import notes as note_lines
from hueandcry.ui.components import Cell, Column, KindRow, KindsList, Link, RisePanel, Table
from hueandcry.ui.format import month_name, number
from hueandcry.ui.rooms import is_open
from hueandcry.web.pages import addresses, lists, rise
from hueandcry.web.pages.lists import part_line as part_line
from hueandcry.web.pages.words import age_words, level_words, old_words, standing_words, tested_words
from hueandcry.web.queries.places import Counts, Judgement, KindMonth, Part, PlaceMonth, SchemeMonth, Verdicts
from hueandcry.web.queries.reference import Area, Reference, Withdrawal
from hueandcry.web.rules.months import written
from hueandcry.web.rules.verdicts import TESTED, shown, standing

History = Mapping[tuple[str, str], Mapping[int, Judgement]]


@dataclass(frozen=True)
class KindsSection:
    """The kinds of one scheme in one month: a list with verdicts, or a plain table where the month was not judged."""

    ident: str
    heading: str
    source: str
    notes: tuple[str, ...]
    kinds: KindsList | None
    table: Table | None


@dataclass(frozen=True)
class PlacePage:
    """Everything a place's page shows."""

    title: str
    about: str
    crumbs: tuple[Link, ...]
    sentence: str
    sentence_link: Link | None
    notes: tuple[str, ...]
    panels: tuple[RisePanel, ...]
    sections: tuple[KindsSection, ...]
    figure_notes: tuple[note_lines.NoteLine, ...]
    withdrawn: tuple[str, ...]
    parts: SafeString
    parts_many: int
    months: SafeString
    profile: Link | None
    links: tuple[Link, ...]
    call: rise.Call
    invented: bool


def page(
    *,
    reference: Reference,
    shown_month: PlaceMonth,
    counts: Counts,
    past: History,
    parent_verdicts: Verdicts,
    parts: Sequence[Part],
    today: date,
    asked_month: date | None,
) -> PlacePage:
    """Put a place's page together."""
    place = shown_month.place
    return PlacePage(
        title=place.name,
        about=level_words(place, residents=True),
        crumbs=crumbs(reference, place),
        sentence=sentence(reference, shown_month, parent_verdicts, asked_month),
        sentence_link=parent_link(reference, shown_month),
        notes=tuple(notes(shown_month, today=today, asked_month=asked_month)),
        panels=panels(reference, shown_month, counts, past),
        sections=tuple(section(place, one, first=at == 0) for at, one in enumerate(shown_month.schemes)),
        figure_notes=note_lines.lines(reference.notes_of(place.force, {one.month for one in shown_month.schemes})),
        withdrawn=tuple(withdrawn_words(reference, one) for one in reference.withdrawals if one.area == place.code),
        parts=lists.parts(parts),
        parts_many=len(parts),
        months=lists.months(shown_month, asked_month),
        profile=profile_link(place),
        links=links(place),
        call=closing_call(reference, place),
        invented=reference.is_invented(place.force),
    )


def crumbs(reference: Reference, place: Area, *more: Link) -> tuple[Link, ...]:
    """Return the way up: force, district, this place."""
    body = reference.bodies.get(place.force or "")
    district = reference.areas.get(place.parent or "") if place.level == "lsoa" else None
    up = [Link(body.name, reverse("force", args=[body.slug]))] if body else []
    up += [Link(district.name, addresses.of_place(district, reference))] if district else []
    if more:
        up.append(Link(place.name, addresses.of_place(place, reference)))
    return (*up, *more)


def sentence(reference: Reference, shown_month: PlaceMonth, parent_verdicts: Verdicts, asked_month: date | None) -> str:
    """Return the sentence of the month: rises, nothing unusual, too few to tell, or no data."""
    verdicts, place = shown_month.verdicts, shown_month.place
    if not shown_month.schemes:
        return gettext("No data here.")
    current = [one for one in shown_month.schemes if one.state != "missing" and one.state]
    if not current:
        return gettext("No data for %(month)s.") % {"month": month_name(shown_month.schemes[0].month)}
    if not verdicts:
        return gettext("%(month)s was counted, but is too long ago to be judged here.") % {
            "month": month_name(current[0].month)
        }
    if all(one.is_behind for one in current) and not asked_month:
        return gettext("No data since %(month)s.") % {"month": month_name(max(one.latest for one in current))}
    parent = reference.areas.get(place.parent or "") if place.level == "lsoa" else None
    if standing(verdicts) == "too_few" and parent and parent_verdicts:
        return gettext("Too few crimes here to tell. Your district, %(district)s: %(sentence)s") % {
            "district": parent.name,
            "sentence": standing_words(parent_verdicts),
        }
    return standing_words(verdicts)


def parent_link(reference: Reference, shown_month: PlaceMonth) -> Link | None:
    """Return the way to the district, where the place itself cannot be judged."""
    place = shown_month.place
    parent = reference.areas.get(place.parent or "") if place.level == "lsoa" else None
    is_told = standing(shown_month.verdicts) in ("rises", "quiet")
    is_missing = bool(shown_month.schemes) and not shown_month.verdicts
    if parent is None or is_told or is_missing:
        return None
    return Link(gettext("See %(district)s") % {"district": parent.name}, addresses.of_place(parent, reference))


def notes(shown_month: PlaceMonth, *, today: date, asked_month: date | None) -> list[str]:
    """Say what stands beside the sentence: how old the month is, what is not known, what was redrawn."""
    place, said = shown_month.place, []
    for one in shown_month.schemes:
        if one.is_behind and not asked_month:
            said.append(
                gettext(
                    "Later months of %(source)s are not published for this place, or not loaded here. "
                    "What follows is of %(month)s."
                )
                % {"source": one.scheme.title, "month": month_name(one.month)}
            )
    latest = max((one.month for one in shown_month.schemes), default=None)
    if latest and not asked_month:
        warn = old_words if said else age_words
        said.append(warn(latest, today=today))
    if not shown_month.schemes:
        said.append(
            gettext("No crime figures of this place are loaded. That says nothing about how much crime there is.")
        )
    return [words for words in said if words] + redrawn_words(place)


def redrawn_words(place: Area) -> list[str]:
    """Say between which months the area was drawn as it is."""
    said = []
    if place.begins:
        said.append(
            gettext("This area was drawn anew: its figures begin in %(month)s.") % {"month": month_name(place.begins)}
        )
    if place.ends:
        said.append(
            gettext("This area was redrawn: since %(month)s its crimes are counted under other codes.")
            % {"month": month_name(place.ends)}
        )
    return said


def panels(reference: Reference, shown_month: PlaceMonth, counts: Counts, past: History) -> tuple[RisePanel, ...]:
    """Return the rises of the month, then the rises that are over."""
    told = [(rise.panel, one, row) for one in shown_month.schemes for row in one.rises]
    told += [(rise.over_panel, one, row) for one in shown_month.schemes for row in one.ended]
    return tuple(
        panel(
            reference=reference,
            place=shown_month.place,
            scheme_month=one,
            row=row,
            counts=counts.get((row.kind.scheme, row.kind.code), {}),
            past=past.get((row.kind.scheme, row.kind.code), {}),
        )
        for panel, one, row in told
    )


def section(place: Area, one: SchemeMonth, *, first: bool) -> KindsSection:
    """Return the kinds of one scheme, with verdicts where the month was judged. All but the first say which scheme."""
    judged = any(row.verdict for row in one.rows)
    told = {"month": month_name(one.month), "title": one.scheme.title}
    return KindsSection(
        ident=f"kinds-{one.scheme.code}",
        heading=(gettext("Every kind, %(month)s") if first else gettext("%(title)s, %(month)s")) % told,
        source=gettext("%(title)s. Published by %(publisher)s.")
        % {"title": one.scheme.title, "publisher": one.scheme.publisher},
        notes=tuple(month_words(one)),
        kinds=kinds_list(place, one) if judged else None,
        table=None if judged else counts_table(place, one),
    )


def month_words(one: SchemeMonth) -> list[str]:
    """Say what the month's coverage means for its figures."""
    return {
        "": [gettext("Nothing is loaded for this month.")],
        "missing": [gettext("Nothing was published for this month. Missing is not zero.")],
        "partial": [gettext("Only a part of this month was published, so no count is shown.")],
        "suspect": [gettext("This month's figures are in doubt: they are shown, and not judged.")],
    }.get(one.state, [])


def kinds_list(place: Area, one: SchemeMonth) -> KindsList:
    """Return the list of kinds: rises first, then what was tested, then what could not be."""
    rows = sorted(one.rows, key=order)
    page = reverse("place", args=[place.code])
    query = "" if one.month == one.latest else f"?month={written(one.month)}"
    return KindsList(
        month=one.month,
        rows=tuple(kind_row(row, page, query) for row in rows),
        caption=tested_words(Counter(row.verdict or "no data" for row in rows)),
    )


def order(row: KindMonth) -> tuple:
    """Sort rises by evidence, then tested kinds by count, then the others by name."""
    if row.verdict == "rise":
        return (0, row.judged.q_value or 0, row.judged.p_value or 0, row.kind.name)
    if row.verdict in TESTED:
        return (1, -(row.count or 0), 0, row.kind.name)
    return (2, 0, 0, row.kind.name)


def kind_row(row: KindMonth, page: str, query: str) -> KindRow:
    """Return one line of the list."""
    return KindRow(
        kind=row.kind.name,
        url=f"{page}{row.kind.scheme}/{quote(row.kind.code)}/{query}",
        count=row.count,
        lower=row.judged.lower,
        upper=row.judged.upper_usual,
        verdict=shown(row.verdict, row.count, row.judged.lower) if row.verdict else "no_data",
        recent=row.recent,
        note=row_note(row),
    )


def row_note(row: KindMonth) -> str:
    """Say what the one word of the verdict leaves out."""
    if row.instead:
        return row.instead
    above = row.count is not None and row.judged.upper_usual is not None and row.count > row.judged.upper_usual
    if row.verdict == "within its usual range" and above:
        return gettext("above its usual range, but not by enough to call it a rise")
    return ""


def counts_table(place: Area, one: SchemeMonth) -> Table:
    """Return the counts of a month that was not judged."""
    page = reverse("place", args=[place.code])
    return Table(
        caption=counts_caption(one),
        columns=(Column(gettext("Kind")), Column(gettext("Count"), numeric=True)),
        rows=tuple(
            (
                Cell(row.kind.name, url=f"{page}{row.kind.scheme}/{quote(row.kind.code)}/?month={written(one.month)}"),
                number(row.count),
            )
            for row in sorted(one.rows, key=lambda row: row.kind.name)
        ),
    )


def counts_caption(one: SchemeMonth) -> str:
    """Say why the counts of a month stand without verdicts."""
    if all(row.count is None for row in one.rows):
        return gettext("No counts of %(month)s.") % {"month": month_name(one.month)}
    return gettext("Counts of %(month)s. Months as old as this are not judged here.") % {"month": month_name(one.month)}


def profile_link(place: Area) -> Link | None:
    """Return the way to a place's profile: small areas have none, and nor has any where that room is closed."""
    if place.level == "lsoa" or not is_open("profiles"):
        return None
    return Link(gettext("Profile for the neighbourhood board"), reverse("profile", args=[place.code]))


def links(place: Area) -> tuple[Link, ...]:
    """Return the ways on from a place."""
    return (
        Link(gettext("On a map"), reverse("place-map", args=[place.code])),
        Link(gettext("Compare with another place or time"), reverse("compare", args=[place.code])),
        Link("CSV", reverse("place-csv", args=[place.code]), download=True),
        Link("JSON", reverse("place-json", args=[place.code])),
        Link(gettext("How this was worked out"), reverse("methods")),
    )


def closing_call(reference: Reference, place: Area) -> rise.Call:
    """Return who answers for a place and how to follow it, for a page without a rise."""
    return rise.Call(
        who_answers=rise.who_answers_here(reference, place),
        who_answers_link=rise.force_link(reference, place),
        follow=gettext("A feed tells of every rise here, and when it is over."),
        follow_link=rise.follow_link(place),
    )


def withdrawn_words(reference: Reference, one: Withdrawal) -> str:
    """Say which rise was withdrawn, and why."""
    kind = reference.kinds.get((one.scheme, one.kind))
    return gettext("%(kind)s, %(month)s: told as a rise of %(was)s, and withdrawn. %(why)s") % {
        "kind": kind.name if kind else one.kind,
        "month": month_name(one.month),
        "was": number(one.was),
        "why": why_withdrawn(one.was, one.now, one.published_in, gettext),
    }
