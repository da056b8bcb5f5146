"""A rise as a page shows it: chart, plain text, and the three lines of a call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from hueandcry.bodies import queries as bodies
from hueandcry.offences import queries as offences
from hueandcry.ui.addresses import speaking
from hueandcry.ui.charts import Band, Break
from hueandcry.ui.components import Call, Link, RisePanel
from hueandcry.ui.format import count_sentence, day_name, language, month_name, number
from hueandcry.web.pages import addresses
from hueandcry.web.pages.words import chance_words, kind_in_place
from hueandcry.web.queries.places import CHART_MONTHS, Judgement, KindMonth, SchemeMonth, observed
from hueandcry.web.queries.reference import Area, Kind, KnownBreak, Reference, Scheme
from hueandcry.web.rules.months import index_of, month_at

# Below this many known months of the twelve before, an average would mislead.
ENOUGH_FOR_AVERAGE = 6


def unit_words(scheme: Scheme) -> str:
    """Say what the chart counts."""
    if scheme.code == "street":
        return gettext("Crimes and incidents recorded each month.")
    return gettext("Crimes recorded each month.")


def band(
    *,
    reference: Reference,
    place: Area,
    kind: Kind,
    counts: Mapping[int, int],
    past: Mapping[int, Judgement],
    last: date,
    title: str,
    months: int = CHART_MONTHS,
) -> Band:
    """Return the chart of a series up to a month: counts, usual range, gaps, breaks, rises."""
    end = index_of(last)
    first = max(end - months + 1, _begins(reference, place, kind, end))
    values = observed(reference, place, kind, counts, first=first, last=end)
    judged = [past.get(at) for at in range(first, end + 1)]
    scheme = reference.scheme_of(kind.scheme, place.force)
    return Band(
        first=month_at(first),
        observed=tuple(values),
        lower=tuple(one.lower if one else None for one in judged),
        upper=tuple(one.upper_usual if one else None for one in judged),
        rises=tuple(i for i, one in enumerate(judged) if one and one.verdict == "rise" and values[i] is not None),
        breaks=tuple(
            chart_break(one, first=month_at(first)) for one in _breaks(reference, place, kind) if reaches(one, first)
        ),
        title=title,
        unit=unit_words(scheme),
        source=str(scheme.publisher),
    )


def reaches(one: KnownBreak, first: int) -> bool:
    """Does a break lie inside a chart, or reach into it?"""
    return index_of(one.last or one.first) >= first


def chart_break(one: KnownBreak, *, first: date) -> Break:
    """Return a reviewed break as it is drawn; one that began before the chart stands at its edge."""
    return Break(at=max(one.first, first), label=str(one.title), until=one.last)


def panel(
    *,
    reference: Reference,
    place: Area,
    scheme_month: SchemeMonth,
    row: KindMonth,
    counts: Mapping[int, int],
    past: Mapping[int, Judgement],
) -> RisePanel:
    """Return one rise in full."""
    month = scheme_month.month
    heading = gettext("%(kind)s: %(sentence)s") % {
        "kind": row.kind.name,
        "sentence": count_sentence(row.count, month, row.judged.lower, row.judged.upper_usual),
    }
    title = kind_in_place(row.kind, place)
    return RisePanel(
        heading=heading,
        period=month_name(month),
        chart=band(reference=reference, place=place, kind=row.kind, counts=counts, past=past, last=month, title=title),
        unit=unit_words(scheme_month.scheme),
        links=series_links(place, row.kind),
        paragraphs=tuple(rise_words(reference, row, month)),
        call=call(reference, place, row.kind, rose=True),
        ident=f"rise-{row.kind.scheme}-{row.kind.code}",
    )


def over_panel(
    *,
    reference: Reference,
    place: Area,
    scheme_month: SchemeMonth,
    row: KindMonth,
    counts: Mapping[int, int],
    past: Mapping[int, Judgement],
) -> RisePanel:
    """Return a rise that is over."""
    month = scheme_month.month
    heading = gettext("%(kind)s is back in its usual range: %(sentence)s") % {
        "kind": row.kind.name,
        "sentence": count_sentence(row.count, month, row.judged.lower, row.judged.upper_usual),
    }
    words = gettext("%(month)s is the first complete month after the rise that lies inside the usual range.")
    title = kind_in_place(row.kind, place)
    return RisePanel(
        heading=heading,
        period=month_name(month),
        status="over",
        chart=band(reference=reference, place=place, kind=row.kind, counts=counts, past=past, last=month, title=title),
        unit=unit_words(scheme_month.scheme),
        links=series_links(place, row.kind),
        paragraphs=(words % {"month": month_name(month)},),
        call=Call(
            who_answers=who_answers_here(reference, place),
            who_answers_link=force_link(reference, place),
            follow=gettext("A feed tells of every rise here, and when it is over."),
            follow_link=follow_link(place),
        ),
        ident=f"over-{row.kind.scheme}-{row.kind.code}",
    )


def series_links(place: Area, kind: Kind) -> tuple[Link, ...]:
    """Return the ways from a chart to its numbers."""
    page = addresses.of_series(place.code, kind)
    csv, json = reverse("place-csv", args=[place.code]), reverse("place-json", args=[place.code])
    return (
        Link(gettext("Table"), f"{page}#months"),
        Link("CSV", f"{csv}?kind={kind.code}", download=True),
        Link("JSON", f"{json}?kind={kind.code}"),
        Link(gettext("Link and cite"), f"{page}#trail"),
    )


def rise_words(reference: Reference, row: KindMonth, month: date) -> list[str]:
    """Say how long, how likely to be chance, against which base, and what the figures cannot tell."""
    return [
        " ".join(part for part in (duration_words(row, month), chance_words(reference.false_share)) if part),
        *(part for part in (base_words(row), *caveats(row)) if part),
    ]


def duration_words(row: KindMonth, month: date) -> str:
    """Say for how many months the rise has lasted."""
    since = row.judged.since or month
    months = index_of(month) - index_of(since) + 1
    if months <= 1:
        return gettext("It is the first month of this rise.")
    return ngettext(
        "It is month %(number)s of this rise, which began in %(since)s.",
        "It is month %(number)s of this rise, which began in %(since)s.",
        months,
    ) % {"number": number(months), "since": month_name(since)}


def base_words(row: KindMonth) -> str:
    """Say how many there are in an ordinary month; nothing where too few months are known."""
    before = [count for count in row.recent[-13:-1] if count is not None]
    if len(before) < ENOUGH_FOR_AVERAGE:
        return ""
    mean = sum(before) / len(before)
    return gettext("In the twelve months before there were about %(mean)s a month on average.") % {
        "mean": number(mean, 0 if mean >= 10 else 1)
    }


def caveats(row: KindMonth) -> list[str]:
    """Say what these figures cannot tell."""
    said = []
    if row.kind.activity:
        said.append(
            gettext(
                "These figures count what the police do as well as what happens: "
                "a rise may be an operation and not more crime."
            )
        )
    if row.kind.online:
        said.append(gettext("Much of this happens online or by phone."))
    if row.judged.why:
        said.append(str(row.judged.why))
    return said


def call(reference: Reference, place: Area, kind: Kind, *, rose: bool) -> Call:
    """Return the three lines that end a figure: what to do, who answers (for a rise, if it rose), how to follow it."""
    return Call(
        what_to_do=offences.advice(kind.scheme, kind.code, language(), online=kind.online),
        what_to_do_link=advice_link(reference, place),
        who_answers=who_answers(reference, place) if rose else who_answers_here(reference, place),
        who_answers_link=force_link(reference, place),
        follow=gettext("A feed tells of every rise here, and when it is over."),
        follow_link=follow_link(place),
    )


def advice_link(reference: Reference, place: Area) -> Link | None:
    """Return the force's own page of advice, or else its site; nothing where we know none."""
    body = reference.bodies.get(place.force or "")
    if body is None or reference.is_invented(body.slug) or not (body.advice or body.website):
        return None
    if body.advice and body.advice != body.website:
        return Link(gettext("Advice from %(force)s") % {"force": body.name}, body.advice)
    return Link(gettext("The website of %(force)s") % {"force": body.name}, body.website)


def who_answers(reference: Reference, place: Area) -> str:
    """Say who answers for a rise; that nobody has been asked yet is said as well."""
    here = who_answers_here(reference, place)
    if reference.is_invented(place.force):
        return here
    nobody = gettext("Nobody has been asked about this rise yet.")
    return f"{here} {nobody}"


def who_answers_here(reference: Reference, place: Area) -> str:
    """Say who polices a place and how it is reached."""
    body = reference.bodies.get(place.force or "")
    if body is None:
        return gettext("Which police force answers for this place is not known here. In danger, call 999.")
    if reference.is_invented(body.slug):
        return gettext("Nobody: %(force)s does not exist.") % {"force": body.name}
    answers = (
        gettext("%(force)s answers for policing here: call %(number)s, or 999 if someone is in danger.")
        if body.non_emergency
        else gettext("%(force)s answers for policing here: call 999 if someone is in danger.")
    ) % {"force": body.name, "number": body.non_emergency}
    return f"{answers} {checked_words(body.slug)}".rstrip()


def checked_words(slug: str) -> str:
    """Say that a body's contact details were not checked, where nobody has."""
    contact = bodies.contact(slug)
    if contact is None or contact.verified:
        return ""
    return gettext("These contact details, of %(day)s, have not been checked yet.") % {"day": day_name(contact.as_of)}


def force_link(reference: Reference, place: Area) -> Link | None:
    """Return the page of the force that answers."""
    body = reference.bodies.get(place.force or "")
    return Link(body.name, reverse("force", args=[body.slug])) if body else None


def follow_link(place: Area) -> Link:
    """Return the feed of a place."""
    return Link(gettext("Follow %(place)s") % {"place": place.name}, speaking(reverse("place-feed", args=[place.code])))


def _breaks(reference: Reference, place: Area, kind: Kind) -> Sequence[KnownBreak]:
    return reference.breaks_of(scheme=kind.scheme, force=place.force, area=place.code, kind=kind.code)


def _begins(reference: Reference, place: Area, kind: Kind, end: int) -> int:
    """Return the first month published, so that a chart does not open with a long stretch of nothing."""
    states = reference.covered(kind.scheme, place.force)
    return min([at for at in states if at <= end], default=end)
