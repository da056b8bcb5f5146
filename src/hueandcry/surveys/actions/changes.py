"""What changed from one published wave to another, and whether by more than chance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np

from hueandcry.surveys.rules.comparing import Pair
from hueandcry.surveys.rules.rounding import significant
from hueandcry.surveys.rules.showing import (
    ASKED_OTHERWISE,
    BARRED,
    GROUPED_OTHERWISE,
    NO_SPREAD,
    NOT_SHOWN,
    ONE_MISSING,
    SHOWN,
    TESTED,
)

if TYPE_CHECKING:
    from hueandcry.stats.surveys import Estimates

Figure = Mapping[str, Any]
Key = tuple[str, str, str]

_NOTHING = {"difference": None, "lower": None, "upper": None, "p_value": None}


def between(
    about_before: Mapping[str, Any],
    before: Sequence[Figure],
    about_after: Mapping[str, Any],
    after: Sequence[Figure],
    pair: Pair,
) -> Iterator[dict[str, Any]]:
    """Yield one row for each figure that both waves published; where no test may be made, why."""
    earlier, later = ({_key(one): one for one in figures} for figures in (before, after))
    asked = [{one["slug"]: one["asked"] for one in about["estimates"]} for about in (about_before, about_after)]
    names = [_names(about) for about in (about_before, about_after)]
    common = sorted(key for key in later if key in earlier)
    renamed = {key for key in common if names[0].get(key[1:]) != names[1].get(key[1:])}
    for estimate, of_estimate in groupby(common, key=lambda key: key[0]):
        keys = list(of_estimate)
        barred = pair.barred or ("" if asked[0][estimate] == asked[1][estimate] else ASKED_OTHERWISE)
        if barred:
            yield from (_row(key, _NOTHING, BARRED, barred) for key in keys)
        else:
            yield from (_row(key, _NOTHING, BARRED, GROUPED_OTHERWISE) for key in keys if key in renamed)
            yield from _tested([key for key in keys if key not in renamed], earlier, later, pair)


def _tested(
    keys: Sequence[Key], earlier: Mapping[Key, Figure], later: Mapping[Key, Figure], pair: Pair
) -> Iterator[dict[str, Any]]:
    from hueandcry.stats import surveys  # late: SciPy is for builds

    kept = [key for key in keys if earlier[key]["state"] == later[key]["state"] == SHOWN]
    yield from (_row(key, _NOTHING, NOT_SHOWN, ONE_MISSING) for key in keys if key not in set(kept))
    if not kept:
        return
    found = surveys.change(
        _estimates([earlier[key] for key in kept], kept, surveys.Wave(pair.before.wave, pair.before.by_telephone)),
        _estimates([later[key] for key in kept], kept, surveys.Wave(pair.after.wave, pair.after.by_telephone)),
    )
    for at, key in enumerate(kept):
        numbers = {name: _number(getattr(found, name)[at]) for name in _NOTHING}
        if numbers["p_value"] is None:
            yield _row(key, _NOTHING, NOT_SHOWN, NO_SPREAD)
        else:
            yield _row(key, numbers, TESTED, pair.caveat)


def _estimates(figures: Sequence[Figure], labels: Sequence[Key], wave: Any) -> Estimates:
    """Return published figures as estimates again: value, error and degrees of freedom are all a test needs."""
    from hueandcry.stats import surveys

    columns = {
        name: np.array([figure[name] for figure in figures], dtype=np.float64)
        for name in ("value", "se", "degrees", "base")
    }
    unknown = np.full(len(figures), np.nan)
    return surveys.Estimates(
        kind="published",
        value=columns["value"],
        se=columns["se"],
        degrees=columns["degrees"],
        base=columns["base"].astype(np.int64),
        weighted_base=unknown,
        simple_se=unknown,
        labels=tuple(labels),
        wave=wave,
    )


def _row(key: Key, numbers: Mapping[str, float | None], state: str, why: str) -> dict[str, Any]:
    estimate, split, domain = key
    return {"estimate": estimate, "split": split, "domain": domain, **numbers, "state": state, "why": why}


def _names(about: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return what each group of each split was called: a code may stand for something else in another wave."""
    return {
        (split["slug"], domain["code"]): domain["title"]["en"]
        for split in about["splits"]
        for domain in split["domains"]
    }


def _key(figure: Figure) -> Key:
    return figure["estimate"], figure["split"], figure["domain"]


def _number(value: float) -> float | None:
    return significant(float(value)) if np.isfinite(value) else None
