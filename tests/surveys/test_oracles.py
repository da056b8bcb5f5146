"""A wave published from the folder of a survey equals R's `survey`, to the digits that are published."""

import csv
import gzip

import pytest

from hueandcry.surveys import actions
from stats.surveys.oracle_cases import cases
from surveys.waves import folder

pytestmark = pytest.mark.oracles

QUESTIONS = """
slug = "csew"
version = 1
since = 2026-11-01
reviewed_by = "not yet reviewed"
title = "Like the Crime Survey"
about = "Invented."
people = "Adults"
sections = [{{ slug = "all", title = "All" }}]

[answer_sets]
happened = {{ answers = [{{ code = "1", text = "Yes" }}, {{ code = "0", text = "No" }}] }}

[[questions]]
column = "vic"
section = "all"
answer_set = "happened"
ask = "Victim?"
[[questions]]
column = "fraud"
section = "all"
answer_set = "happened"
ask = "Fraud?"
[[questions]]
column = "inc_cap"
section = "all"
kind = "number"
ask = "Incidents?"
[[questions]]
column = "pfa"
section = "all"
ask = "Area?"
answers = [{areas}]
[[questions]]
column = "age"
section = "all"
ask = "Age?"
answers = [{ages}]
[[questions]]
column = "sex"
section = "all"
ask = "Sex?"
answers = [{{ code = "F", text = "F" }}, {{ code = "M", text = "M" }}]

[[estimates]]
slug = "vic"
title = "Victims"
what = "Share"
kind = "share"
yes = ["vic=1"]
[[estimates]]
slug = "fraud"
title = "Fraud"
what = "Share"
kind = "share"
yes = ["fraud=1"]
[[estimates]]
slug = "incidents"
title = "Incidents"
what = "Rate"
kind = "rate"
count = ["inc_cap"]

[[splits]]
slug = "pfa"
title = "Area"
columns = ["pfa"]
[[splits]]
slug = "age-sex"
title = "Age and sex"
columns = ["age", "sex"]
"""


def case(name):
    found = next((one for one in cases()[0] if one.id == name), None)
    if found is None:
        pytest.skip("no oracle of surveys in HUEANDCRY_ORACLES")
    return found


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    at = tmp_path_factory.mktemp("csew")
    with gzip.open(case("csew_mean").folder / "csew_like.csv.gz", "rt") as file:
        rows = list(csv.DictReader(file))

    def options(name):
        return ", ".join(f'{{ code = "{code}", text = "{code}" }}' for code in sorted({row[name] for row in rows}))

    # Codes have no plus sign at the end in R's labels alone: "65+" is one of ours as well.
    questions = QUESTIONS.format(areas=options("pfa"), ages=options("age"))
    made = [row | {"id": str(number)} for number, row in enumerate(rows)]
    folder(at, respondents=made, questions=questions, lonely="adjust", method="caps = { inc_cap = 1000 }")
    text = (at / "design.toml").read_text()
    (at / "design.toml").write_text(text.replace('"weight"', '"cw"'))
    return {(one["estimate"], one["split"], one["domain"]): one for one in actions.estimate(at).figures}


def test_whole_sample(published):
    expected = case("csew_mean").expected["res"]

    found = [published[(name, "", "")] for name in ("vic", "fraud", "incidents")]

    scale = [1, 1, 1000]
    assert [one["value"] for one in found] == pytest.approx(
        [e * s for e, s in zip(expected["est"], scale, strict=True)], rel=5e-6
    )
    assert [one["se"] for one in found] == pytest.approx(
        [e * s for e, s in zip(expected["se"], scale, strict=True)], rel=1e-5
    )
    assert found[0]["degrees"] == expected["df"]


def test_logit_interval(published):
    expected = case("csew_ciprop").expected["res"]["logit"]

    found = published[("vic", "", "")]

    assert [found["lower"], found["upper"]] == pytest.approx([expected["lo"], expected["hi"]], rel=1e-5)


def test_every_area(published):
    table = case("csew_by_pfa").expected["res"]["table"]

    found = [published[("vic", "pfa", area)]["value"] for area in table["pfa"]]

    assert found == pytest.approx(table["vic"], rel=1e-5)
    assert len(found) == 43


def test_age_and_sex(published):
    table = case("csew_by_agesex").expected["res"]["table"]

    found = [
        published[("vic", "age-sex", f"{age}/{sex}")]["value"]
        for age, sex in zip(table["age"], table["sex"], strict=True)
    ]

    assert found == pytest.approx(table["vic"], rel=1e-5)
