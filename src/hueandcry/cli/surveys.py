"""Commands about surveys: publish a wave, check one without publishing it, list what is published."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hueandcry.cli import data
from hueandcry.cli.printing import Form, console, show
from hueandcry.surveys import actions, queries
from hueandcry.surveys.queries import ABOUT, FIGURES, KIND
from hueandcry.surveys.rules.showing import SHOWN
from hueandcry.warehouse import builds, frozen, reading
from hueandcry.warehouse.home import Home

app = typer.Typer(no_args_is_help=True, help="Surveys: waves of answers become published estimates.")

Wave = Annotated[
    Path,
    typer.Argument(
        help="The wave's folder: design.toml, respondents.csv or .parquet, and a questionnaire.toml of its own, if any."
    ),
]
AsForm = Annotated[Form, typer.Option("--format", help="table, csv or json.")]


@app.command()
def publish(
    wave: Wave,
    note: Annotated[str, typer.Option(help="What is corrected, if the wave is published already.")] = "",
    build: Annotated[bool, typer.Option(help="Make a build, so that pages show it at once.")] = True,
) -> None:
    """Publish a wave's estimates for good. No respondent's row, weight or words leave its file."""
    home = Home.from_environment().make()
    made = actions.publish(home=home, folder=wave, now=datetime.now(UTC), note=note)
    about, figures = made.json(ABOUT), made.json(FIGURES)
    shown = sum(one["state"] == SHOWN for one in figures)
    console.print(f"{about['survey']}, wave {about['wave']}: {shown} figures shown, {len(figures) - shown} not shown")
    console.print(f"Publication {made.number}, frozen in {made.folder}")
    if build:
        data.build()
        _tell_where(home, about)


@app.command()
def check(wave: Wave, form: AsForm = Form.table) -> None:
    """Read, check and estimate a wave, and print its figures. Nothing is published and nothing is kept."""
    found = actions.estimate(wave)
    show([dict(one) for one in found.figures], form, columns=_COLUMNS)


@app.command("list")
def every(form: AsForm = Form.table) -> None:
    """List the waves that are published."""
    home = Home.from_environment().make()
    rows = [
        {
            "survey": about["survey"],
            "wave": about["wave"],
            "publication": one.number,
            "published": one.published_at.date().isoformat(),
            "invented": about["invented"],
            "title": about["title"]["en"],
        }
        for one in frozen.every(home, KIND)
        if (about := one.json(ABOUT))
    ]
    show(rows, form)


_COLUMNS = ("estimate", "split", "domain", "value", "lower", "upper", "base", "design_effect", "why")


def _tell_where(home: Home, about: dict) -> None:
    """Say at which address a wave stands; or why it does not: an invented one goes with the invented county."""
    served = builds.current(home)
    if served and queries.wave(reading.reader(home), about["survey"], about["wave"]):
        console.print(f"Its page: /surveys/{about['survey']}/{about['wave']}/")
    elif about["invented"]:
        console.print("It is invented, and this installation shows no invented county: no page shows it.")
