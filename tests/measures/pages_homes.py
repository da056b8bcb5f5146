"""Installations of which a measure has two versions, or which keep two builds: made by the real build."""

from __future__ import annotations

import shutil
import tempfile
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from unittest import mock

from hueandcry.measures.actions import building as measuring
from hueandcry.measures.actions import reviewed
from hueandcry.project import building
from hueandcry.sources.actions import load
from hueandcry.warehouse.home import Home
from measures import worlds
from web.homes import NOW

SLUG = "judicial-outcomes"


@cache
def two_versions() -> Home:
    """Return the table of fraud referrals, measured by two versions: the first counted all other outcomes."""
    root = Path(tempfile.mkdtemp(prefix="hueandcry-measures-"))
    shutil.copytree(reviewed.DEFINITIONS / SLUG, root / SLUG)
    later = root / SLUG / "definition.toml"
    text = later.read_text("utf-8")
    earlier = root / SLUG / "v1"
    earlier.mkdir()
    (earlier / "definition.toml").write_text(_dated(text, 1, "2020-01-01"), "utf-8")
    (earlier / "measure.sql").write_text(
        (root / SLUG / "measure.sql").read_text("utf-8").replace("judicial AS numerator", "non_judicial AS numerator"),
        "utf-8",
    )
    later.write_text(_dated(text, 2, "2021-01-01"), "utf-8")
    home = Home(Path(tempfile.mkdtemp(prefix="hueandcry-measures-"))).make()
    table = root / "action_fraud.csv"
    table.write_bytes(resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_bytes())
    load(home=home, paths=[table], now=NOW, release="2022-11")
    with mock.patch.object(measuring, "folders", lambda root_of_the_project: reviewed.folders(root)):
        building.build(home=home, now=NOW, settings={"false_discovery_rate": 0.1})
    return home


def _dated(text: str, version: int, since: str) -> str:
    lines = [
        f"version = {version}"
        if line.startswith("version = ")
        else f"since = {since}"
        if line.startswith("since")
        else line
        for line in text.splitlines()
    ]
    return "\n".join(lines) + "\n"


@cache
def built_twice() -> Home:
    """Return the table of fraud referrals and a few crimes of Kent with their outcomes, built on two days."""
    files = Path(tempfile.mkdtemp(prefix="hueandcry-measures-"))
    home = Home(Path(tempfile.mkdtemp(prefix="hueandcry-measures-"))).make()
    for month, numbers in (("2022-06", range(4)), ("2022-07", range(10, 14))):
        worlds.street(files, month, numbers)
        worlds.outcomes(files, month, [(number, "Suspect charged") for number in numbers])
    table = resources.files("hueandcry.sources.embedded").joinpath("action_fraud.csv").read_bytes()
    (files / "action_fraud.csv").write_bytes(table)
    load(home=home, paths=[files], now=NOW, release="2022-11")
    for day in range(2):
        building.build(home=home, now=NOW + timedelta(days=day), settings={"false_discovery_rate": 0.1})
    return home
