"""Charts: every odd series is drawn, gaps are not zeros, and words stand clear of lines."""

import math
import random
import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from django.utils import translation

from hueandcry.ui import charts
from hueandcry.ui.charts import scale, standalone, svg
from ui import gallery

FIRST = date(2015, 11, 1)
NUMBER = r"(-?[\d.]+)"


def parsed(chart: str) -> ElementTree.Element:
    """Read a chart as XML; fails when it is not well formed."""
    return ElementTree.fromstring(chart)


def elements(chart: str, name: str, classes: str) -> list[ElementTree.Element]:
    """Return the elements of a name that carry a class."""
    found = parsed(chart).iter()
    return [e for e in found if e.tag.split("}")[-1] == name and classes in e.get("class", "").split()]


def points(path: str) -> list[list[tuple[float, float]]]:
    """Return the corners of each stroke of a path."""
    strokes = path.strip("Z").split("M")[1:]
    return [[tuple(map(float, pair.split())) for pair in stroke.split("L")] for stroke in strokes]


def band_of(observed, **given) -> charts.Band:
    """Return a band with a usual range all along, unless told otherwise."""
    months = len(observed)
    return charts.Band(FIRST, tuple(observed), **({"lower": (20.0,) * months, "upper": (60.0,) * months} | given))


@pytest.mark.parametrize("variant", ["wide", "phone"])
@pytest.mark.parametrize("name", gallery.odd_bands())
def test_band_chart_draws_every_odd_series(name, variant):
    band = gallery.odd_bands()[name]

    inside, alone = charts.band_chart(band, variant=variant), charts.band_chart(band, variant=variant, alone=True)

    assert parsed(inside).get("role") == "img"
    assert parsed(alone).tag == "{http://www.w3.org/2000/svg}svg"
    assert "nan" not in inside
    assert "inf" not in re.sub(r"information|infinity", "", inside)


def test_band_chart_hatches_missing_months_and_breaks_the_line():
    chart = charts.band_chart(band_of([30, 31, None, math.nan, 33, 34]))

    lines = elements(chart, "path", "c-line")
    assert len(lines) == 2
    assert len(elements(chart, "rect", "c-nodata")) == 1
    assert "For 2 months there is no data." in chart


def test_band_chart_draws_zero_on_the_axis_and_not_as_a_gap():
    chart = charts.band_chart(band_of([0] * 12, lower=(), upper=()))

    assert elements(chart, "rect", "c-nodata") == []
    heights = {y for _, y in points(elements(chart, "path", "c-line")[0].get("d"))[0]}
    axis = points(elements(chart, "path", "c-axis")[0].get("d"))[0][0][1]
    assert heights == {axis}


def test_band_chart_begins_at_zero_whatever_the_level():
    ticks = [e.text for e in elements(charts.band_chart(band_of([1000, 1001], lower=(), upper=())), "text", "c-tick")]

    assert ticks[0] == "0"


def test_band_chart_rings_each_rise_and_names_the_last_one():
    band = band_of([40] * 30 + [88] + [40] * 29 + [90], rises=(30, 60))

    wide, phone = charts.band_chart(band), charts.band_chart(band, variant="phone")

    assert len(elements(wide, "circle", "c-ring")) == 2
    assert [e.text for e in elements(wide, "text", "c-rise-words")] == ["90", "November 2020", "88 in May 2018"]
    assert [e.text for e in elements(phone, "text", "c-rise-words")] == ["90 in November 2020", "88 in May 2018"]


def test_band_chart_writes_months_in_welsh_when_asked():
    chart = charts.band_chart(band_of([40] * 13), lang="cy")

    assert "Tachwedd 2016" in chart
    assert "November" not in chart


def test_band_chart_shows_breaks_with_their_reason_and_leaves_out_those_outside():
    breaks = (
        charts.Break(date(2017, 4, 1), "recorded elsewhere since April 2017"),
        charts.Break(date(1999, 1, 1), "long before"),
    )

    chart = charts.band_chart(band_of([40] * 60, breaks=breaks))

    assert len(elements(chart, "path", "c-break")) == 1
    assert "recorded elsewhere since April 2017" in [e.text for e in elements(chart, "text", "c-note")]
    assert "long before" not in [e.text for e in elements(chart, "text", "c-note")]


def test_band_chart_escapes_what_it_is_given():
    band = band_of([1, 2], title="<script>alert(1)</script> & more", unit="a < b")

    assert "<script>" not in charts.band_chart(band)
    assert parsed(charts.band_chart(band, alone=True)).find("{*}title").text == "<script>alert(1)</script> & more"


@pytest.mark.parametrize("given", [{"lower": (1.0,)}, {"upper": (1.0, 2.0, 3.0)}, {"rises": (2,)}, {"rises": (-1,)}])
def test_band_refuses_values_that_do_not_belong_together(given):
    with pytest.raises(charts.ChartDataError, match="expected"):
        band_of([1, 2], **given)


def random_band(seed: int) -> charts.Band:
    """Return a series with a moving range, gaps, rises and a break, all by chance."""
    rng = random.Random(seed)
    months, level = rng.choice([13, 25, 60, 120, 188]), rng.choice([0.4, 3, 25, 140, 2600])
    observed = [max(0, round(rng.gauss(level, level**0.5 * 1.4))) for _ in range(months)]
    rises = tuple(sorted(rng.sample(range(months), rng.choice([0, 1, 3])) + ([months - 1] if seed % 2 else [])))
    for index in rises:
        observed[index] = round(level * 1.9 + 8)
    drift = [level * (1 + 0.3 * math.sin(i / 9 + seed)) for i in range(months)]
    for _ in range(rng.choice([0, 0, 1, 2])):
        start = rng.randrange(months)
        observed[start : start + rng.randrange(1, 9)] = [None] * len(observed[start : start + rng.randrange(1, 9)])
    observed = (observed + [None] * months)[:months]
    lower = tuple(max(0, value - 1.6 * value**0.5) for value in drift)
    upper = tuple(value + 1.6 * value**0.5 for value in drift)
    breaks = (charts.Break(date(2016, 3, 1), "a change in how crimes are counted"),) if seed % 3 == 0 else ()
    return charts.Band(FIRST, tuple(observed), lower, upper, tuple(dict.fromkeys(rises)), breaks)


def boxes(chart: str, size: float) -> dict[str, tuple[float, float, float, float]]:
    """Return the box of every word that is placed by search: "usual range", and the names of rises."""
    found = {}
    for element in [*elements(chart, "text", "c-note"), *elements(chart, "text", "c-rise-words")]:
        x, y, width = float(element.get("x")), float(element.get("y")), svg.text_width(element.text, size - 1)
        x -= {"middle": width / 2, "end": width}.get(element.get("text-anchor"), 0)
        found[f"{element.text} {y}"] = (x, y - size * 0.75, x + width, y)
    return found


def crosses(box: tuple[float, float, float, float], one, other) -> bool:
    """Does the straight line between two points pass through a box?"""
    left, top, right, bottom = box
    for part in range(41):
        x = one[0] + (other[0] - one[0]) * part / 40
        y = one[1] + (other[1] - one[1]) * part / 40
        if left < x < right and top < y < bottom:
            return True
    return False


@pytest.mark.parametrize("variant", ["wide", "phone"])
@pytest.mark.parametrize("seed", range(60))
def test_words_of_a_band_chart_never_meet_the_line_the_range_or_each_other(seed, variant):
    chart = charts.band_chart(random_band(seed), variant=variant)
    placed = boxes(chart, {"wide": 16, "phone": 13.5}[variant])

    drawn = [*elements(chart, "path", "c-line"), *elements(chart, "path", "c-edge")]
    strokes = [stroke for path in drawn for stroke in points(path.get("d"))]
    met = [
        words
        for words, box in placed.items()
        for stroke in strokes
        for one, other in pairwise(stroke)
        if crosses(box, one, other)
    ]
    overlapping = [
        (a, b)
        for a, (l1, t1, r1, b1) in placed.items()
        for b, (l2, t2, r2, b2) in placed.items()
        if a < b and l1 < r2 and r1 > l2 and t1 < b2 and b1 > t2
    ]
    assert met == []
    assert overlapping == []


def test_the_usual_range_is_named_where_no_break_crosses_the_word():
    """The range begins where a lockdown ends; the first free place below it lies across that line."""
    lockdown = charts.Break(FIRST, "Lockdowns", until=date(2016, 6, 30))
    lower, upper = (None,) * 8 + (25.0,) * 52, (None,) * 8 + (45.0,) * 52
    band = band_of([30, 35] * 30, lower=lower, upper=upper, breaks=(lockdown,))

    with translation.override("cy"):
        chart = charts.band_chart(band, variant="phone")

    ((left, _, right, _),) = [box for words, box in boxes(chart, 13.5).items() if words.startswith("ystod arferol")]
    lines = [points(line.get("d"))[0][0][0] for line in elements(chart, "path", "c-break")]
    assert len(lines) == 2
    assert [x for x in lines if left < x < right] == []


@pytest.mark.parametrize(
    ("largest", "marks"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (19, [0, 5, 10, 15, 20]),
        (188, [0, 50, 100, 150, 200]),
        (2_140_000, [0, 1_000_000, 2_000_000, 3_000_000]),
    ],
)
def test_ticks_are_whole_even_and_reach_the_largest(largest, marks):
    assert scale.ticks(largest) == marks


def test_ticks_always_cover_the_largest_with_few_marks():
    for largest in [*range(1, 400), 999, 1_001, 54_321, 10**7]:
        marks = scale.ticks(largest)
        assert marks[-1] >= largest
        assert 2 <= len(marks) <= 7
        assert len({b - a for a, b in pairwise(marks)}) == 1


@pytest.mark.parametrize(
    ("present", "found"),
    [([], []), ([True], [(0, 0)]), ([False], []), ([True, True, False, True], [(0, 1), (3, 3)])],
)
def test_runs_finds_stretches(present, found):
    assert scale.runs(present) == found


@pytest.mark.parametrize("values", [(), (3,), (None,), (0,) * 24, (None,) * 12, (1, None, 2), (10**7,) * 24])
def test_spark_draws_every_odd_series(values):
    drawn = charts.spark(charts.Spark(values))

    assert parsed(drawn).get("aria-hidden") == "true"
    assert parsed(charts.spark(charts.Spark(values, title="Bicycle theft"), alone=True)) is not None


def test_spark_marks_a_rise_and_shows_a_gap():
    drawn = charts.spark(charts.Spark((1, 2, None, None, 9), rose=True))

    assert len(elements(drawn, "circle", "c-ring")) == 1
    assert len(elements(drawn, "path", "c-void")) == 1


def test_spark_does_not_mark_a_missing_month():
    drawn = charts.spark(charts.Spark((1, 2, None)))

    assert elements(drawn, "circle", "c-dot") == []


@pytest.mark.parametrize("variant", ["wide", "phone"])
def test_flow_draws_parts_in_proportion_and_hatches_the_unknown(variant):
    shown = charts.Flow("100 crimes", (charts.FlowPart("Charged", 25), charts.FlowPart("Not published", 75, "unknown")))

    drawn = charts.flow(shown, variant=variant)

    assert len(elements(drawn, "path", "c-ribbon")) == 2
    assert len(elements(drawn, "rect", "c-nodata")) == 1
    assert "25 · 25%" in [e.text for e in elements(drawn, "text", "c-value")]


@pytest.mark.parametrize(
    "parts", [(), (charts.FlowPart("Charged", 0),), (charts.FlowPart("Charged", None), charts.FlowPart("None", None))]
)
def test_flow_without_figures_says_so(parts):
    drawn = charts.flow(charts.Flow("Nothing recorded", parts))

    assert [e.text for e in elements(drawn, "text", "c-note")] == ["No data"]


def test_flow_words_never_meet_however_small_the_parts():
    parts = tuple(charts.FlowPart(f"An outcome with a long name, number {i}", 1) for i in range(14))

    drawn = charts.flow(charts.Flow("A total", (*parts, charts.FlowPart("The rest", 10**6))), variant="phone")

    heights = sorted(float(e.get("y")) for e in parsed(drawn).iter() if e.tag == "text")
    assert min(b - a for a, b in pairwise(heights)) > 12


def test_small_bars_never_draw_missing_as_zero():
    drawn = charts.small_bars(charts.Bars(("2016-17", "2017-18", "2018-19"), (10, None, 0)))

    assert [float(e.get("height")) > 0 for e in elements(drawn, "rect", "c-bar")] == [True, False]
    assert len(elements(drawn, "rect", "c-nodata")) == 1
    assert parsed(drawn).find("desc").text == "2016-17: 10; 2017-18: no data; 2018-19: 0"


def test_small_bars_share_a_ceiling():
    tall, low = (charts.small_bars(charts.Bars(("a",), (value,), ceiling=100)) for value in (100, 50))

    heights = [float(elements(one, "rect", "c-bar")[0].get("height")) for one in (tall, low)]
    assert heights[0] == pytest.approx(2 * heights[1])


def test_small_bars_refuse_labels_without_values():
    with pytest.raises(ValueError, match="found 1 values for 2 labels"):
        charts.Bars(("a", "b"), (1,))


def test_coverage_strip_joins_equal_months_and_says_what_is_missing():
    states = ("complete",) * 30 + ("missing",) * 2 + ("partial",) + ("complete",) * 3

    drawn = charts.coverage_strip(charts.CoverageStrip(date(2017, 4, 1), states, title="City of London"))

    assert len(elements(drawn, "rect", "c-complete")) == 3
    assert parsed(drawn).find("desc").text == "Partial: December 2019. Missing: October 2019 to November 2019."


def test_coverage_strip_refuses_a_state_it_cannot_draw():
    with pytest.raises(ValueError, match="'late'"):
        charts.CoverageStrip(date(2017, 4, 1), ("late",))


def test_standalone_chart_carries_its_styles_title_and_source():
    chart = charts.band_chart(gallery.band_with_rise(), alone=True)

    texts = [e.text for e in parsed(chart).iter("{http://www.w3.org/2000/svg}text")]
    assert parsed(chart).find("{*}style").text == standalone.styles()
    assert texts[0].startswith("Stalking and harassment: 188")
    assert "Crimes recorded each month · data.police.uk" in texts


def test_standalone_styles_hold_both_colour_schemes_and_every_class_charts_use():
    styles = standalone.styles()
    used = set(re.findall(r"c-[a-z-]+", " ".join(charts.band_charts(b) for b in gallery.odd_bands().values())))

    assert "prefers-color-scheme: dark" in styles
    assert {name for name in used if name not in ("c-note",)} <= set(re.findall(r"c-[a-z-]+", styles))


def test_charts_carry_no_inline_style_and_no_id():
    drawn = [
        charts.band_charts(gallery.band_with_everything()),
        charts.spark(charts.Spark((1, 2, None), rose=True)),
        charts.small_bars(charts.Bars(("a",), (None,))),
        charts.coverage_strip(charts.CoverageStrip(FIRST, ("missing", "suspect"))),
    ]

    assert re.findall(r"\s(?:style|id|onload)=", "".join(drawn)) == []


@pytest.mark.parametrize(
    ("words", "limit", "lines"),
    [
        ("", 10, [""]),
        ("short", 10, ["short"]),
        ("recorded elsewhere since April 2013", 20, ["recorded elsewhere", "since April 2013"]),
        ("one two three four five six seven", 9, ["one two", "three fo…"]),
    ],
)
def test_wrap_breaks_at_words_and_shortens_the_rest(words, limit, lines):
    assert svg.wrap(words, limit) == lines


def test_hatch_stays_inside_its_rectangle():
    strokes = points(re.search(r'd="([^"]+)"', svg.hatch(10, 20, 33.3, 80)).group(1))

    corners = [corner for stroke in strokes for corner in stroke]
    assert all(9.9 <= x <= 43.4 and 19.9 <= y <= 100.1 for x, y in corners)
