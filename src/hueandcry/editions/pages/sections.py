"""The sections below the tiles: every body beside the others, in tables and funnels. By name: nothing is ranked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext, ngettext

from hueandcry.editions.pages import words
from hueandcry.editions.rules.content import Area, Content, Dot, Figure, Funnel
from hueandcry.editions.rules.periods import asked
from hueandcry.ui import charts
from hueandcry.ui.charts import Limits, Quantity, Unit
from hueandcry.ui.charts.funnel import describe
from hueandcry.ui.components import Cell, Column, Table
from hueandcry.ui.format import number, percent

PER = 100_000
BODIES = ("force", "other", "invented")
RATE = Quantity(times=PER, decimals=0)
# A table of more rows is folded on a screen; on a phone each row is a small list of its own.
LONG = 12


@dataclass(frozen=True)
class Section:
    """A section: its title, what it says, a funnel, a table, and what they cannot tell."""

    ident: str
    title: str
    sentences: tuple[str, ...]
    funnel: charts.Funnel | None
    described: str
    table: Table | None
    caveats: tuple[str, ...]

    @property
    def folded(self) -> str:
        """Return the words behind which a long table is folded; nothing for a short one."""
        many = len(self.table.rows) if self.table else 0
        return gettext("Show all %(count)s in a table") % {"count": number(many)} if many > LONG else ""


def sections(content: Content, area: Area) -> Iterator[Section]:
    """Yield the sections of an edition for an area."""
    rows = listed(content, area)
    whose = words.area_name(wider(content, area))
    yield _referred(content, area, rows, whose)
    yield _outcomes(content, area, rows, whose)
    survey = _surveyed(content, rows)
    if survey:
        yield survey
    prevention = _prevention(content, rows)
    if prevention:
        yield prevention


def listed(content: Content, area: Area) -> list[Area]:
    """Return the areas that the tables show beside each other: the bodies of a wider area, or of the same region."""
    bodies = {one.code: one for one in content.areas if one.kind in BODIES}
    return sorted((bodies[code] for code in wider(content, area).members if code in bodies), key=words.area_name)


def wider(content: Content, area: Area) -> Area:
    """Return the area whose bodies the tables show: the region of a body that is in one, else the area itself."""
    own = [one for one in content.areas if one.kind == "region" and area.code in one.members]
    return own[0] if own and area.kind in BODIES else area


# ---- referrals ------------------------------------------------------------------------------------------------------


def _referred(content: Content, area: Area, rows: Sequence[Area], whose: str) -> Section:
    drawn = _funnel_of(content, "referred")
    rates = {dot.area: dot for dot in drawn.dots} if drawn else {}
    figures = [(one, content.figure(one.code, "referrals", "referred")) for one in rows]
    table = Table(
        caption=gettext("Frauds and cyber crimes referred in %(period)s, by body.")
        % {"period": words.period_name(asked(content.edition))},
        columns=(
            Column(gettext("Body")),
            Column(gettext("Referred"), numeric=True),
            *((Column(gettext("Per 100,000 residents"), numeric=True),) if rates else ()),
            Column(gettext("In %(before)s") % {"before": words.short(content.before)}, numeric=True),
            Column(gettext("Change"), numeric=True),
            Column(gettext("More than chance?")),
        ),
        rows=tuple(
            (
                _named(one, rates.get(one.code)),
                _value_cell(figure),
                *((_rate_cell(rates.get(one.code)),) if rates else ()),
                _before_cell(figure),
                *_change_cells(figure),
            )
            for one, figure in figures
            if figure
        ),
    )
    funnel = _drawn(content, drawn, area) if drawn else None
    return Section(
        ident="referred",
        title=gettext("What was referred"),
        sentences=tuple(_referred_words(content, [figure for _, figure in figures if figure], whose)),
        funnel=funnel,
        described=describe(funnel) if funnel else "",
        table=table,
        caveats=tuple(words.caveats(content, "referrals")),
    )


def _referred_words(content: Content, figures: Sequence[Figure], whose: str) -> Iterator[str]:
    yield from _changed_words(figures, whose)
    if len(figures) > 1 and not any(one.item == "referred" for one in content.funnels):
        yield gettext("No residents are on file for enough forces, so that no rates are shown.")


def _changed_words(figures: Sequence[Figure], whose: str) -> Iterator[str]:
    """Say of how many bodies the change is more than chance; about one in twenty would seem so by chance alone."""
    tested = [words.verdict(one) for one in figures if words.verdict(one)]
    if len(tested) < 2:
        return
    parts = {"whose": whose, "tested": number(len(tested)), "beyond": number(len(tested) - tested.count("chance"))}
    yield (
        gettext(
            "Bodies in the table below (%(whose)s) whose change could be tested: %(tested)s. "
            "Of these changed by more than chance: %(beyond)s."
        )
        % parts
    )
    if "usual" in tested:
        yield gettext("Beyond the usual swings of bodies as well: %(beyond)s.") % {
            "beyond": number(tested.count("more"))
        }
    yield gettext("By chance alone about one in twenty would seem to have changed.")


# ---- outcomes -------------------------------------------------------------------------------------------------------


def _outcomes(content: Content, area: Area, rows: Sequence[Area], whose: str) -> Section:
    drawn = _funnel_of(content, "positive")
    dots = {dot.area: dot for dot in drawn.dots} if drawn else {}
    both = [
        (one, content.figure(one.code, "outcomes", "outcomes"), content.figure(one.code, "outcomes", "positive"))
        for one in rows
    ]
    table = Table(
        caption=gettext("Outcomes recorded in %(period)s, and the share that was judicial, by body.")
        % {"period": words.period_name(asked(content.edition))},
        columns=(
            Column(gettext("Body")),
            Column(gettext("Outcomes recorded"), numeric=True),
            Column(gettext("Judicial"), numeric=True),
            Column(gettext("Judicial share"), numeric=True),
            Column(gettext("Allowing for chance"), numeric=True),
            Column(gettext("Change"), numeric=True),
            Column(gettext("More than chance?")),
        ),
        rows=tuple(
            (
                _named(one, dots.get(one.code)),
                _value_cell(whole),
                _part_cell(share),
                *_share_cells(share),
                *_change_cells(share),
            )
            for one, whole, share in both
            if whole and share
        ),
    )
    funnel = _drawn(content, drawn, area) if drawn else None
    return Section(
        ident="outcomes",
        title=gettext("What became of them"),
        sentences=tuple(_changed_words([share for _, _, share in both if share], whose)),
        funnel=funnel,
        described=describe(funnel) if funnel else "",
        table=table,
        caveats=tuple(words.caveats(content, "outcomes")),
    )


# ---- surveys, prevention --------------------------------------------------------------------------------------------


def _surveyed(content: Content, rows: Sequence[Area]) -> Section | None:
    """Return what surveys found by area; None where nothing is on file for any."""
    items = [one for one in ("public", "business") if any(_survey(content, area, one) for area in content.areas)]
    shown = [area for area in content.areas if any(_survey(content, area, item) for item in items)]
    if not items or len(shown) < 2:
        return None
    table = Table(
        caption=gettext("Those who met online crime, by area, with the margin of the survey."),
        columns=(
            Column(gettext("Area")),
            *(Column(str(words.ITEM_TITLES[item]), numeric=True) for item in items),
        ),
        rows=tuple(
            (_named(area), *(_survey_cell(content.figure(area.code, "victimisation", item)) for item in items))
            for area in shown
        ),
    )
    return Section(
        ident="surveys",
        title=gettext("What surveys found"),
        sentences=(),
        funnel=None,
        described="",
        table=table,
        caveats=tuple(words.caveats(content, "victimisation")),
    )


def _survey(content: Content, area: Area, item: str) -> Figure | None:
    found = content.figure(area.code, "victimisation", item)
    return found if found and (found.there or found.why == "small_base") else None


def _survey_cell(figure: Figure | None) -> Cell:
    if figure is None or not figure.there:
        return Cell(words.state_word(figure) if figure else gettext("no data yet"))
    return Cell(words.value_written(figure), note=_interval_short(figure))


def _prevention(content: Content, rows: Sequence[Area]) -> Section | None:
    """Return the actions to prevent and disrupt, by body; None where nothing is on file."""
    kinds = [one for one in content.items if one.tile == "prevention"]
    shown = [area for area in rows if any(one.there for one in content.of(area.code, "prevention"))]
    if not kinds or len(shown) < 2:
        return None
    figures = {(one.area, one.item): one for one in content.figures if one.tile == "prevention"}
    table = Table(
        caption=gettext("Actions to prevent and disrupt in %(period)s, by body.")
        % {"period": words.period_name(asked(content.edition))},
        columns=(
            Column(gettext("Body")),
            *(
                Column(words.item_title(content, Figure("", "prevention", one.item, "actions")), numeric=True)
                for one in kinds
            ),
        ),
        rows=tuple(
            (_named(area), *(_value_cell(figures.get((area.code, one.item))) for one in kinds)) for area in shown
        ),
    )
    return Section(
        ident="prevention",
        title=gettext("What was done to prevent and disrupt"),
        sentences=(),
        funnel=None,
        described="",
        table=table,
        caveats=tuple(words.caveats(content, "prevention")),
    )


# ---- cells ----------------------------------------------------------------------------------------------------------


def _named(area: Area, dot: Dot | None = None) -> Cell:
    """Return the name of an area, with what makes its figures unlike the others'."""
    return Cell(words.area_name(area), note=words.said(dot.flag, dot.flag_cy) if dot else "")


def _value_cell(figure: Figure | None) -> Cell:
    if figure is None or not figure.there:
        return Cell(words.state_word(figure) if figure else gettext("no data yet"))
    return Cell(words.value_written(figure))


def _part_cell(figure: Figure) -> Cell:
    return Cell(number(figure.numerator) if figure.numerator is not None else words.state_word(figure))


def _share_cells(figure: Figure) -> tuple[Cell, Cell]:
    """Return a share and its interval; of few cases it is marked."""
    if not figure.there:
        return Cell(words.state_word(figure)), Cell("–")
    few = gettext("few outcomes") if figure.state == "few" else ""
    return Cell(words.value_written(figure), note=few), Cell(_interval_short(figure))


def _interval_short(figure: Figure) -> str:
    if figure.lower is None or figure.upper is None:
        return ""
    return gettext("%(lower)s to %(upper)s") % {
        "lower": percent(figure.lower, 1),
        "upper": percent(figure.upper, 1),
    }


def _rate_cell(dot: Dot | None) -> Cell:
    return Cell(number(dot.value * PER) if dot else gettext("no data"))


def _before_cell(figure: Figure) -> Cell:
    """Return the figure before; a dash where there is none now, since then it was not asked for."""
    if not figure.there:
        return Cell("–")
    before = figure.change.before if figure.change else None
    return Cell(number(before) if before is not None else gettext("no data"))


def _change_cells(figure: Figure) -> tuple[Cell, Cell]:
    """Return the change, and whether it is more than chance."""
    if not figure.there:
        return Cell("–"), Cell("–")
    return Cell(words.change_short(figure)), Cell(words.verdict_short(figure) or "–")


# ---- funnels --------------------------------------------------------------------------------------------------------


def funnel(content: Content, item: str, area: str, *, address: str = "") -> charts.Funnel | None:
    """Return a funnel of an edition, one area marked, with its source line; None where there is none."""
    found, looked_at = _funnel_of(content, item), content.area(area)
    if found is None or looked_at is None:
        return None
    return replace(_drawn(content, found, looked_at), source=_source_line(content, item, address))


def _source_line(content: Content, item: str, address: str) -> str:
    """Return what a chart that stands alone says of itself: the edition, what is drawn, who published it, and where."""
    tile = "referrals" if item == "referred" else "outcomes"
    publishers = {words.said(one.publisher, one.publisher_cy): None for one in content.sources if one.tile == tile}
    return " · ".join(
        one
        for one in (
            f"{words.title(content)}: {words.tile_title(tile)}",
            words.period_name(asked(content.edition)),
            ", ".join(publishers),
            address,
        )
        if one
    )


def _funnel_of(content: Content, item: str) -> Funnel | None:
    return next((one for one in content.funnels if one.item == item), None)


def _drawn(content: Content, found: Funnel, area: Area) -> charts.Funnel:
    """Return a funnel as it is drawn, the area that is looked at marked."""
    names = {one.code: words.area_name(one) for one in content.areas}
    rate = found.item == "referred"
    return charts.Funnel(
        units=tuple(
            Unit(
                name=names[dot.area],
                denominator=dot.denominator,
                value=dot.value,
                state="few" if dot.few else "shown",
                outside=dot.outside,
                flag=_flag(dot),
                here=dot.area == area.code,
            )
            for dot in found.dots
        ),
        limits=Limits(found.denominator, found.lower95, found.upper95, found.lower998, found.upper998, found.target),
        title=_finding(found),
        across=gettext("residents") if rate else gettext("outcomes recorded"),
        up=gettext("referred per 100,000 residents") if rate else gettext("judicial share of outcomes recorded"),
        together=gettext("forces together"),
        quantity=RATE if rate else charts.SHARE,
    )


def _flag(dot: Dot) -> str:
    if dot.flag:
        return words.said(dot.flag, dot.flag_cy)
    return "" if dot.compared or dot.few else gettext("no police force of an area of its own")


def _finding(found: Funnel) -> str:
    """Return what a funnel shows, in a sentence: how many lie outside. Which, the chart says."""
    outside = [dot for dot in found.dots if dot.outside]
    compared = sum(dot.compared for dot in found.dots)
    parts = {"count": number(len(outside)), "all": number(compared)}
    if not outside:
        return gettext("No force lies outside what chance and the usual spread leave")
    return (
        ngettext(
            "%(count)s of %(all)s forces lies outside what chance and the usual spread leave",
            "%(count)s of %(all)s forces lie outside what chance and the usual spread leave",
            len(outside),
        )
        % parts
    )
