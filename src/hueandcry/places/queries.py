"""What is known about places beyond what is published: the Welsh names of districts, as reviewed."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def welsh_names() -> Mapping[str, str]:
    """Return the Welsh name of each district of Wales, by its English name in any edition of the map."""
    text = resources.files("hueandcry.places").joinpath("reviewed", "welsh_names.csv").read_text("utf-8")
    return {row["name"]: row["name_cy"] for row in csv.DictReader(text.splitlines())}
