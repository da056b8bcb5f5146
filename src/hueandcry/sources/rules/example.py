"""When the invented county has to go: as soon as anything real is loaded."""

from collections.abc import Iterable

from hueandcry.warehouse.manifest import Landing

FOLDER = "embedded"
TRUE_TABLE = f"{FOLDER}/action-fraud.csv"
CRIME_DATASETS = frozenset({"street", "outcomes", "mps_borough", "tidy_counts"})


def is_invented(landing: Landing) -> bool:
    """Whether a landing belongs to the invented county (the embedded Action Fraud table is true)."""
    return landing.source.startswith(f"{FOLDER}/") and landing.source != TRUE_TABLE


def retired(every: Iterable[Landing]) -> list[Landing]:
    """Return the landings of the invented county, if any real crime file stands beside them; else none."""
    landings = list(every)
    real = any(one.dataset in CRIME_DATASETS and not one.source.startswith(f"{FOLDER}/") for one in landings)
    return [one for one in landings if is_invented(one)] if real else []
