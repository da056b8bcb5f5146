"""The charts of measures for the gallery: published figures of fraud outcomes, and invented ones that break charts.

The figures of fraud are those of Action Fraud / National Fraud Intelligence Bureau, City of London Police, as they
come with the package. All others are invented.
"""

import csv
import functools
import random
from collections import defaultdict
from importlib import resources

import numpy as np

from hueandcry.stats.compare import funnel as compared
from hueandcry.ui import charts, components
from hueandcry.ui.charts import COUNT, SHARE, Quantity

SOURCE = "Action Fraud / National Fraud Intelligence Bureau, City of London Police"
SMALLEST = 20
LEGAL_ENDINGS = (" Constabulary", " Police Service", " Police")


@functools.cache
def outcomes() -> dict[str, dict[str, tuple[int, int, int]]]:
    """Return year → body → (judicial outcomes, outcomes, crimes referred), as published."""
    text = resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_text("utf-8-sig")
    found: dict[str, dict[str, tuple[int, int, int]]] = defaultdict(dict)
    for row in csv.DictReader(text.splitlines()):
        if row["force"] != "Total":
            name = row["force"]
            for ending in LEGAL_ENDINGS:
                name = name.removesuffix(ending)
            counts = (row["judicial_outcomes"], row["total_outcomes"], row["referred_crimes"])
            found[row["financial_year"]][name] = tuple(map(int, counts))
    return found


def limits_of(counts: list[tuple[float, float]], kind: str) -> tuple[charts.Limits, list[str]]:
    """Return the curves of a funnel, and for each body whether it lies above or below them."""
    top, bottom = (np.array(column, float) for column in zip(*counts, strict=True))
    found = compared(top, bottom, kind=kind)
    grid = np.geomspace(max(1, bottom.min() / 2), bottom.max() * 2, 60)
    inner, outer = found.limits(0.95, at=grid), found.limits(0.998, at=grid)
    curves = [tuple(map(float, one)) for one in (grid, inner.lower, inner.upper, outer.lower, outer.upper)]
    sides = {-1.0: "below", 0.0: "", 1.0: "above"}
    return charts.Limits(*curves, target=found.target), [sides[float(one)] for one in found.beyond()]


@functools.cache
def judicial(year: str = "2018-19", here: str = "") -> charts.Funnel:
    """Return the published shares of judicial outcomes of a year."""
    found = outcomes()[year]
    enough = {name: counts for name, counts in found.items() if counts[1] >= SMALLEST}
    limits, sides = limits_of([counts[:2] for counts in enough.values()], "proportion")
    outside = dict(zip(enough, sides, strict=True))
    units = tuple(
        charts.Unit(
            name,
            every or None,
            top / every if every else None,
            "shown" if every >= SMALLEST else "few" if every else "missing",
            outside.get(name, ""),
            here=name == here,
        )
        for name, (top, every, _) in found.items()
    )
    return charts.Funnel(
        units,
        limits,
        title=f"Of the outcomes recorded in {year}, 14.8% were judicial; forces differ by more than chance",
        across="Outcomes recorded in the year",
        up="Judicial share of outcomes recorded",
        source=SOURCE,
    )


def odd_funnels() -> dict[str, charts.Funnel]:
    """Return the funnels that break charts: none, one, alike, hundreds, far out, all outside, the longest names."""
    rng = random.Random(7)
    people = [rng.randrange(300_000, 3_000_000) for _ in range(42)]
    counts = [(round(size * 0.0011 * rng.gauss(1, 0.13)), size) for size in people]
    limits, sides = limits_of(counts, "rate")
    per = Quantity(times=100_000, decimals=0)
    forces = tuple(
        charts.Unit(f"Invented force {at}", size, top / size, outside=side)
        for at, ((top, size), side) in enumerate(zip(counts, sides, strict=True))
    )
    city = charts.Unit("City of London", 9_721, 0.0565, outside="above", flag="very few residents")
    half = charts.Unit("Half a year", 500_000, None, "partial")
    none = charts.Unit("Nothing sent", None, None, "missing")
    hidden = charts.Unit("A small place", 900, None, "hidden")
    hundreds = tuple(charts.Unit(f"Place {at}", rng.randrange(5, 900), rng.random() * 0.3) for at in range(330))
    flat, _ = limits_of([(10, 100), (12, 110), (9, 90)], "proportion")
    crowd = tuple(
        charts.Unit(f"Bournemouth, Christchurch and Poole {at}", 1000 + at, 0.5 + at / 500, outside="above")
        for at in range(14)
    )
    return {
        "Rates, with one body of very few residents": charts.Funnel(
            (*forces, city, half, none, hidden),
            limits,
            title="Referrals for 100,000 residents",
            across="Residents",
            up="Referrals for 100,000 residents",
            quantity=per,
            together="all together",
        ),
        "No bodies": charts.Funnel((), None, title="Nobody has figures"),
        "None with a figure": charts.Funnel((none, half, hidden), None, title="Nobody has figures that may be shown"),
        "One body": charts.Funnel((charts.Unit("Kent", 120, 0.1, here=True),), None, up="Share", across="Crimes"),
        "All the same": charts.Funnel(tuple(charts.Unit(f"Force {at}", 100, 0.1) for at in range(5)), flat),
        "All zero": charts.Funnel(tuple(charts.Unit(f"Force {at}", 100 + at, 0.0) for at in range(5)), None),
        "Only few cases": charts.Funnel(tuple(charts.Unit(f"Force {at}", 3, at / 5, "few") for at in range(4)), None),
        "Hundreds": charts.Funnel(hundreds, flat, up="Share", across="Crimes"),
        "Many outside, side by side": charts.Funnel(crowd, flat, up="Share", across="Crimes"),
    }


def trends() -> charts.Multiples:
    """Return the published shares of three years."""
    years = tuple(outcomes())
    names = sorted(name for name, counts in outcomes()["2018-19"].items() if counts[1])

    def shares(name: str) -> list[tuple[float, float, float] | None]:
        found = []
        for year in years:
            top, every, _ = outcomes()[year].get(name, (0, 0, 0))
            found.append((top / every, *wilson(top, every)) if every else None)
        return found

    lines = []
    for name in names:
        found = shares(name)
        columns = [tuple(one[at] if one else None for one in found) for at in range(3)]
        faint = tuple(at for at, year in enumerate(years) if 0 < outcomes()[year].get(name, (0, 0, 0))[1] < SMALLEST)
        said = f"{SHARE.written(columns[0][-1])} in {years[-1]}"
        lines.append(charts.Line(name, *columns, faint=faint, url="#", said=said))
    return charts.Multiples(years, tuple(lines), ident="judicial", title="Each force among the others", source=SOURCE)


def long_trends(months: int = 60, bodies: int = 6) -> charts.Multiples:
    """Return invented trends of sixty months with gaps, one of them far above the others."""
    rng = random.Random(5)
    lines = []
    for at in range(bodies):
        level = 6 + at
        values: list[float | None] = [max(0.0, rng.gauss(level, 1) + month / 20) for month in range(months)]
        if at == 1:
            values[20:31] = [None] * 11
        if at == 2:
            values[:] = [None] * months
        lower = tuple(None if one is None else max(0.0, one - 1.5) for one in values)
        upper = tuple(None if one is None else one + 1.5 for one in values)
        lines.append(charts.Line(f"Invented force {at}", tuple(values), lower, upper, url="#", said="8.1 in 2026-08"))
    far = charts.Line("City of London", (700.0,) * months, apart="very few residents", said="700 in 2026-08")
    periods = tuple(f"{2021 + (8 + at) // 12}-{(8 + at) % 12 + 1:02}" for at in range(months))
    return charts.Multiples(
        periods, (*lines, far)[:bodies], ident="monthly", quantity=Quantity(decimals=1), title="Sixty months"
    )


def domains() -> charts.Dots:
    """Return invented estimates of a survey by group, some of them not shown."""
    row = charts.DotRow
    return charts.Dots(
        (
            row("Everybody", 0.041, 0.036, 0.047, whole=True),
            row("Women", 0.044, 0.037, 0.052),
            row("Men", 0.038, 0.031, 0.046),
            row("People of 75 years and over", 0.019, 0.011, 0.033),
            row("Isles of Scilly and the far west of the county", None, state="not shown"),
            row("Accommodation and food", 0.12, 0.02, 0.31, state="few"),
            row("Not asked in this wave", None, state="missing"),
        ),
        title="Of every 100 people asked, 4 were victims of an online crime",
        unit="Share of people asked",
        source="Invented",
    )


def odd_dots() -> dict[str, charts.Dots]:
    """Return rows that break charts: none, all zero, none to be shown, counts."""
    row = charts.DotRow
    return {
        "No rows": charts.Dots(()),
        "All zero": charts.Dots((row("Women", 0.0, 0.0, 0.0), row("Men", 0.0, 0.0, 0.01))),
        "None to be shown": charts.Dots((row("Women", None, state="not shown"), row("Men", None, state="not shown"))),
        "Counts": charts.Dots(
            (row("Harassment", 1204, 1137, 1274), row("Blackmail", 61, 47, 78)), quantity=COUNT, unit="Offences"
        ),
    }


def after_charge() -> charts.Flow:
    """Return an invented flow of three stages."""
    part = charts.FlowPart
    courts = (
        part("Offender sent to prison", 88, "good"),
        part("Offender given community sentence", 54, "good"),
        part("Offender fined", 41, "good"),
        part("Defendant found not guilty", 23),
        part("Court case unable to proceed", 17),
        part("No result published: results of courts stop in May 2019", 119, "unknown"),
    )
    return charts.Flow(
        "4,812 crimes recorded in 2016 by the Invented County Constabulary",
        (
            part("Charged", 342, "good", courts, "Of the 342 crimes in which somebody was charged"),
            part("Offender given a caution, or settled out of court", 211, "good"),
            part("Investigation complete; no suspect identified", 2871),
            part("Unable to prosecute suspect", 1012),
            part("No outcome published", 376, "unknown"),
        ),
        title="Of 4,812 crimes, 342 ended in a charge; of these, 88 in prison",
    )


def odd_flows() -> dict[str, charts.Flow]:
    """Return flows of three stages that break charts: all go on, two go on, nothing goes on."""
    part = charts.FlowPart
    tiny = tuple(part(f"A result of a court with a very long name, {at}", 1) for at in range(9))
    return {
        "Tiny parts that go on": charts.Flow(
            "100,000 crimes", (part("Charged", 9, "good", tiny), part("Rest", 99_991))
        ),
        "Two parts go on": charts.Flow(
            "100 crimes",
            (part("Charged", 60, "good", (part("Prison", 20), part("Fined", 40))), part("Summoned", 40, "plain", tiny)),
        ),
        "Nothing is known of those charged": charts.Flow(
            "100 crimes", (part("Charged", 60, "good", (part("Not published", None, "unknown"),)), part("Closed", 40))
        ),
        "None was charged": charts.Flow("0 crimes", (part("Charged", 0, "good", (part("Fined", 0),)),)),
    }


def wilson(top: int, every: int) -> tuple[float, float]:
    """Return Wilson's interval of a share."""
    z = 1.959964
    middle, spread = top + z * z / 2, z * (top * (every - top) / every + z * z / 4) ** 0.5
    return (middle - spread) / (every + z * z), (middle + spread) / (every + z * z)


def context() -> dict:
    """Return what the gallery's template shows of measures."""
    return {
        "judicial": judicial(),
        "funnel_cards": [
            components.FunnelCard(title, "#", "11.3% in 2018-19; 14.8% of all bodies together.", judicial(year, name))
            for title, year, name in (
                ("Judicial outcomes", "2016-17", "Kent"),
                ("Fraud and cyber crimes referred for each 100,000 residents", "2017-18", "Wiltshire"),
                ("Suspects identified", "2018-19", "City of London"),
            )
        ],
        "odd_funnels": odd_funnels(),
        "trends": trends(),
        "long_trends": long_trends(),
        "domains": domains(),
        "odd_dots": odd_dots(),
        "after_charge": after_charge(),
        "odd_flows": odd_flows(),
    }
