"""Small invented waves, written as folders the way a person would."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from hueandcry.sources.actions import building as sources
from hueandcry.surveys import actions
from hueandcry.warehouse import builds
from hueandcry.warehouse.home import Home

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 12, tzinfo=UTC)

QUESTIONS = """
slug = "small"
version = 1
since = 2026-11-01
reviewed_by = "not yet reviewed"
title = "A small survey"
about = "It asks very little."
people = "Adults"

[[sections]]
slug = "all"
title = "Everything"

[[answer_sets.happened.answers]]
code = "yes"
text = "Yes"
[[answer_sets.happened.answers]]
code = "no"
text = "No"
[[answer_sets.happened.answers]]
code = "rather-not-say"
text = "I would rather not say"
missing = true

[[questions]]
column = "tricked"
section = "all"
answer_set = "happened"
ask = "Were you tricked?"

[[questions]]
column = "times"
section = "all"
kind = "number"
least = 1
most = 500
ask_if = ["tricked=yes"]
ask = "How many times?"
[[questions.answers]]
code = "many"
text = "Too many to count"
too_many = true

[[questions]]
column = "told"
section = "all"
answer_set = "happened"
ask_if = ["tricked=yes"]
ask = "Did you tell the police?"

[[questions]]
column = "words"
kind = "words"
section = "all"
ask = "Anything else?"

[[questions]]
column = "sex"
section = "all"
ask = "Sex?"
[[questions.answers]]
code = "f"
text = "Female"
text_cy = "Benyw"
[[questions.answers]]
code = "m"
text = "Male"
text_cy = "Gwryw"

[[questions]]
column = "force"
kind = "body"
section = "all"
ask = "Force?"

[[estimates]]
slug = "victim"
title = "Victims"
what = "Share of adults who were tricked."
kind = "share"
headline = true
groups = true
yes = ["tricked=yes"]

[[estimates]]
slug = "reported"
title = "Told the police"
what = "Share of victims who told the police."
kind = "share"
yes = ["told=yes"]
among = ["tricked=yes"]

[[estimates]]
slug = "incidents"
title = "Incidents"
what = "Times that adults were tricked, per 1,000."
kind = "rate"
headline = true
count = ["times"]

[[estimates]]
slug = "number-victims"
title = "Number of victims"
what = "How many adults were tricked."
kind = "people"
yes = ["tricked=yes"]

[[splits]]
slug = "sex"
title = "Sex"
title_cy = "Rhyw"
columns = ["sex"]
groups = true

[[splits]]
slug = "force"
title = "Force"
columns = ["force"]
"""

DESIGN = """
survey = "{survey}"
wave = "{wave}"
title = "A small survey of nowhere"
title_cy = "Arolwg bach o unman"
wave_title = "{wave_title}"
people = "Adults of nowhere"
begins = {begins}
ends = {ends}
mode = "{mode}"
run_by = "A test"
licence = "CC0 1.0"
invented = {invented}
caveats = ["Nobody was asked."]

[columns]
respondent = "id"
weight = "weight"
strata = "stratum"
clusters = ["psu"]
{columns}

[method]
lonely = "{lonely}"
grossed = true
{method}
{more}
"""
PLAIN = {
    "survey": "small",
    "wave": "2025",
    "wave_title": "All of 2025",
    "begins": "2025-01-01",
    "ends": "2025-12-31",
    "mode": "face to face",
    "invented": "false",
    "columns": "",
    "lonely": "fail",
    "method": "",
    "more": "",
}
SECRET = "she wrote that her name is Zebulon Quixwood"
FORCES = ("kent", "Gwent Police", "northumbria")

Row = dict[str, str]


def rows(n: int = 600, *, seed: int = 1, share: float = 0.25) -> list[Row]:
    """Return respondents in ten strata of six PSUs; the victim's words hold a name that nobody may ever see."""
    rng = np.random.default_rng(seed)
    made = []
    for at in range(n):
        stratum, psu = at % 10, at // 10 % 6
        victim = rng.random() < share
        made.append(
            {
                "id": f"R{at:05d}",
                "weight": f"{rng.gamma(4, 25) + 10:.3f}",
                "stratum": f"stratum {stratum}",
                "psu": f"psu {psu}",
                "tricked": "yes" if victim else ("rather-not-say" if rng.random() < 0.02 else "no"),
                "times": str(int(rng.geometric(0.6))) if victim else "",
                "told": ("yes" if rng.random() < 0.4 else "no") if victim else "",
                "words": f"{SECRET}, no {at}" if victim else "",
                "sex": "f" if rng.random() < 0.5 else "m",
                "force": FORCES[at % 3],
            }
        )
    return made


def as_csv(made: Sequence[Mapping[str, str]]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(made[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(made)
    return text.getvalue().encode()


def folder(
    at: Path,
    *,
    respondents: Sequence[Mapping[str, str]] | bytes | None = None,
    questions: str = QUESTIONS,
    **design: str,
) -> Path:
    """Write a wave's folder and return it."""
    at.mkdir(parents=True, exist_ok=True)
    (at / "design.toml").write_text(DESIGN.format(**{**PLAIN, **design}), "utf-8")
    (at / "questionnaire.toml").write_text(questions, "utf-8")
    made = rows() if respondents is None else respondents
    (at / "respondents.csv").write_bytes(made if isinstance(made, bytes) else as_csv(made))
    return at


def built(home: Home, now: datetime = NOW, *, as_of: str | None = None) -> Home:
    """Make a build of the two rooms that matter here."""
    builds.build(
        home=home,
        steps=[*sources.steps(), *actions.steps()],
        checks=[*sources.checks(), *actions.checks()],
        now=now,
        settings={},
        as_of=as_of,
    )
    return home
