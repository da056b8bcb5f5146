"""The manual's own example is a design that is read."""

import re
from pathlib import Path

from hueandcry.surveys.rules.faults import Faults
from hueandcry.surveys.rules.planning import plan

ROOT = Path(__file__).parents[2]


def test_example_of_a_design_is_read_without_a_fault():
    example = re.search(r"```toml\n(.*?)```", (ROOT / "docs" / "surveys.md").read_text("utf-8"), re.DOTALL)[1]
    faults = Faults("design.toml")

    made = plan(example.encode(), faults, {}, {})

    assert faults.found == []
    assert (made.slug, made.clusters, made.fit) == ("county-public.2026", ("point", "household"), "greg")


def test_every_key_of_a_design_is_in_the_manual():
    told = (ROOT / "docs" / "surveys.md").read_text("utf-8")
    code = (ROOT / "src/hueandcry/surveys/rules/planning.py").read_text("utf-8")

    keys = set(re.findall(r'(?:table|columns|method|one)\.(?:\w+)\("(\w+)"', code)) - {
        "caveats_cy",
        "columns",
        "method",
    }
    assert [key for key in sorted(keys) if not re.search(rf"\b{key}\b", told)] == []
