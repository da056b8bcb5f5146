"""A wave's `design.toml`: who was asked when and how, how people came into the sample, and what is known of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hueandcry.surveys.rules.faults import Faults, records
from hueandcry.surveys.rules.files import not_csv
from hueandcry.surveys.rules.questionnaire import Text
from hueandcry.surveys.rules.reading_questions import text
from hueandcry.surveys.rules.showing import LEAST_BASE
from hueandcry.surveys.rules.tables import Table, parsed

FACE_TO_FACE, TELEPHONE, ONLINE, MIXED = "face to face", "telephone", "online", "mixed"
MODES = (FACE_TO_FACE, TELEPHONE, ONLINE, MIXED)
LONELY = ("fail", "certainty", "remove", "adjust", "average")
RAKE, GREG = "rake", "greg"
# Addresses under /surveys/ that are no surveys.
RESERVED = ("questionnaires",)
# Margins whose totals differ by more than this, relatively, describe different populations.
SAME_POPULATION = 1e-6


@dataclass(frozen=True)
class Margin:
    """Known numbers of people in each level of a column."""

    name: str
    column: str
    targets: Mapping[str, float]
    file: str = ""


@dataclass(frozen=True)
class Total:
    """The known sum of a column over everybody."""

    name: str
    column: str
    total: float


@dataclass(frozen=True)
class Plan:
    """A wave's design, as its file says. `respondent` to `populations` and `not_asked` name columns of the file."""

    survey: str
    wave: str
    title: Text
    wave_title: Text
    people: Text
    caveats: tuple[Text, ...]
    begins: date
    ends: date
    mode: str
    run_by: str
    run_by_cy: str
    licence: str
    licence_url: str
    invented: bool
    questionnaire: str
    respondent: str
    weight: str
    strata: str
    clusters: tuple[str, ...]
    populations: tuple[str, ...]
    not_asked: tuple[str, ...]
    lonely: str
    design_factor: float | None
    least_base: int
    grossed: bool
    caps: Mapping[str, float]
    fit: str
    margins: tuple[Margin, ...]
    totals: tuple[Total, ...]

    @property
    def slug(self) -> str:
        """Return the name under which the wave is published."""
        return f"{self.survey}.{self.wave}"

    @property
    def target_files(self) -> list[str]:
        """Return the files in which targets stand."""
        return [one.file for one in self.margins if one.file]

    @property
    def design_columns(self) -> dict[str, str]:
        """Return the columns that the design needs, each with the key of `design.toml` that names it first."""
        named = (
            *((getattr(self, key), f"columns, {key}") for key in ("respondent", "weight", "strata")),
            *((one, f"columns, {key}") for key in ("clusters", "populations") for one in getattr(self, key)),
            *((one.column, f"margins, {one.name}, column") for one in self.margins),
            *((one.column, f"totals, {one.name}, column") for one in self.totals),
        )
        found: dict[str, str] = {}
        for column, key in named:
            if column:
                found.setdefault(column, key)
        return found


def plan(data: bytes, faults: Faults, targets: Mapping[str, bytes], target_faults: Mapping[str, Faults]) -> Plan | None:
    """Read the bytes of a `design.toml`; None where there are faults. `targets` are the CSV files beside it."""
    table = parsed(data, faults)
    if table is None:
        return None
    columns, method = table.table("columns"), table.table("method")
    made = Plan(
        survey=table.slug("survey"),
        wave=table.slug("wave"),
        title=text(table, "title"),
        wave_title=text(table, "wave_title"),
        people=text(table, "people"),
        caveats=_caveats(table),
        begins=table.day("begins"),
        ends=table.day("ends"),
        mode=table.choice("mode", MODES),
        run_by=table.text("run_by"),
        run_by_cy=table.text("run_by_cy", ""),
        licence=table.text("licence"),
        licence_url=table.address("licence_url"),
        invented=table.truth("invented"),
        questionnaire=table.slug("questionnaire", ""),
        respondent=columns.text("respondent", ""),
        weight=columns.text("weight"),
        strata=columns.text("strata", ""),
        clusters=columns.texts("clusters"),
        populations=columns.texts("populations"),
        not_asked=columns.texts("not_asked"),
        lonely=method.choice("lonely", LONELY, "fail"),
        design_factor=method.above_zero("design_factor", None),
        least_base=method.whole("least_base", LEAST_BASE, least=LEAST_BASE),
        grossed=method.truth("grossed"),
        caps=method.numbers("caps"),
        fit=method.choice("fit", (RAKE, GREG), RAKE),
        margins=_margins(table, targets, target_faults),
        totals=_totals(table),
    )
    for one in (columns, method, table):
        one.finish()
    _parts_fit(made, table, columns, method)
    return None if faults or any(target_faults.values()) else made


def _parts_fit(made: Plan, table: Table, columns: Table, method: Table) -> None:
    if made.survey in RESERVED:
        table.fault("survey", repr(made.survey), "another name: that one is taken")
    if made.ends < made.begins:
        table.fault("ends", made.ends.isoformat(), f"{made.begins.isoformat()} or later")
    if len(made.clusters) > 2:
        columns.fault("clusters", f"{len(made.clusters)} columns", "one or two: the first stage, then the second")
    if len(made.populations) > min(len(made.clusters) + 1, 2):
        expected = "one for each stage: clusters, then what was drawn within them"
        columns.fault("populations", f"{len(made.populations)} columns", expected)
    if made.design_factor is not None and (made.strata or made.clusters or made.populations):
        method.fault("design_factor", "a design factor and sampling units", "one or the other")
    if made.design_factor is not None and (made.margins or made.totals):
        method.fault("design_factor", "a design factor and known totals", "one or the other")
    if made.totals and made.fit == RAKE:
        method.fault("fit", "'rake' and totals of quantities", "'greg': raking takes margins only")
    for name, cap in made.caps.items():
        if not cap > 0:
            method.fault(f"caps.{name}", f"{cap:g}", "a number above 0")
    sizes = {one.name: sum(one.targets.values()) for one in made.margins}
    if sizes and max(sizes.values()) - min(sizes.values()) > SAME_POPULATION * max(sizes.values()):
        told = ", ".join(f"{name} {size:,.0f}" for name, size in sizes.items())
        table.fault("margins", f"margins that add up to {told}", "one and the same population")


def _caveats(table: Table) -> tuple[Text, ...]:
    english, welsh = table.texts("caveats"), table.texts("caveats_cy")
    if welsh and len(welsh) != len(english):
        table.fault("caveats_cy", f"{len(welsh)} caveats", f"{len(english)}, one for each in English")
    return tuple(Text(one, welsh[at] if at < len(welsh) else "") for at, one in enumerate(english))


def _margins(table: Table, targets: Mapping[str, bytes], target_faults: Mapping[str, Faults]) -> tuple[Margin, ...]:
    made = []
    for name, one in table.named_tables("margins").items():
        column, file, inline = one.text("column"), one.text("file", ""), one.numbers("targets")
        if bool(file) == bool(inline):
            one.fault("targets", "both or neither of 'targets' and 'file'", "one of them")
        if file and file not in targets:
            one.fault("file", "no such file beside design.toml", "a CSV file with the columns level and target")
        found = _targets(targets[file], target_faults[file]) if file in targets else inline
        for level, target in inline.items():
            if not 0 < target < float("inf"):
                one.fault(f"targets.{level}", f"{target:g}", "a number above 0; leave an empty level out")
        made.append(Margin(name, column, found, file))
        one.finish()
    return tuple(made)


def _targets(data: bytes, faults: Faults) -> dict[str, float]:
    """Read targets from a CSV with the columns `level` and `target`."""
    if told := not_csv(data, ["level", "target"]):
        faults.add("", *told)
        return {}
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        faults.add("", "bytes that are no CSV in UTF-8", "a CSV with the columns level and target")
        return {}
    if not rows or rows[0] != ["level", "target"]:
        faults.add("", "another header", "level,target")
        return {}
    found: dict[str, float] = {}
    for at, row in enumerate(rows[1:]):
        level, target = row if len(row) == 2 else ("", "")
        try:
            number = float(target)
        except ValueError:
            number = float("nan")
        if not level or not 0 < number < float("inf") or level in found:
            faults.add(records([at]), "no level, a level twice, or no number above 0", "a level and its target")
        else:
            found[level] = number
    return found


def _totals(table: Table) -> tuple[Total, ...]:
    made = []
    for name, one in table.named_tables("totals").items():
        made.append(Total(name, one.text("column"), one.number("total")))
        one.finish()
    return tuple(made)
