"""Funnels, small multiples, interval dots and flows of three stages: nothing is named that may not be."""

import math
import random
import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest

from hueandcry.ui import charts
from hueandcry.ui.charts import COUNT, SHARE, Quantity, funnel_plot, placing, scale, standalone, svg
from hueandcry.ui.charts.quantity import decimals_of
from ui import gallery_measures as gallery
from ui.test_charts import crosses, elements, parsed, points

SIZES = {"wide": 16.0, "phone": 13.5}


def texts(chart: str, classes: str) -> list[str]:
    return [element.text for element in elements(chart, "text", classes)]


def described(chart: str) -> str:
    return parsed(chart).find("{*}desc" if "xmlns" in chart else "desc").text


def flat_limits(target: float = 0.1, *, sizes: tuple[float, ...] = (10, 1000), spread: float = 0.03) -> charts.Limits:
    many = len(sizes)
    inner, outer = spread, 2 * spread
    return charts.Limits(
        sizes, (target - inner,) * many, (target + inner,) * many, (target - outer,) * many, (target + outer,) * many,
        target,
    )  # fmt: skip


# ---- funnels ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["wide", "phone", "small"])
@pytest.mark.parametrize("name", gallery.odd_funnels())
def test_funnel_draws_every_odd_set_of_bodies(name, variant):
    shown = gallery.odd_funnels()[name]

    inside, alone = charts.funnel(shown, variant=variant), charts.funnel(shown, variant=variant, alone=True)

    assert parsed(inside).get("role") == "img"
    assert parsed(alone).tag == "{http://www.w3.org/2000/svg}svg"
    assert re.findall(r"\bnan\b|\binf\b", inside) == []


def test_funnel_of_published_figures_names_those_outside_and_tells_the_line_in_the_middle():
    shown = gallery.judicial("2018-19")

    chart = charts.funnel(shown)

    # 7,725 of 52,371 outcomes were judicial; outside: worked out by stats.compare, whose own tests hold it.
    assert "The line in the middle stands at 14.8%." in described(chart)
    assert set(texts(chart, "c-name")) == {one.name for one in shown.units if one.outside}
    assert set(texts(chart, "c-name")) == {"City of London", "Dedicated Card and Payment Crime Unit", "Durham"}
    assert texts(chart, "c-middle-words") == ["all together", "14.8%"]


def test_funnel_never_names_a_body_with_few_cases_as_high_or_low():
    few = charts.Unit("Tiny", 3, 0.9, "few", outside="above")
    plain = tuple(charts.Unit(f"Force {at}", 100 + at, 0.1) for at in range(5))

    chart = charts.funnel(charts.Funnel((few, *plain), flat_limits()))

    assert texts(chart, "c-name") == []
    assert "No body lies outside the wide limits (99.8%)." in described(chart)
    assert "Too few cases to judge, drawn hollow: Tiny." in described(chart)
    assert elements(chart, "circle", "c-outside") == []


def test_funnel_says_in_words_which_bodies_have_no_figure_and_why_and_draws_none_of_them():
    units = (
        charts.Unit("Kent", 100, 0.1),
        charts.Unit("Essex", None, None, "missing"),
        charts.Unit("Surrey", 50, 0.2, "partial"),
        charts.Unit("Sussex", 7, 0.3, "hidden"),
    )

    chart = charts.funnel(charts.Funnel(units, flat_limits()))

    assert len(elements(chart, "circle", "c-unit")) == 1
    assert "Only part of the figures is there, so not drawn: Surrey." in described(chart)
    assert "Not shown, so that nobody can be recognised: Sussex." in described(chart)
    assert "No data: Essex." in described(chart)
    assert "0.2" not in chart.split("</desc>")[1]


def test_funnel_draws_a_flagged_body_as_a_diamond_and_does_not_set_it_beside_the_others():
    units = (charts.Unit("Kent", 100, 0.1), charts.Unit("City", 90, 0.18, outside="above", flag="few residents"))

    chart = charts.funnel(charts.Funnel(units, flat_limits()))

    assert len(elements(chart, "path", "c-flagged")) == 1
    assert "To be read with care: City (few residents)." in described(chart)
    assert "Above the wide limits" not in described(chart)


def test_funnel_is_not_squeezed_by_a_flagged_body_far_out():
    chart = charts.funnel(gallery.odd_funnels()["Rates, with one body of very few residents"])

    assert texts(chart, "c-tick")[:5] == ["0", "50", "100", "150", "200"]
    assert texts(chart, "c-name") == ["City of London: 5,650"]


def test_funnel_with_an_unflagged_body_far_out_makes_room_for_it():
    units = tuple(charts.Unit(f"Force {at}", 100 + at, 0.1) for at in range(5))

    chart = charts.funnel(charts.Funnel((*units, charts.Unit("Kent", 200, 0.9, outside="above")), flat_limits()))

    kent = elements(chart, "circle", "c-outside")[0]
    axis = [float(e.get("y")) for e in elements(chart, "text", "c-tick")]
    assert min(axis) <= float(kent.get("cy")) <= max(axis)


def test_funnel_begins_at_zero_and_marks_orders_of_magnitude_where_sizes_differ_much():
    near = charts.funnel(charts.Funnel((charts.Unit("A", 100, 0.1), charts.Unit("B", 900, 0.1)), flat_limits()))
    far = charts.funnel(charts.Funnel((charts.Unit("A", 10, 0.1), charts.Unit("B", 90_000, 0.1)), flat_limits()))

    assert texts(near, "c-tick")[0] == texts(far, "c-tick")[0] == "0"
    assert texts(near, "c-tick")[-2:] == ["600", "800"] or "750" in texts(near, "c-tick")
    assert {"100", "1,000", "10,000"} <= set(texts(far, "c-tick"))


def test_small_funnel_writes_only_the_figure_of_the_body_it_is_about():
    chart = charts.funnel(gallery.judicial("2018-19", "Kent"), variant="small")

    assert [e.text for e in parsed(chart).iter("text")] == ["7.8%"]
    assert float(parsed(chart).get("viewBox").split()[3]) == 160


def test_small_funnel_of_a_body_without_figure_writes_nothing():
    units = (charts.Unit("Kent", None, None, "missing", here=True), charts.Unit("Essex", 100, 0.1))

    chart = charts.funnel(charts.Funnel(units, flat_limits()), variant="small")

    assert [e.text for e in parsed(chart).iter("text")] == []
    assert "No data: Kent." in described(chart)


def random_funnel(seed: int) -> charts.Funnel:
    """Return bodies by chance: sizes over many orders, some outside, some flagged, some with few cases."""
    rng = random.Random(seed)
    names = ["Kent", "Avon and Somerset", "Hampshire and Isle of Wight", "Police Service of Northern Ireland", "Gwent"]
    limits = flat_limits(0.15, sizes=tuple(float(n) for n in (5, 50, 500, 5_000, 50_000)))
    units = []
    for at in range(rng.choice([1, 6, 20, 49])):
        value = abs(rng.gauss(0.15, 0.07))
        outside = "above" if value > 0.21 else "below" if value < 0.09 else ""
        state = rng.choices(["shown", "few", "missing"], [9, 1, 1])[0]
        flag = "few residents" if rng.random() < 0.05 else ""
        size = round(10 ** rng.uniform(1.5, 4.5))
        units.append(charts.Unit(f"{rng.choice(names)} {at}", size, value, state, outside, flag, here=at == seed % 7))
    return charts.Funnel(tuple(units), limits, up="Share", across="Crimes", quantity=SHARE)


def word_boxes(chart: str, size: float) -> dict[str, tuple[float, float, float, float]]:
    """Return the boxes of all names, by name and place."""
    found = {}
    for element in [*elements(chart, "text", "c-name"), *elements(chart, "text", "c-here-words")]:
        x, y = float(element.get("x")), float(element.get("y"))
        width = svg.text_width(element.text, size)
        x -= {"middle": width / 2, "end": width}.get(element.get("text-anchor"), 0)
        found[element.text] = (x, y - size * 0.75, x + width, y + size * 0.2)
    return found


def point_boxes(chart: str) -> list[tuple[float, float, float, float]]:
    found = []
    for circle in parsed(chart).iter("circle"):
        if "c-here" not in circle.get("class").split():
            x, y, r = (float(circle.get(name)) for name in ("cx", "cy", "r"))
            found.append((x - r, y - r, x + r, y + r))
    return found


@pytest.mark.parametrize("variant", ["wide", "phone"])
@pytest.mark.parametrize("seed", range(60))
def test_names_on_a_funnel_never_meet_each_other_a_point_or_the_edge(seed, variant):
    chart = charts.funnel(random_funnel(seed), variant=variant)
    names, marks = word_boxes(chart, SIZES[variant]), point_boxes(chart)

    width = float(parsed(chart).get("viewBox").split()[2])
    meeting = [(a, b) for (a, one), (b, other) in combinations(names.items(), 2) if placing.overlap(one, other)]
    covering = [(name, mark) for name, box in names.items() for mark in marks if placing.overlap(box, mark)]
    cut = [name for name, (left, top, right, _) in names.items() if left < 0 or right > width or top < 0]
    assert (meeting, covering, cut) == ([], [], [])


@pytest.mark.parametrize("seed", range(60))
def test_a_funnel_names_the_body_we_look_at_whenever_it_has_a_figure(seed):
    shown = random_funnel(seed)
    here = [one for one in shown.units if one.here and one.is_drawn]

    named = texts(charts.funnel(shown), "c-here-words")

    assert len(named) == len(here)
    assert all(said.startswith(one.name) for said, one in zip(named, here, strict=True))


@pytest.mark.parametrize("seed", range(20))
def test_limits_stay_inside_the_plot(seed):
    shown = random_funnel(seed)
    for variant in ("wide", "phone", "small"):
        plot = funnel_plot.laid_out(shown, funnel_plot.VARIANTS[variant])
        chart = charts.funnel(shown, variant=variant)
        drawn = [*elements(chart, "path", "c-limit"), *elements(chart, "path", "c-limits")]
        corners = [corner for path in drawn for stroke in points(path.get("d")) for corner in stroke]

        assert all(plot.top - 0.1 <= y <= plot.bottom + 0.1 for _, y in corners)
        assert all(plot.left - 0.1 <= x <= plot.right + 0.1 for x, _ in corners)


def test_a_limit_is_cut_exactly_where_it_leaves_the_plot():
    assert funnel_plot.visible([(0, -10), (10, 10), (20, 30)], 0, 20) == [[(5.0, 0), (10, 10), (15.0, 20)]]
    assert funnel_plot.visible([(0, -10), (10, -5)], 0, 20) == []


@pytest.mark.parametrize(
    "given",
    [
        {"denominators": (1.0, 2.0)},
        {"denominators": (2.0, 1.0, 3.0)},
        {"upper998": (0.2,)},
    ],
)
def test_limits_refuse_curves_that_do_not_belong_together(given):
    whole = dict.fromkeys(("lower95", "upper95", "lower998", "upper998"), (0.1, 0.1, 0.1))

    with pytest.raises(charts.ChartDataError, match="expected"):
        charts.Limits(**({"denominators": (1.0, 2.0, 3.0), "target": 0.1} | whole | given))


@pytest.mark.parametrize("given", [{"state": "best"}, {"outside": "worst"}])
def test_unit_refuses_what_it_cannot_draw(given):
    with pytest.raises(charts.ChartDataError, match="expected"):
        charts.Unit("Kent", 10, 0.1, **given)


# ---- small multiples --------------------------------------------------------------------------------------------


def test_multiples_share_the_faint_lines_and_the_scale():
    shared, panels = charts.panels(gallery.trends())

    assert len(re.findall(r'id="judicial-all"', shared + "".join(one.chart for one in panels))) == 1
    assert all(one.chart.count('href="#judicial-all"') == 1 for one in panels)
    assert {texts(one.chart, "c-tick")[0] for one in panels} == {"100%"}


def test_multiples_of_sixty_months_and_forty_bodies_are_small_enough_for_a_page():
    shared, panels = charts.panels(gallery.long_trends(bodies=43))

    assert len(shared) + sum(len(one.chart) for one in panels) < 120_000


def test_multiples_lift_the_line_where_a_figure_is_missing_and_hatch_the_gap():
    _, panels = charts.panels(gallery.long_trends())

    gap, nothing = panels[1].chart, panels[2].chart
    assert elements(gap, "path", "c-line")[0].get("d").count("M") == 2
    assert len(elements(gap, "rect", "c-nodata")) == 1
    assert elements(nothing, "path", "c-line") == []
    assert texts(nothing, "c-note") == ["No data"]


def test_multiples_draw_whiskers_on_few_periods_and_a_band_on_many():
    _, few = charts.panels(gallery.trends())
    _, many = charts.panels(gallery.long_trends())

    assert len(elements(few[0].chart, "path", "c-whisker")) == 1
    assert elements(few[0].chart, "path", "c-band") == []
    assert len(elements(many[0].chart, "path", "c-band")) == 1


def test_multiples_draw_few_cases_hollow():
    line = charts.Line("Kent", (0.1, 0.9, 0.2), faint=(1,))

    _, panels = charts.panels(charts.Multiples(("a", "b", "c"), (line,)))

    assert len(elements(panels[0].chart, "circle", "c-few")) == 1
    assert len(elements(panels[0].chart, "circle", "c-dot")) == 2


def test_multiples_keep_a_body_that_is_apart_out_of_the_others_and_off_the_scale():
    plain, apart = charts.Line("Kent", (1.0, 2.0)), charts.Line("City of London", (700.0, 800.0), apart="few residents")
    shown = charts.Multiples(("a", "b"), (plain, apart), quantity=COUNT)

    shared, panels = charts.panels(shown)

    assert shown.largest == 2.0
    assert shared.count("M") == 1
    assert texts(panels[0].chart, "c-tick")[0] == "2"


def test_multiples_draw_a_body_that_is_apart_and_reaches_further_to_its_own_scale_and_alone():
    lines = (
        charts.Line("Kent", (1.0, 2.0)),
        charts.Line("City of London", (700.0, 800.0), apart="few residents"),
        charts.Line("All together", (1.0, 1.5), apart="all together"),
    )

    _, panels = charts.panels(charts.Multiples(("a", "b"), lines, quantity=COUNT))

    assert [texts(one.chart, "c-tick")[0] for one in panels] == ["2", "800", "2"]
    assert [one.chart.count("<use") for one in panels] == [1, 0, 1]
    assert [texts(one.chart, "c-note") for one in panels] == [[], ["own scale"], []]


@pytest.mark.parametrize("values", [(), (None,), (0.0,), (0.1,), (math.nan, 0.2), (0.0, 0.0, 0.0)])
def test_multiples_draw_every_odd_series(values):
    shown = charts.Multiples(tuple(map(str, range(len(values)))), (charts.Line("Kent", values),))

    shared, panels = charts.panels(shown)

    assert parsed(panels[0].chart).get("aria-hidden") == "true"
    assert parsed(shared) is not None
    assert parsed(charts.multiples_file(shown)) is not None
    assert re.findall(r"\bnan\b|\binf\b", panels[0].chart) == []


def test_multiples_refuse_values_that_do_not_belong_to_the_periods():
    with pytest.raises(charts.ChartDataError, match="expected 3, one for each period"):
        charts.Multiples(("a", "b", "c"), (charts.Line("Kent", (1.0, 2.0)),))


def test_multiples_as_a_file_name_every_body():
    shown = gallery.trends()

    chart = charts.multiples_file(shown)

    assert [e.text for e in elements(chart, "text", "c-value")] == [
        svg.wrap(line.name, 32, 1)[0] for line in shown.lines
    ]
    assert "Avon and Somerset: 13.3% in 2018-19" in described(chart)


# ---- interval dots ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["wide", "phone"])
@pytest.mark.parametrize("name", gallery.odd_dots())
def test_dots_draw_every_odd_set_of_rows(name, variant):
    shown = gallery.odd_dots()[name]

    assert parsed(charts.dots(shown, variant=variant)).get("role") == "img"
    assert parsed(charts.dots(shown, variant=variant, alone=True)) is not None


def test_dots_say_what_is_not_shown_and_draw_nothing_of_it():
    rows = (charts.DotRow("Women", 0.04, 0.03, 0.05), charts.DotRow("Isles", 0.9, 0.8, 0.95, state="not shown"))

    chart = charts.dots(charts.Dots(rows))

    assert texts(chart, "c-value") == ["4.0% (3.0% to 5.0%)", "not shown"]
    assert len(elements(chart, "circle", "c-dot")) == 1
    assert "90" not in chart


def test_dots_draw_few_cases_hollow_and_zero_on_the_axis():
    rows = (charts.DotRow("Women", 0.0, 0.0, 0.1), charts.DotRow("Men", 0.2, 0.1, 0.3, state="few"))

    chart = charts.dots(charts.Dots(rows))

    axis = points(elements(chart, "path", "c-axis")[0].get("d"))[0][0][0]
    assert float(elements(chart, "circle", "c-dot")[0].get("cx")) == axis
    assert len(elements(chart, "circle", "c-few")) == 1


def test_dots_are_not_squeezed_by_a_flagged_row_far_out():
    rows = (charts.DotRow("Kent", 0.1, 0.05, 0.2), charts.DotRow("City", 50.0, 49.0, 51.0, flag="few residents"))

    chart = charts.dots(charts.Dots(rows))

    assert texts(chart, "c-tick")[-1] == "20%"
    assert len(elements(chart, "path", "c-flagged")) == 1
    assert "City: 5,000.0% (4,900.0% to 5,100.0%)" in described(chart)


@pytest.mark.parametrize("given", [{"state": "best"}, {"lower": 0.2, "upper": 0.3}])
def test_dot_row_refuses_what_cannot_be(given):
    with pytest.raises(charts.ChartDataError, match="expected"):
        charts.DotRow("Women", 0.1, **given)


# ---- flows of three stages ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("variant", ["wide", "phone"])
@pytest.mark.parametrize("name", gallery.odd_flows())
def test_flow_of_three_stages_draws_every_odd_set_of_parts(name, variant):
    shown = gallery.odd_flows()[name]

    assert parsed(charts.flow(shown, variant=variant)).get("role") == "img"
    assert parsed(charts.flow(shown, variant=variant, alone=True)) is not None


@pytest.mark.parametrize("variant", ["wide", "phone"])
def test_flow_of_three_stages_tells_the_share_of_what_went_on(variant):
    chart = charts.flow(gallery.after_charge(), variant=variant)

    said = texts(chart, "c-value")
    assert "342 · 7%" in said  # of 4,812 crimes
    assert "88 · 26%" in said  # of the 342 charged, not of all crimes
    assert "119 · 35%" in said
    assert len(elements(chart, "rect", "c-nodata")) == 2
    assert "Of the 342 crimes in which somebody was charged" in described(chart)


def test_parts_of_a_flow_and_what_became_of_them_are_as_thick_as_their_share():
    chart = charts.flow(gallery.odd_flows()["Two parts go on"])

    ends = {e.get("class"): [] for e in elements(chart, "rect", "c-end")}
    for e in elements(chart, "rect", "c-end"):
        ends[e.get("class")].append(float(e.get("height")))
    charged = ends["c-end c-end--good"][0]
    assert charged == pytest.approx(260 * 0.6)
    assert pytest.approx(230 / 3, abs=0.1) in ends["c-end c-end--plain"]  # 20 of the 60, drawn larger


@pytest.mark.parametrize("variant", ["wide", "phone"])
@pytest.mark.parametrize("shown", [gallery.after_charge(), *gallery.odd_flows().values()], ids=lambda one: one.label)
def test_words_of_a_flow_of_three_stages_never_meet(shown, variant):
    chart = charts.flow(shown, variant=variant)
    size = SIZES[variant]

    boxes = []
    for element, shift in with_shift(parsed(chart)):
        x, y = float(element.get("x")) + shift[0], float(element.get("y")) + shift[1]
        boxes.append((element.text, (x, y - size * 0.7, x + svg.text_width(element.text, size) * 0.92, y)))
    assert [(a, b) for (a, one), (b, other) in combinations(boxes, 2) if placing.overlap(one, other)] == []


def with_shift(node, shift=(0.0, 0.0)):
    """Yield every text with how far the groups around it move it."""
    if moved := re.match(r"translate\(([-\d.]+) ([-\d.]+)\)", node.get("transform", "")):
        shift = (shift[0] + float(moved[1]), shift[1] + float(moved[2]))
    for child in node:
        if child.tag.split("}")[-1] == "text":
            yield child, shift
        yield from with_shift(child, shift)


# ---- quantities, scales and placing -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("quantity", "value", "written"),
    [
        (SHARE, 0.148, "14.8%"),
        (SHARE, 0.0, "0.0%"),
        (SHARE, None, "no data"),
        (SHARE, math.nan, "no data"),
        (COUNT, 1234.0, "1,234"),
        (Quantity(before="£", decimals=0), 96.7, "£97"),
        (Quantity(before="£", decimals=0), -0.2, "£0"),
        (Quantity(before="£", decimals=1), -3.25, "−£3.2"),
        (Quantity(times=100_000), 0.0565, "5,650"),
    ],
)
def test_quantity_writes_figures_as_people_do(quantity, value, written):
    assert quantity.written(value) == written


@pytest.mark.parametrize(("step", "decimals"), [(1, 0), (20, 0), (0.5, 1), (2.5, 1), (0.25, 2), (0.001, 3), (0, 0)])
def test_decimals_follow_the_step_of_an_axis(step, decimals):
    assert decimals_of(step) == decimals


@pytest.mark.parametrize("largest", [0.00012, 0.06, 0.9, 1, 7, 99.9, 100, 31_622])
def test_marks_are_even_and_reach_the_largest(largest):
    marks = scale.marks(largest)

    assert marks[0] == 0
    assert marks[-1] >= largest * (1 - 1e-9)
    assert 2 <= len(marks) <= 6
    assert len({round((b - a) / marks[1], 6) for a, b in pairwise(marks)}) == 1


@pytest.mark.parametrize(
    ("low", "high", "most", "marks"),
    [
        (8, 12_000, 12, [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000]),
        (8, 12_000, 8, [10, 30, 100, 300, 1_000, 3_000, 10_000]),
        (8, 12_000, 4, [10, 100, 1_000, 10_000]),
        (8, 12_000, 2, [10, 1_000]),
    ],
)
def test_marks_of_orders_of_magnitude_are_thinned_to_what_has_room(low, high, most, marks):
    assert scale.log_marks(low, high, most) == marks


@pytest.mark.parametrize(
    ("heights", "placed"),
    [([], []), ([5], [5]), ([5, 6], [5, 15]), ([6, 5], [15, 5]), ([98, 99], [90, 100]), ([-3, 2], [0, 10])],
)
def test_spread_moves_words_apart_and_keeps_their_order(heights, placed):
    assert placing.spread(heights, gap=10, top=0, bottom=100) == placed


# ---- all of them ------------------------------------------------------------------------------------------------


def every_chart() -> str:
    shared, panels = charts.panels(gallery.trends())
    _, long = charts.panels(gallery.long_trends())
    return "".join(
        [
            *(charts.funnels(one) for one in (gallery.judicial(), *gallery.odd_funnels().values())),
            charts.funnel(gallery.judicial("2018-19", "Kent"), variant="small"),
            shared,
            *(one.chart for one in (*panels, *long)),
            charts.both_dots(gallery.domains()),
            *(charts.flows(one) for one in (gallery.after_charge(), *gallery.odd_flows().values())),
        ]
    )


def test_styles_of_files_that_stand_alone_hold_every_class_of_these_charts():
    used = {name for classes in re.findall(r'class="([^"]+)"', every_chart()) for name in classes.split()}

    known = set(re.findall(r"\.(c-[a-z-]+)", standalone.styles())) | {"c-note", "c-end--plain", "c-limits"}
    assert {name for name in used if name.startswith("c-") and "--" not in name} - known == set()


def test_charts_of_measures_carry_no_inline_style_and_no_script():
    assert re.findall(r"\s(?:style|onload|onclick)=|<script|<style", every_chart()) == []


def test_charts_of_measures_escape_what_they_are_given():
    bad = "<script>alert(1)</script> & more"
    units = (charts.Unit(bad, 100, 0.1, here=True), charts.Unit("Kent", 200, 0.1))
    line = charts.Line(bad, (1.0, 2.0))

    drawn = [
        charts.funnel(charts.Funnel(units, None, title=bad, up=bad, across=bad)),
        charts.multiples_file(charts.Multiples(("a", bad), (line,), title=bad, ident='"><script>')),
        charts.dots(charts.Dots((charts.DotRow(bad, 1.0),), title=bad, unit=bad, quantity=COUNT)),
        charts.flow(charts.Flow(bad, (charts.FlowPart(bad, 1, parts=(charts.FlowPart(bad, 1),), parts_label=bad),))),
    ]

    assert all("<script>" not in one and isinstance(parsed(one), ElementTree.Element) for one in drawn)


def test_crossing_is_seen_by_the_test_itself():
    assert crosses((0, 0, 10, 10), (-5, 5), (15, 5))
