"""Feeds of rises: that there is one, that it is over, that it was withdrawn. One entry each, under a name that stays.

A rise is named by scheme, place, kind and month, so that a rebuild never tells it twice; its entry is as old as its
figures, so that a rebuild alone moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime

from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.rises.queries import sentence
from hueandcry.ui.atom import Entry
from hueandcry.ui.format import count_sentence, month_name
from hueandcry.web.pages import addresses
from hueandcry.web.pages.place import withdrawn_words
from hueandcry.web.pages.words import chance_words, kind_in_place
from hueandcry.web.queries.reference import Area, Reference, Withdrawal
from hueandcry.web.queries.rises import Arrival, Rise
from hueandcry.web.rules.months import written


def entries(
    reference: Reference,
    *,
    rises: Sequence[Rise],
    over: Sequence[Rise],
    withdrawn: Sequence[Withdrawal],
    arrivals: Sequence[Arrival],
) -> list[Entry]:
    """Return what a feed of rises tells."""
    return [
        *(rise_entry(reference, one, arrivals) for one in rises),
        *(over_entry(reference, one, arrivals) for one in over),
        *(withdrawn_entry(reference, one) for one in withdrawn),
    ]


def subtitle() -> str:
    """Return what stands under the title of every feed of rises."""
    return gettext(
        "Unusual rises, worked out from what the police publish. Missing is never zero; untested is never safe."
    )


def ident(kind: str, scheme: str, area: str, code: str, month: date) -> str:
    """Return what names a thing told: "rise:mps/E09000019/burglary/2025-11"."""
    return f"{kind}:{scheme}/{area}/{code}/{written(month)}"


def rise_entry(reference: Reference, rise: Rise, arrivals: Iterable[Arrival]) -> Entry:
    """Tell a rise."""
    words = [
        chance_words(reference.false_share),
        gettext("It has been rising since %(month)s.") % {"month": month_name(rise.judged.since)}
        if rise.judged.since and rise.judged.since < rise.month
        else "",
        gettext("These figures count what the police do as well as what happens.") if rise.kind.activity else "",
    ]
    return Entry(
        ident=ident("rise", rise.kind.scheme, rise.place.code, rise.kind.code, rise.month),
        title=rise_sentence(reference, rise),
        words=" ".join(word for word in words if word),
        path=addresses.of_series(rise.place.code, rise.kind, month=rise.month),
        updated=arrived(reference, rise, arrivals),
    )


def rise_sentence(reference: Reference, rise: Rise) -> str:
    """Return the sentence of a rise, as everywhere."""
    row = {
        "level": rise.place.level,
        "kind_name": rise.kind.english,
        "kind_cy": rise.kind.welsh,
        "area": rise.place.english,
        "area_cy": rise.place.welsh,
        "month": rise.month,
        "observed": rise.count,
        "lower": rise.judged.lower,
        "upper_usual": rise.judged.upper_usual,
    }
    # A feed is read long after: the year is always said, as of a build a year later.
    return sentence(row, built_on=date(rise.month.year + 2, rise.month.month, 1))


def over_entry(reference: Reference, rise: Rise, arrivals: Iterable[Arrival]) -> Entry:
    """Tell that a rise is over."""
    what = {"what": kind_in_place(rise.kind, rise.place)}
    return Entry(
        ident=ident("over", rise.kind.scheme, rise.place.code, rise.kind.code, rise.month),
        title=gettext("Over: %(what)s is back in its usual range") % what,
        words=count_sentence(rise.count, rise.month, rise.judged.lower, rise.judged.upper_usual) + ".",
        path=addresses.of_series(rise.place.code, rise.kind, month=rise.month),
        updated=arrived(reference, rise, arrivals),
    )


def withdrawn_entry(reference: Reference, one: Withdrawal) -> Entry:
    """Tell that a rise was withdrawn."""
    kind = reference.kinds.get((one.scheme, one.kind))
    parts = {"kind": kind.name if kind else one.kind, "place": one.place, "month": month_name(one.month)}
    path = addresses.of_series(one.area, kind, month=one.month) if kind else reverse("place", args=[one.area])
    return Entry(
        ident=ident("withdrawn", one.scheme, one.area, one.kind, one.month),
        title=gettext("Withdrawn: %(kind)s in %(place)s, %(month)s") % parts,
        words=withdrawn_words(reference, one),
        path=path,
        updated=build_moment(one.withdrawn_in) or reference.built_at,
    )


def build_moment(build: str) -> datetime | None:
    """Return when a build was made, from its name: "20261121T224530Z-fc232a2124"."""
    try:
        return datetime.strptime(build[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return None


def arrived(reference: Reference, rise: Rise, arrivals: Iterable[Arrival]) -> datetime:
    """Return when the figures of a rise arrived; when they were built where that is not known."""
    feed_name, month = reference.schemes[rise.kind.scheme].feed, written(rise.month)
    moments = [
        one.landed_at
        for one in arrivals
        if one.dataset == feed_name and one.body == (rise.place.force or "") and one.first <= month <= one.last
    ]
    return datetime.fromisoformat(max(moments)) if moments else reference.built_at


def place_title(area: Area) -> str:
    """Return the title of a place's feed."""
    return gettext("Unusual rises: %(place)s") % {"place": area.name}
