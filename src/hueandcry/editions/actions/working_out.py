"""An edition worked out: every figure of every area, with its interval and its change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.utils.translation import override

from hueandcry.bodies import queries as bodies
from hueandcry.editions import queries
from hueandcry.editions.actions import comparing, defining, surveying
from hueandcry.editions.actions.comparing import Pair
from hueandcry.editions.actions.gathering import Gathered
from hueandcry.editions.pages import words
from hueandcry.editions.rules import counts as sums
from hueandcry.editions.rules.areas import areas
from hueandcry.editions.rules.content import ALL_BODIES, ENGLAND_AND_WALES, Area, Content, Dot, Figure, Funnel, Item
from hueandcry.editions.rules.counts import Counts
from hueandcry.editions.rules.periods import Period
from hueandcry.measures import queries as measures
from hueandcry.stats import compare
from hueandcry.warehouse.reading import Reader

# Of fewer outcomes than these a share is marked, as the measure of judicial outcomes has it: a test holds them equal.
SMALLEST = 30
GRID = 60


@dataclass(frozen=True)
class Both:
    """The counts of a period and of the one that it is compared with."""

    now: Counts
    before: Counts
    totals: tuple[bool, bool] = (True, True)

    def pair(self, area: Area, item: str) -> Pair:
        """Return an area's count in both periods; none before, where the bodies of the table were others then."""
        now, before = (
            sums.whole_table(counts, area.members, item, has_total=area.code != ALL_BODIES or has_total)
            for counts, has_total in zip((self.now, self.before), self.totals, strict=True)
        )
        if area.code == ALL_BODIES and sums.bodies(self.before, item) != sums.bodies(self.now, item):
            return Pair(now, None, "other_members" if self.before else "no_before")
        return Pair(now, before)

    def of_bodies(self, item: str) -> tuple[list[float], list[float]]:
        """Return the counts of the bodies that are whole in both periods."""
        shared = sorted(set(sums.bodies(self.now, item)) & set(sums.bodies(self.before, item)))
        return tuple([counts[body, item].n or 0.0 for body in shared] for counts in (self.now, self.before))  # type: ignore[return-value]


def content(reader: Reader, gathered: Gathered, over: Period) -> Content:
    """Return all that an edition tells. Nothing of it depends on when it is published."""
    before = gathered.compared_with(over)
    totals = (over in gathered.totals, before in gathered.totals)
    both = Both(gathered.referrals[over], gathered.referrals.get(before, {}), totals)
    acted = Both(gathered.prevention.get(over, {}), gathered.prevention.get(before, {}))
    annual = over.frequency == "annual"
    table = sums.named(both.now) if annual else sums.bodies(both.now, "referred")
    there = areas(gathered.bodies.values(), bodies.regions(), table=table, together=annual)
    asked = surveying.victimisation(reader, over, there)
    figures = [
        *asked.figures,
        *_referrals(both, there),
        *_outcomes(both, there, smallest=SMALLEST),
        *_prevention(gathered, acted, there),
    ]
    told = Content(
        edition=over.slug,
        frequency=over.frequency,
        begins=over.begins.isoformat(),
        ends=over.ends.isoformat(),
        before=before.slug,
        invented=all(area.kind == "invented" for area in there),
        areas=tuple(there),
        figures=tuple(figures),
        items=tuple(Item("prevention", one["code"], one["name"], one["name_cy"] or "") for one in gathered.kinds),
        definitions={"victimisation": asked.definitions, **defining.definitions(reader)},
        sources=(*asked.sources, *defining.sources(reader, over, before, figures)),
        funnels=tuple(_funnels(reader, both, there, over)),
    )
    return replace(told, notes=queries.noted(reader, told))


def _referrals(both: Both, there: Sequence[Area]) -> Iterable[Figure]:
    spread = comparing.spread_of_counts(*both.of_bodies("referred"))
    for area in there:
        yield comparing.counted(
            Figure(area.code, "referrals", "referred", "crimes"), both.pair(area, "referred"), spread
        )


def _outcomes(both: Both, there: Sequence[Area], *, smallest: int) -> Iterable[Figure]:
    """Yield the outcomes recorded and the shares of two kinds of them. They are never divided by referrals."""
    of_count = comparing.spread_of_counts(*both.of_bodies("outcomes"))
    whole_now, whole_before = both.of_bodies("outcomes")
    for area in there:
        whole = both.pair(area, "outcomes")
        yield comparing.counted(Figure(area.code, "outcomes", "outcomes", "outcomes"), whole, of_count)
    for item, part in (("positive", "judicial"), ("negative", "non_judicial")):
        part_now, part_before = both.of_bodies(part)
        spread = comparing.spread_of_shares(
            list(zip(part_now, whole_now, strict=True)), list(zip(part_before, whole_before, strict=True))
        )
        for area in there:
            blank = Figure(area.code, "outcomes", item, "share")
            yield comparing.shared(blank, both.pair(area, part), both.pair(area, "outcomes"), spread, smallest=smallest)


def _prevention(gathered: Gathered, acted: Both, there: Sequence[Area]) -> Iterable[Figure]:
    """Yield the indicators of prevention and disruption, every kind for itself: unlike things are not added up."""
    kinds = [one["code"] for one in gathered.kinds]
    if not acted.now:
        yield from (Figure(area.code, "prevention", "any", "actions") for area in there)
        return
    for kind in kinds:
        spread = comparing.spread_of_counts(*acted.of_bodies(kind))
        for area in there:
            yield comparing.counted(Figure(area.code, "prevention", kind, "actions"), acted.pair(area, kind), spread)


def _funnels(reader: Reader, both: Both, there: Sequence[Area], over: Period) -> Iterable[Funnel]:
    """Yield the funnels of rates and of shares: of bodies as the reviewed measures have them, where they have any."""
    known = {area.code for area in there}
    rates = _measured(reader, "fraud-referrals", over)
    shares = _measured(reader, "judicial-outcomes", over) or _shares(both, there)
    for item, kind, dots in (("referred", "rate", rates), ("positive", "proportion", shares)):
        found = _funnel(item, kind, [dot for dot in dots if dot.area in known])
        if found:
            yield found


def _measured(reader: Reader, slug: str, over: Period) -> list[Dot]:
    """Return a measure's figures of the period, body by body, with what makes any of them unlike the others."""
    with override("cy"):
        welsh = {one.body: one.flag for one in measures.values(reader, slug, period=over.short, part="")}
    with override("en-gb"):
        found = measures.values(reader, slug, period=over.short, part="")
    return [
        Dot(
            area=one.body,
            numerator=one.numerator,
            denominator=one.denominator,
            value=one.numerator / one.denominator,
            few=one.state == "few",
            compared=one.compared,
            flag=one.flag,
            flag_cy=welsh[one.body],
        )
        for one in found
        if not one.whole and one.state in ("shown", "few") and one.denominator and one.numerator is not None
    ]


def _shares(both: Both, there: Sequence[Area]) -> list[Dot]:
    """Return the judicial outcomes of each body against all it recorded; forces of England and Wales are compared, but
    for one of which a month holds far less than usual."""
    compared = {code for one in there if one.code == ENGLAND_AND_WALES for code in one.members}
    thin, thin_cy = _in_both("suspect")
    found = []
    for area in there:
        part, whole = (both.pair(area, item).now for item in ("judicial", "outcomes"))
        if area.kind in ("force", "other") and part.n is not None and whole.n:
            dot = Dot(area.code, part.n, whole.n, part.n / whole.n, few=whole.n < SMALLEST)
            if part.suspect or whole.suspect:
                dot = replace(dot, flag=thin, flag_cy=thin_cy)
            found.append(replace(dot, compared=area.code in compared and not dot.few and not dot.flag))
    return found


def _in_both(why: str) -> tuple[str, str]:
    """Return why a figure is not what it seems, in English and Welsh."""
    with override("cy"):
        welsh = words.why_not(why)
    with override("en-gb"):
        return words.why_not(why), welsh


def _funnel(item: str, kind: str, dots: Sequence[Dot]) -> Funnel | None:
    compared = [dot for dot in dots if dot.compared]
    if len(compared) < comparing.ENOUGH_BODIES:
        return None
    plot = compare.funnel([dot.numerator for dot in compared], [dot.denominator for dot in compared], kind=kind)
    sides = dict(zip((dot.area for dot in compared), plot.beyond(), strict=True))
    sizes = [dot.denominator for dot in dots]
    grid = np.geomspace(min(sizes), max(sizes), GRID)
    inner, outer = plot.limits(0.95, at=grid), plot.limits(0.998, at=grid)
    return Funnel(
        item=item,
        dots=tuple(replace(dot, outside=_side(sides.get(dot.area))) for dot in dots),
        target=plot.target,
        phi=plot.phi,
        denominator=_numbers(grid),
        lower95=_numbers(inner.lower),
        upper95=_numbers(inner.upper),
        lower998=_numbers(outer.lower),
        upper998=_numbers(outer.upper),
    )


def _side(beyond: float | None) -> str:
    return {1.0: "above", -1.0: "below"}.get(beyond, "") if beyond is not None else ""


def _numbers(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(f"{value:.8g}") for value in values)
