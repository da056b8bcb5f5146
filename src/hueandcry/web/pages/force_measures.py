"""What a force's page shows of measures: small funnels that open each, and what became of those charged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from hueandcry.measures.pages import addresses, cards, charts, flows
from hueandcry.measures.queries import Beside, Definition
from hueandcry.measures.queries import Flow as Followed
from hueandcry.ui.charts import Flow
from hueandcry.ui.components import FunnelCard, Link


@dataclass(frozen=True)
class MeasuresSection:
    """The measures that have a figure of a force, and the ways on."""

    cards: tuple[FunnelCard, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ChargedSection:
    """What became of crimes of one year, and of those charged."""

    flow: Flow
    finding: str
    notes: tuple[str, ...]
    url: str
    chart_url: str


def measures_section(body: str, found: Sequence[Beside], definitions: Sequence[Definition]) -> MeasuresSection | None:
    """Return the measures that have a figure of a force; None where none has."""
    made = cards.cards(found, definitions)
    if not made:
        return None
    compared = [
        Link(gettext("Compare with another body"), addresses.of_comparison(one.measure, body=body))
        for one in found
        if one.limits is not None
    ]
    return MeasuresSection(tuple(made), (*compared[:1], Link(gettext("All measures"), addresses.of_list())))


def charged_section(found: Followed | None) -> ChargedSection | None:
    """Return what became of crimes of the latest year; None where none could be followed."""
    if found is None:
        return None
    asked = {"body": found.body, "period": found.period}
    return ChargedSection(
        flow=charts.flow(found, title=flows.title(found)),
        finding=gettext("%(finding)s.") % {"finding": flows.title(found)},
        notes=tuple(flows.notes(found)),
        url=addresses.of_flow(**asked),
        chart_url=addresses.of_flow_chart(**asked),
    )
