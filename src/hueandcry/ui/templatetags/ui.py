"""Every component and chart as a template tag, and how we write months and numbers as filters.

The library is a builtin: no `{% load %}` is needed. One tag takes one value from `hueandcry.ui.components` (or one
chart from `hueandcry.ui.charts`) and renders the template of the same name under `ui/components/`.
"""

from collections.abc import Iterable
from datetime import date

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString

from hueandcry.ui import charts, components, format
from hueandcry.ui.addresses import speaking
from hueandcry.ui.icons import mark_svg, verdict_svg

register = template.Library()

register.filter("month", format.month_name)
register.filter("month_alone", format.month_alone)
register.filter("day", format.day_name)
register.filter("number", format.number)
register.filter("percent", format.percent)
register.filter("speaking", speaking)


def component(name: str, *, variable: str = "it"):
    """Register the tag `name`, which renders `ui/components/<name>.html` with its one value as `it`."""

    @register.simple_tag(name=name)
    def tag(value) -> str:
        return get_template(f"ui/components/{name}.html").render({variable: value})

    return tag


for _name in (
    *("figure", "trail", "rise_card", "rise_panel", "call_lines", "place_card", "kinds_list", "data_table"),
    *("coverage_matrix", "search_box", "breadcrumbs", "pages", "links_line", "timeline", "empty_state", "place_map"),
    "funnel_card",
):
    component(_name)


@register.simple_tag
def loading(words: str = "") -> str:
    """Render the waiting state; inside an element that HTMX fills it shows only while a request runs."""
    return get_template("ui/components/loading.html").render({"words": words})


@register.simple_tag
def verdict(name: str) -> str:
    """Render a verdict: its shape and its word."""
    return get_template("ui/components/verdict.html").render({"name": name, "word": components.VERDICTS[name]})


@register.simple_tag
def verdict_shape(name: str) -> SafeString:
    """Return the shape of a verdict alone."""
    return verdict_svg(name)


@register.simple_tag
def mark() -> SafeString:
    """Return our mark: a dot with two arcs, as of a call carried on."""
    return mark_svg()


@register.simple_tag
def band(shown: charts.Band) -> SafeString:
    """Draw a band chart, wide and for a phone; stands inside `<figure class="chart-figure">`."""
    return charts.band_charts(shown)


@register.simple_tag
def spark(shown: charts.Spark) -> SafeString:
    """Draw a spark."""
    return charts.spark(shown)


@register.simple_tag
def flow(shown: charts.Flow) -> SafeString:
    """Draw a flow, wide and for a phone; stands inside `<figure class="chart-figure">`."""
    return charts.flows(shown)


@register.simple_tag
def funnel(shown: charts.Funnel) -> SafeString:
    """Draw a funnel, wide and for a phone; stands inside `<figure class="chart-figure">`."""
    return charts.funnels(shown)


@register.simple_tag
def small_funnel(shown: charts.Funnel) -> SafeString:
    """Draw a funnel as small as a card: only the body we look at is written."""
    return charts.funnel(shown, variant="small")


@register.simple_tag
def multiples(shown: charts.Multiples) -> str:
    """Draw the trend of each body among the others, one panel each, with its latest figure in words."""
    shared, found = charts.panels(shown)
    return get_template("ui/components/multiples.html").render({"shared": shared, "panels": found})


@register.simple_tag
def dots(shown: charts.Dots) -> SafeString:
    """Draw figures with their intervals, wide and for a phone; stands inside `<figure class="chart-figure">`."""
    return charts.both_dots(shown)


@register.simple_tag
def bars(shown: Iterable[charts.Bars]) -> str:
    """Draw several small bar charts side by side, each under its title."""
    return get_template("ui/components/bars.html").render({"it": list(shown)})


@register.simple_tag
def small_bars(shown: charts.Bars) -> SafeString:
    """Draw one small bar chart."""
    return charts.small_bars(shown)


@register.simple_tag
def strip(shown: charts.CoverageStrip) -> SafeString:
    """Draw one coverage strip."""
    return charts.coverage_strip(shown)


@register.simple_tag
def usual_range(lower: float | None, upper: float | None) -> str:
    """Write a range for a table cell: "9 to 19"."""
    return format.range_short(lower, upper)


@register.filter
def paired(table: components.Table, row: tuple) -> list:
    """Return each cell of a table's row beside its column."""
    return table.paired(row)


@register.filter
def when(moment: date | str) -> str:
    """Write a date as a day; words stay as they are."""
    return format.day_name(moment) if isinstance(moment, date) else moment


@register.filter
def short_hash(digest: str) -> str:
    """Shorten a file's hash to what the eye can compare; the whole stands in the manifest."""
    return f"{digest[:12]}…" if len(digest) > 12 else digest
