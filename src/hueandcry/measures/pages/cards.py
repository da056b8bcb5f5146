"""Measures in brief, for pages about one body: its figure in a sentence and a small funnel that opens the measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from hueandcry.measures.pages import addresses, charts, words
from hueandcry.measures.queries import Beside, Definition
from hueandcry.ui.components import FunnelCard


def cards(found: Sequence[Beside], definitions: Sequence[Definition]) -> list[FunnelCard]:
    """Return a card for each measure that has a figure of the body: those with a funnel first, each by title."""
    about: Mapping[str, Definition] = {one.slug: one for one in definitions}
    made = [card(about[one.measure], one) for one in found if one.measure in about]
    return sorted(made, key=lambda one: (one.chart is None, one.title))


def card(about: Definition, one: Beside) -> FunnelCard:
    """Return one measure in brief."""
    written = words.quantity(about, one.values)
    return FunnelCard(
        title=about.title,
        url=addresses.of_measure(about.slug, period=one.own.period, body=one.own.body),
        sentence=sentence(about, one),
        chart=charts.funnel(about, one.values, one.limits, written, title=about.title, here=one.own.body),
    )


def sentence(about: Definition, one: Beside) -> str:
    """Say the figure of the body, beside that of all together where it is known; and what to know of it."""
    written = words.quantity(about, one.values)
    whole = next((value for value in one.values if value.whole and value.value is not None), None)
    told = {
        "period": words.period_of(one.own),
        "figure": words.plain_unit(about, written.written(one.own.value)),
        "whole": written.written(whole.value) if whole else "",
        "name": whole.name if whole else "",
    }
    said = (
        gettext("%(period)s: %(figure)s. %(name)s: %(whole)s.") if whole else gettext("%(period)s: %(figure)s.")
    ) % told
    return " ".join(part for part in (said, words.state_words(one.own)) if part)
