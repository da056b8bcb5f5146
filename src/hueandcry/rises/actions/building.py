"""The steps by which counts become judgements, and what must hold of them."""

from __future__ import annotations

import logging
from collections.abc import Mapping

import numpy as np

from hueandcry.rises.actions import family, judging, tables
from hueandcry.rises.actions.judging import Rows
from hueandcry.rises.actions.panels import ROOM, Scheme, panels, schemes
from hueandcry.rises.actions.publishing import withdraw
from hueandcry.warehouse.builds import Check, Step, Workshop

FALSE_DISCOVERY_RATE = 0.10  # where the settings name none

# How many months are judged again in each build, so that charts can show what was usual then. Small areas are a hundred
# times as many as districts and forces: of them as many months as keep the judging of a whole country within its limit,
# from two years for a few forces down to two months for a country (or as the setting `small_area_months` says).
MONTHS = 60
MOST_SMALL_AREA_MONTHS = 24
SMALL_AREA_JUDGEMENTS = 1_000_000

log = logging.getLogger(__name__)


def steps() -> list[Step]:
    """Return the steps that judge what was counted. They come after areas, counts, coverage and breaks."""
    return [Step("Rises", judge), Step("Withdrawn rises", withdraw)]


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return [
        Check("one judgement per scheme, area, kind and month", ROOM, "doubled_rises"),
        Check(
            "a rise lies above its usual range and its alarm limit, on at least three years", ROOM, "unfounded_rises"
        ),
        Check("a month without complete data is not judged", ROOM, "judged_without_data"),
        Check("every verdict is one of the eight", ROOM, "unknown_verdicts"),
    ]


def judge(shop: Workshop) -> None:
    """Make the tables `rises` and `judged`."""
    judging.warm_up(shop.home)
    shop.put("rises", tables.SCHEMA.empty_table())
    shop.put("judging_windows", tables.WINDOWS.empty_table())
    q_limit = float(shop.settings.get("false_discovery_rate", FALSE_DISCOVERY_RATE))
    for scheme in schemes(shop):
        months = _months(scheme, shop.settings.get("small_area_months"))
        shop.add("judging_windows", tables.windows(scheme, months))
        rows = _rows(shop, scheme, months)
        if rows:
            family.conclude(rows, q_limit=q_limit)
            shop.add("rises", tables.as_table(scheme, rows))
    shop.order("rises", "area, scheme, kind, month")
    shop.create("judged", ROOM)


def _rows(shop: Workshop, scheme: Scheme, months: Mapping[str, int]) -> Rows:
    """Return every judged month of every series of a scheme, not yet concluded."""
    parts = [rows for panel in panels(shop, scheme) for rows in judging.judge(panel, months[panel.level])]
    if not parts:
        return {}
    log.info("%s: %s rows judged", scheme.code, f"{sum(part['area'].size for part in parts):,}")
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def _months(scheme: Scheme, small_area_months: int | None) -> dict[str, int]:
    """Return how many months are judged at each level."""
    series = sum(area.level == "lsoa" for area in scheme.areas) * len(scheme.kinds)
    affordable = min(max(SMALL_AREA_JUDGEMENTS // max(series, 1), 1), MOST_SMALL_AREA_MONTHS)
    return {"force": MONTHS, "district": MONTHS, "lsoa": small_area_months or affordable}
