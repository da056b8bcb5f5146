"""Read the survey cases of an oracle folder: data, designs and R's answers, by the form its README describes.

A case's `design` and `call` are labels written for people. What they leave unsaid is taken from the answer's own
`names`, or from another case of the same data.
"""

import csv
import gzip
import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from hueandcry.stats import surveys

NOT_WANTED = ("_quantile", "_chisq", "_glm")
# The schools of California that the `api` samples were drawn from, where a case leaves its margins unsaid.
SCHOOLS = {"stype": {"E": 4421, "H": 755, "M": 1018}, "sch.wide": {"No": 1072, "Yes": 5122}}
PLAIN = {
    "apistrat": {"strata": "stype", "weights": "pw"},
    "apiclus1": {"ids": "dnum", "weights": "pw"},
    "apiclus2": {"ids": "dnum+snum", "weights": "pw"},
    "apisrs": {"weights": "pw"},
    "csew": {"ids": "psu", "strata": "stratum", "weights": "cw", "lonely": "adjust"},
}


@dataclass(frozen=True)
class Case:
    """One question put to R, and its answer."""

    folder: Path
    entry: dict
    version: tuple[int, ...]

    @property
    def id(self) -> str:
        return self.entry["id"]

    @property
    def call(self) -> str:
        return self.entry["call"]

    @property
    def text(self) -> str:
        return self.entry["design"]

    @property
    def expected(self) -> dict:
        return self.entry["expected"]

    @property
    def dataset(self) -> str:
        """The file's name: the last word of 'first 400 rows of csew_like', the first of 'apiclus1 + weights'."""
        label = re.sub(r"^first \d+ rows of ", "", self.entry["dataset"])
        return re.split(r"[ ,+]", label)[0]

    @property
    def others(self) -> list["Case"]:
        """The folder's cases, those of the same data first, then those of the same family."""
        family = re.match(r"[a-z]+?(?=strat|clus|srs|_|$)", self.dataset).group()
        related = [case for case in _all(self.folder) if case.dataset.startswith(family)]
        return sorted(related, key=lambda case: case.dataset != self.dataset)

    def table(self) -> dict[str, np.ndarray]:
        columns = read(self.folder / f"{self.dataset}.csv.gz")
        first = re.match(r"first (\d+) rows", self.entry["dataset"])
        return {name: column[: int(first.group(1))] for name, column in columns.items()} if first else columns

    def tokens(self) -> dict[str, str]:
        """The design as keys and columns; what the case leaves unsaid as in the plain design of its data."""
        said = self.entry["dataset"].partition(" ")[2] + " " + self.text
        found = dict(re.findall(r"\b(ids|strata|weights|fpc|lonely) ?= ?~?([\w.]+(?:\+[\w.]+)*)", said))
        whole = "ids" in found and not self.entry["dataset"].startswith("first")
        if whole and "weights" in found:
            return found
        plain = next((form for name, form in PLAIN.items() if self.dataset.startswith(name)), None)
        assert plain, f"the design of {self.dataset} is not known"
        return ({"weights": plain["weights"]} if whole else plain) | found

    def design(self, **changes: object) -> surveys.Design:
        tokens, table = self.tokens(), self.table()
        ids = [name for name in tokens.get("ids", "1").split("+") if name != "1"]
        sizes = tokens["fpc"].split("+") if "fpc" in tokens and "no fpc" not in self.text else []
        assert len(ids) <= 2 and len(sizes) <= 2, f"more than two stages: {self.text}"
        parts = {
            "strata": table[tokens["strata"]] if "strata" in tokens else None,
            "clusters": table[ids[0]] if ids else None,
            "second_units": table[ids[1]] if len(ids) > 1 else None,
            "population": table[sizes[0]] if sizes else None,
            "second_population": table[sizes[1]] if len(sizes) > 1 else None,
            "lonely": tokens.get("lonely", "fail"),
        }
        return surveys.Design(table[tokens["weights"]], **(parts | changes))

    def lonely_for_totals(self) -> dict[str, str]:
        """R's survey compared a lonely stratum's total with 0 until version 4.3."""
        adjusted = self.tokens().get("lonely") == "adjust" and self.version < (4, 3)
        return {"lonely": "uncentred"} if adjusted else {}

    def margins(self) -> list[surveys.Margin | surveys.Quantity]:
        """What the weights are fitted to."""
        if found := re.findall(r"([\w.]+)\{([^}]*)\}", self.text):
            return [self._margin(name, dict(_number_after(part) for part in text.split(","))) for name, text in found]
        if "margins" in self.text:
            known = next(case.expected["margins"] for case in self.others if "margins" in case.expected)
            return [self._margin(name, targets) for name, targets in known.items()]
        terms = re.search(r"(?:calibrate|postStratify) ([\w.]+(?:\([^)]*\))?(?:\+[\w.]+(?:\([^)]*\))?)*)", self.text)
        assert terms, f"margins not understood: {self.text}"
        return [self._term(term) for term in terms.group(1).split("+")]

    def _term(self, term: str) -> surveys.Margin | surveys.Quantity:
        if total := re.match(r"([\w.]+)\(total ([\d.e+]+)\)", term):
            return surveys.Quantity(self.table()[total.group(1)], float(total.group(2)), total.group(1))
        told = [m for case in self.others for m in re.findall(rf"\b{re.escape(term)}\{{([^}}]*)\}}", case.text)]
        targets = dict(_number_after(part) for part in told[0].split(",")) if told else SCHOOLS[term]
        return self._margin(term, targets)

    def _margin(self, name: str, targets: dict) -> surveys.Margin:
        table = self.table()
        if name in table:
            return surveys.Margin(table[name], targets, name)
        one, two = next((a, b) for a in table for b in table if a + b == name)
        return surveys.Margin(np.char.add(np.char.add(table[one], "_"), table[two]), targets, name)

    def replicate_weights(self) -> np.ndarray:
        """The table of weights that the case names beside its data."""
        name = re.split(r"[ +]+", self.entry["dataset"])[1]
        return np.column_stack(list(read(self.folder / f"{name}.csv.gz").values()))

    def ratio(self) -> tuple[str, str]:
        """Numerator and denominator: those of the call, or of the family's own ratio."""
        for call in [self.call, *(case.call for case in self.others)]:
            if found := re.match(r"svyratio\(~([\w.]+), ?~([\w.]+)", call):
                return found.group(1), found.group(2)
        raise AssertionError(f"which ratio? {self.call}")


def cases() -> tuple[list[Case], int]:
    """Every wanted case of the folder HUEANDCRY_ORACLES names, and how many are passed over."""
    named = os.environ.get("HUEANDCRY_ORACLES")
    if not named or not (Path(named) / "survey" / "expected.json").exists():
        return [], 0
    everything = _all(Path(named) / "survey")
    wanted = [case for case in everything if not case.id.endswith(NOT_WANTED)]
    return wanted, len(everything) - len(wanted)


@cache
def _all(folder: Path) -> list[Case]:
    content = json.loads((folder / "expected.json").read_text())
    version = tuple(int(part) for part in re.findall(r"\d+", content["meta"]["survey"]))
    return [Case(folder, entry, version) for entry in content["cases"]]


@cache
def read(path: Path) -> dict[str, np.ndarray]:
    """Columns of a table: numbers where every cell is one or missing."""
    with gzip.open(path, "rt") as lines:
        rows = list(csv.DictReader(lines))
    return {name: _column([row[name] for row in rows]) for name in rows[0]}


def _column(cells: list[str]) -> np.ndarray:
    try:
        return np.array([np.nan if cell in ("", "NA") else float(cell) for cell in cells])
    except ValueError:
        return np.array(["" if cell == "NA" else cell for cell in cells])


def _number_after(text: str) -> tuple[str, float]:
    """'E4421' to ('E', 4421)."""
    label, number = re.fullmatch(r"\s*(.*?)([\d.]+)\s*", text).groups()
    return label, float(number)
