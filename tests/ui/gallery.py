"""A page of every component with plain example data, for tests and for looking at.

    python tests/ui/gallery.py FOLDER     writes gallery.html and its static files; open it in a browser

Everything in it is invented. The longest names are real names of places, forces and kinds.
"""

import json
import os
import random
import shutil
import sys
from datetime import date
from pathlib import Path

import django
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory, override_settings
from django.utils import translation

from hueandcry.ui import charts, components
from hueandcry.ui.components import Link

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent.parent / "src" / "hueandcry" / "ui" / "static"

LONG_KIND = "Violence and sexual offences"
LONG_PLACE = "Bournemouth, Christchurch and Poole 012C"
WELSH_PLACE = "Rhondda Cynon Taf 014B (Pen-y-waun a Hirwaun)"


def doors() -> list[Link]:
    """Return the five doors; one is the page we are on."""
    if (translation.get_language() or "en").startswith("cy"):
        titles = ("Yn eich ardal chi", "Gwirio", "Cael cymorth", "Addewidion", "Data")
    else:
        titles = ("Near you", "Check", "Get help", "Promises", "Data")
    return [Link(title, f"/{index}", current=index == 0) for index, title in enumerate(titles)]


def series(months: int, level: float, seed: int) -> tuple[float, ...]:
    """Return counts that wander about a level."""
    rng = random.Random(seed)
    return tuple(max(0, round(rng.gauss(level, level**0.5 * 1.2))) for _ in range(months))


def band_with_rise(months: int = 70) -> charts.Band:
    """Return a series that ends in a rise."""
    observed = series(months, 140, 4)
    lower = tuple(100 + 14 * (i % 24 > 8) for i in range(months))
    upper = tuple(148 + 18 * (i % 24 > 8) for i in range(months))
    return charts.Band(
        first=date(2020, 1, 1),
        observed=(*observed[:-1], 188),
        lower=lower,
        upper=upper,
        rises=(months - 1,),
        title="Stalking and harassment: 188 in October 2025; between 114 and 166 were expected",
        unit="Crimes recorded each month",
        source="data.police.uk",
    )


def band_with_everything() -> charts.Band:
    """Return a long series with gaps, breaks, several rises, and no usual range at first."""
    observed: list[float | None] = list(series(188, 60, 9))
    observed[60:66] = [None] * 6
    observed[100] = None
    observed[130] = observed[150] = 118
    lower = [None] * 60 + [42.0] * 128
    upper = [None] * 60 + [82.0] * 128
    return charts.Band(
        first=date(2010, 4, 1),
        observed=tuple(observed),
        lower=tuple(lower),
        upper=tuple(upper),
        rises=(130, 150),
        breaks=(
            charts.Break(date(2013, 4, 1), "fraud recorded elsewhere since April 2013"),
            charts.Break(date(2020, 3, 1), "lockdowns", until=date(2021, 7, 1)),
        ),
        title="Robbery, personal: within its usual range in November 2025",
        unit="Crimes recorded each month",
        source="Metropolitan Police borough series",
    )


def odd_bands() -> dict[str, charts.Band]:
    """Return the series that break charts: none, one, zero, missing, huge, short."""
    first = date(2024, 11, 1)
    return {
        "No months at all": charts.Band(first, ()),
        "One month": charts.Band(first, (7,), (3,), (12,)),
        "All zero": charts.Band(first, (0,) * 14, (0,) * 14, (0,) * 14),
        "All missing": charts.Band(first, (None,) * 14),
        "Huge": charts.Band(first, tuple(1_900_000 + 60_000 * (i % 5) for i in range(14))),
        "Every other month missing": charts.Band(first, tuple(9 if i % 2 else None for i in range(14))),
        "A year, ending in a gap": charts.Band(first, (*series(11, 20, 2), None, None, None), (12,) * 14, (29,) * 14),
    }


def trail() -> components.Trail:
    """Return a complete trail."""
    return components.Trail(
        definition="Crimes recorded as stalking and harassment, by the month in which they were recorded",
        definition_url="/methods/",
        sources=(
            components.SourceFile("MPS Borough Level Crime (Historical).csv", "3f0a5b" + "0c9d" * 14 + "aa", "/data/"),
            components.SourceFile("2025-10-metropolitan-street.csv", "b7" * 32),
        ),
        build="20251121T0410Z-9f1c2e",
        permalink="/figure/9f1c2e/E09000019/stalking/2025-10",
        cite="Hue and Cry, build 9f1c2e, Stalking and harassment in Islington, October 2025.",
        csv="/a.csv",
        json="/a.json",
        problem="/contact/?figure=9f1c2e",
    )


def call() -> components.Call:
    """Return the three lines of a call."""
    return components.Call(
        what_to_do="Keep every message, tell someone, and do not answer.",
        what_to_do_link=Link("If someone keeps contacting you", "/help/"),
        who_answers="Metropolitan Police, Islington team. Nobody has been asked yet, so no answer is due.",
        who_answers_link=Link("How to reach the team", "/force/metropolitan/"),
        follow="Every new month for Islington, as a feed your reader understands.",
        follow_link=Link("Follow Islington", "/feed.atom"),
    )


def panel(shown: charts.Band, **changed) -> components.RisePanel:
    """Return a rise in full."""
    given = {
        "heading": shown.title,
        "period": "October 2025",
        "chart": shown,
        "unit": "Crimes recorded each month.",
        "links": (Link("Table", "#table"), Link("CSV", "/a.csv", download=True), Link("Link and cite", "/cite/")),
        "paragraphs": (
            "It is the first month above the usual range. In a month like this, about 1 in 10 of the rises we show "
            "turn out to be chance.",
            "Much of this happens online or by phone.",
        ),
        "call": call(),
        "ident": f"rise-{changed.get('status', 'rise')}",
    }
    return components.RisePanel(**(given | changed))


def kinds() -> components.KindsList:
    """Return one row for every verdict, and the longest name."""
    rows = [
        ("Stalking and harassment", 188, 114, 166, "rise", 140),
        ("Robbery, personal", 69, 66, 101, "usual", 80),
        ("Theft from a vehicle", 113, 124, 171, "below", 140),
        (LONG_KIND, 1_152, 1_042, 1_291, "usual", 1_100),
        ("Bicycle theft", 2, None, None, "too_few", 2),
        ("Drugs", 71, 60, 106, "usual", 80),
        ("Fraud and forgery", None, None, None, "break", 0),
        ("Shoplifting", 272, None, None, "too_little_history", 230),
        ("Other crime", None, None, None, "no_data", 9),
        ("Public order", 3, 40, 66, "suspect", 50),
        ("Vehicle crime", 64, None, None, "area_redrawn", 60),
    ]
    return components.KindsList(
        month=date(2025, 10, 1),
        caption="Of 11 kinds, 5 were tested; 1 has too few crimes to tell and 5 could not be judged.",
        rows=tuple(
            components.KindRow(
                kind=kind,
                url=f"#{index}",
                count=count,
                lower=lower,
                upper=upper,
                verdict=verdict,
                recent=(*series(23, level, index), count),
                note="Counts police activity: a rise may be an operation." if kind == "Drugs" else "",
            )
            for index, (kind, count, lower, upper, verdict, level) in enumerate(rows)
        ),
    )


def table() -> components.Table:
    """Return a table with long names, sorting links, and a total."""
    column = components.Column
    return components.Table(
        caption="Referred crimes and the outcomes recorded in the same year; outcomes may belong to earlier referrals.",
        columns=(
            column("Body", sort_url="?sort=body", sorted="ascending"),
            column("Year"),
            column("Referred crimes", numeric=True, sort_url="?sort=referred"),
            column("Judicial outcomes", numeric=True),
            column("Judicial share of outcomes recorded (%)", numeric=True),
        ),
        rows=(
            (components.Cell("Avon and Somerset", url="/force/avon/"), "2018-19", "1,042", "88", "21.9"),
            (components.Cell("British Transport Police", note="not a territorial force"), "2018-19", "9", "0", "0.0"),
            ("Police Service of Northern Ireland", "2018-19", "no data", "no data", "no data"),
        ),
        footer=("Total", "2018-19", "1,051", "88", "21.7"),
    )


def coverage() -> components.Coverage:
    """Return bodies whose figures are there, late, doubtful and gone."""
    first, months = date(2017, 1, 1), 107

    def row(name: str, **holes: list[range]) -> components.CoverageRow:
        states = ["complete"] * months
        for state, stretches in holes.items():
            for stretch in stretches:
                for index in stretch:
                    states[index] = state
        strip = charts.CoverageStrip(first, tuple(states), title=name)
        return components.CoverageRow(name, strip, f"{states.count('complete')} of {months}", "/force/")

    return components.Coverage(
        caption="Which months of street-level crime each force has published, as far as we have read.",
        rows=(
            row("City of London", missing=[range(9, 11), range(12, 15)]),
            row("Greater Manchester", missing=[range(30, 107)], partial=[range(24, 30)]),
            row("Northumbria", outside=[range(50)], missing=[range(60, 61)], suspect=[range(70, 72)]),
            row("Devon and Cornwall"),
        ),
        first=first,
        last=date(2025, 11, 1),
    )


def context() -> dict:
    """Return everything the gallery's template shows."""
    from ui import gallery_measures

    spark = charts.Spark((*series(23, 30, 3), 58), rose=True)
    return {
        **gallery_measures.context(),
        "doors": doors(),
        "invented": True,
        "coverage_line": "Data to October 2025 · 39 of 43 forces · built 21 November 2025",
        "footer_links": [Link(t, "/") for t in ("Methods", "Accessibility", "Privacy", "Contact")],
        "problem_url": "/contact/",
        "crumbs": [Link("London", "/london/"), Link("Metropolitan Police", "/force/"), Link("Islington", "", True)],
        "search": components.Search(action="/search/", hint="For example NE3, Gosforth, or Northumbria"),
        "cards": [
            components.RiseCard("Kingston upon Thames", "Stalking and harassment", "#1", SENTENCE, spark),
            components.RiseCard(LONG_PLACE, LONG_KIND, "#2", SENTENCE, spark),
            components.RiseCard(WELSH_PLACE, "Drug trafficking", "#3", SENTENCE, spark),
        ],
        "panel": panel(band_with_rise()),
        "panel_over": panel(
            band_with_everything(), status="over", heading="Robbery, personal: back in its usual range"
        ),
        "panel_withdrawn": panel(
            band_with_everything(),
            status="withdrawn",
            heading="Vehicle crime: 64 in October 2025 was corrected to 41",
            chart=None,
            call=None,
        ),
        "odd_bands": odd_bands(),
        "kinds": kinds(),
        "table": table(),
        "coverage": coverage(),
        "figures": [
            components.Figure(
                "Referred crimes", "1,042", "in 2018-19", period="April 2018 to March 2019", trail=trail()
            ),
            components.Figure(
                "Judicial share of outcomes recorded",
                "21.9%",
                interval="between 20.7% and 23.1%",
                period="2018-19",
                coverage="43 of 45 forces",
                trail=trail(),
            ),
            components.Figure("Crimes recorded", "no data", note="This force has sent nothing since July 2019."),
        ],
        "flow": charts.Flow(
            "3,210 crimes recorded in 2024",
            (
                charts.FlowPart("Investigation complete; no suspect identified", 1800),
                charts.FlowPart("Unable to prosecute suspect", 700),
                charts.FlowPart("Offender given a caution", 12, "good"),
                charts.FlowPart("Awaiting court outcome", 30),
                charts.FlowPart("No outcome published", 668, "unknown"),
            ),
            title="What became of the crimes recorded in 2024",
        ),
        "bars": [
            charts.Bars(("2016-17", "2017-18", "2018-19"), (8200, 9400, None), title="Referred crimes", ceiling=9400),
            charts.Bars(("2016-17", "2017-18", "2018-19"), (940, 1210, 870), title="Outcomes", ceiling=9400),
        ],
        "places": [
            components.PlaceCard("Islington", "/p/", "Borough", "Stalking and harassment rose in October.", "rise"),
            components.PlaceCard(LONG_PLACE, "/p/", "Neighbourhood", "Too few crimes here to tell.", "too_few"),
            components.PlaceCard("Gateshead", "/p/", "Borough", "No data since January 2022.", "no_data"),
            components.PlaceCard(WELSH_PLACE, "/p/", "Cymdogaeth", "", "usual"),
        ],
        "moments": [
            components.Moment(date(2025, 5, 3), "Asked of the Gosforth team.", state="done"),
            components.Moment(date(2025, 5, 9), "Answered:", Link("an operation against shoplifting", "/"), "done"),
            components.Moment("June 2025", "Back in its usual range.", state=""),
            components.Moment(date(2025, 7, 1), "A second answer is due.", state="due"),
        ],
        "empty": components.State(
            "No place of that name", "We looked among 7,201 places and 43 forces.", (Link("All forces", "/forces/"),)
        ),
        "pages": components.Pages("/1", "/3", (Link("1", "/1"), Link("2", "/2", True), Link("⋯", ""), Link("9", "/9"))),
        "map": components.PlaceMap("Islington", "place.geojson", "neighbours.geojson", "", "#places"),
        "verdicts": list(components.VERDICTS),
    }


SENTENCE = "93 in October 2025; between 40 and 70 were expected"


def render(request: HttpRequest) -> str:
    """Return the gallery as a whole page, in the language that is active."""
    return engines["django"].from_string((HERE / "gallery.html").read_text(encoding="utf-8")).render(context(), request)


def page(lang: str = "en-gb") -> str:
    """Return the gallery in a language, as a whole page."""
    request = RequestFactory().get("/cy/gallery/" if lang == "cy" else "/gallery/")
    with translation.override(lang), override_settings(ROOT_URLCONF="ui.addresses"):
        return render(request)


def write(folder: Path) -> Path:
    """Write the gallery in both languages, with what it loads, into a folder that a web server can serve."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gallery.html").write_text(page(), encoding="utf-8")
    (folder / "oriel.html").write_text(page("cy"), encoding="utf-8")
    shutil.copytree(STATIC, folder / "static", dirs_exist_ok=True)
    for name, x in (("place", 0.0), ("neighbours", 0.01)):
        square = [[x, 51.5], [x + 0.01, 51.5], [x + 0.01, 51.51], [x, 51.51], [x, 51.5]]
        shape = {"type": "Feature", "properties": {"name": name.title(), "url": "#"}}
        shape["geometry"] = {"type": "Polygon", "coordinates": [square]}
        (folder / f"{name}.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [shape]}))
    return folder


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hueandcry.project.settings")
    sys.path.insert(0, str(HERE.parent))
    django.setup()
    print(write(Path(sys.argv[1])))
