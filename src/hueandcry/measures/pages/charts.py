"""Values of measures as charts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from hueandcry.measures import queries
from hueandcry.measures.pages import addresses, words
from hueandcry.measures.queries import NONE_PUBLISHED, Definition, Flow, Stream, Value
from hueandcry.ui.charts import (
    DotRow,
    Dots,
    FlowPart,
    Funnel,
    Limits,
    Line,
    Multiples,
    Quantity,
    Unit,
)
from hueandcry.ui.charts import Flow as FlowChart
from hueandcry.ui.format import number

# Below this many bodies there is nothing to see in dots under one another.
FEWEST_DOTS = 2
# Outcomes told one by one in a flow; those of fewer crimes are told together.
MOST_OUTCOMES = 8
# So many bodies without a figure are named beside a chart; more are named below the table.
MOST_NAMES = 8


def funnel(
    about: Definition,
    values: Sequence[Value],
    limits: queries.Limits | None,
    written: Quantity,
    *,
    title: str = "",
    here: str = "",
    source: str = "",
) -> Funnel | None:
    """Return a funnel of one period and part; None where too few bodies can be compared."""
    if limits is None:
        return None
    return Funnel(
        units=tuple(_unit(one, here) for one in values if not one.whole),
        limits=Limits(
            limits.denominator,
            limits.lower95,
            limits.upper95,
            limits.lower998,
            limits.upper998,
            limits.target,
        ),
        title=title,
        across=_capital(about.denominator.split(".")[0].split(",")[0]),
        up=_capital(about.unit),
        together=gettext("those compared"),
        quantity=written,
        source=source,
    )


def _unit(one: Value, here: str) -> Unit:
    is_short = one.state == "shown" and one.denominator is None
    return Unit(
        name=words.name_of(one),
        denominator=one.denominator,
        value=one.value,
        state="missing" if is_short else one.state,
        outside=one.outside if one.compared else "",
        flag=one.flag or (gettext("not among those compared") if one.state == "shown" and not one.compared else ""),
        here=one.body == here,
    )


def dots(
    about: Definition, values: Sequence[Value], written: Quantity, *, title: str = "", source: str = ""
) -> Dots | None:
    """Return figures of one period under one another, by name; None where there are too few.

    Bodies without a figure are told in words.
    """
    bodies = [one for one in values if not one.whole and (one.value is not None or one.state == "hidden")]
    if sum(one.value is not None for one in bodies) < FEWEST_DOTS:
        return None
    wholes = [one for one in values if one.whole and one.value is not None]
    return Dots(
        tuple(dot_row(one) for one in (*wholes, *bodies)),
        title=title,
        unit=_capital(about.unit),
        quantity=written,
        source=source,
    )


def without_words(values: Sequence[Value]) -> list[str]:
    """Say which bodies have no figure in a chart of dots, and why."""
    gone = [one.name for one in values if one.value is None and one.state not in ("partial", "hidden")]
    partial = [one.name for one in values if one.value is None and one.state == "partial"]
    told = (
        (gettext("Only part of the figures is there, so not drawn: %(names)s."), partial),
        (gettext("No data: %(names)s."), gone if len(gone) <= MOST_NAMES else []),
    )
    many = [gettext("No data: %(count)s bodies; the table names them.") % {"count": number(len(gone))}]
    return [
        *(said % {"names": ", ".join(names)} for said, names in told if names),
        *(many if len(gone) > MOST_NAMES else []),
    ]


def dot_row(one: Value, label: str = "") -> DotRow:
    """Return one figure with its interval."""
    states = {"hidden": "not shown", "partial": "partial" if one.value is None else "few"}
    state = states.get(one.state, one.state)
    inside = one.value is not None and (one.lower is None or one.lower <= one.value <= (one.upper or one.value))
    return DotRow(
        label or words.name_of(one),
        one.value,
        one.lower if inside else None,
        one.upper if inside else None,
        state="missing" if state == "shown" and one.value is None else state,
        whole=one.whole,
        flag=one.flag,
    )


def trends(
    about: Definition, values: Sequence[Value], written: Quantity, *, part: str = "", source: str = ""
) -> Multiples | None:
    """Return each body's trend among the others; None where there are not two periods."""
    periods = list(dict.fromkeys((one.begins, one.period) for one in sorted(values, key=lambda one: one.begins)))
    by_body: dict[str, dict[str, Value]] = defaultdict(dict)
    for one in values:
        by_body[one.body][one.period] = one
    lines = [
        _line(about, found, [label for _, label in periods], written, part)
        for found in by_body.values()
        if any(one.value is not None for one in found.values())
    ]
    if len(periods) < 2 or not lines:
        return None
    return Multiples(
        tuple(label for _, label in periods),
        tuple(sorted(lines, key=lambda line: line.name)),
        ident=f"trends-{about.slug}",
        title=gettext("%(measure)s: each body among the others") % {"measure": about.title},
        quantity=written,
        source=source,
    )


def _line(about: Definition, found: Mapping[str, Value], labels: Sequence[str], written: Quantity, part: str) -> Line:
    values = [found.get(label) for label in labels]
    latest = [one for one in values if one and one.value is not None][-1]
    # A figure that cannot be compared must not set the scale for the others.
    apart = latest.flag if any(one and one.flag and not one.compared for one in values) else ""
    return Line(
        name=words.name_of(latest),
        values=tuple(one.value if one else None for one in values),
        lower=tuple(one.lower if one else None for one in values),
        upper=tuple(one.upper if one else None for one in values),
        faint=tuple(at for at, one in enumerate(values) if one and one.state in ("few", "partial")),
        url="" if latest.whole else addresses.of_body(latest.body),
        said=gettext("%(figure)s in %(period)s")
        % {"figure": written.written(latest.value), "period": words.period_of(latest)},
        apart=apart or (gettext("all together") if latest.whole else ""),
    )


def flow(found: Flow, *, title: str = "", source: str = "") -> FlowChart:
    """Return what became of crimes, and of those in which somebody was charged."""
    results = defaultdict(list)
    for stream in found.results:
        results[stream.outcome].append(stream)
    parts = [_part(stream, results.get(stream.outcome, []), found) for stream in shown_streams(found.outcomes)]
    label = gettext("%(count)s crimes of %(period)s, each counted once") % {
        "count": number(found.crimes),
        "period": words.period_of_flow(found),
    }
    parts.sort(key=lambda part: (not part.parts, part.tone == "unknown"))
    return FlowChart(label, tuple(parts), title=title, source=source)


def _part(stream: Stream, results: Sequence[Stream], found: Flow) -> FlowPart:
    inner = tuple(
        FlowPart(
            gettext("No result of a court published") if one.result == NONE_PUBLISHED else one.result_name,
            one.crimes,
            "unknown" if one.result == NONE_PUBLISHED else "plain",
        )
        for one in sorted(results, key=lambda one: one.result == NONE_PUBLISHED)
    )
    return FlowPart(
        gettext("No outcome published") if stream.outcome == NONE_PUBLISHED else stream.outcome_name,
        stream.crimes,
        "unknown" if stream.outcome == NONE_PUBLISHED else "good" if inner else "plain",
        inner,
        gettext("Of the %(count)s with a charge") % {"count": number(stream.crimes)} if inner else "",
    )


def shown_streams(streams: Sequence[Stream]) -> list[Stream]:
    """Return the streams that a chart has room for, the largest first; the others together as one."""
    plain = sorted((one for one in streams if one.outcome != NONE_PUBLISHED), key=lambda one: -one.crimes)
    unknown = [one for one in streams if one.outcome == NONE_PUBLISHED]
    charged = [one for one in plain if one.outcome == "charged"]
    others = [one for one in plain if one.outcome != "charged"]
    told = [*charged, *others[:MOST_OUTCOMES]]
    rest = others[MOST_OUTCOMES:]
    if rest:
        told.append(Stream("rest", gettext("All other outcomes"), "", "", sum(one.crimes for one in rest)))
    return [*told, *unknown]


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
