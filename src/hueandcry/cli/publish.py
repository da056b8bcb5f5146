"""Commands that publish what then never changes: the dashboard."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from hueandcry.cli.printing import Form, console, show
from hueandcry.editions import actions
from hueandcry.editions.actions import Published
from hueandcry.warehouse.home import Home

app = typer.Typer(no_args_is_help=True, help="Publish an edition: worked out once, frozen, never changed silently.")

STATES = {
    "published": "published",
    "corrected": "published as number {number}, a correction",
    "unchanged": "published on {day}, with the same figures",
    "differs": "published on {day}, with other figures; to correct it: --edition {slug} --note TEXT",
}


@app.callback()
def about() -> None:
    """Publish what then never changes."""


@app.command()
def dashboard(
    edition: Annotated[
        str | None, typer.Option(help="Only this one: a financial year (2018-19) or a quarter (2025-q3).")
    ] = None,
    note: Annotated[
        str, typer.Option(help="What is corrected, where an edition is published with other figures.")
    ] = "",
    form: Annotated[Form, typer.Option("--format", help="table, csv or json.")] = Form.table,
) -> None:
    """Publish the editions of the online-crime dashboard that the build allows and that are not published yet."""
    found = actions.publish(home=Home.from_environment().make(), now=datetime.now(UTC), edition=edition, note=note)
    if form is not Form.table:
        show([asdict(one) for one in found], form)
        return
    for one in found:
        console.print(f"{one.slug}: {_words(one)}")
    if not found:
        console.print("The build holds no whole period of referrals: there is nothing to publish.")


def _words(one: Published) -> str:
    return STATES[one.state].format(number=one.number, slug=one.slug, day=one.published_at.date())
