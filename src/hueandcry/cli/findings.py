"""Commands about what neighbourhood boards send back: read it, share words of it with the others, take them back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

import typer

from hueandcry.cli.printing import Form, console, show
from hueandcry.profiles import actions, queries
from hueandcry.warehouse.home import Home

app = typer.Typer(no_args_is_help=True, help="What neighbourhood boards found useful in the profile of their area.")

COLUMNS = ("reference", "sent_at", "area", "board", "pilot", "useful", "missed", "did", "email")
Reference = Annotated[str, typer.Argument(help="The reference of a finding, e.g. 7KM-QX3-92R.")]


@app.command("list")
def listed(form: Annotated[Form, typer.Option("--format", help="table, csv or json.")] = Form.table) -> None:
    """Everything that boards sent. For the operator's eyes only."""
    found = [{name: getattr(one, name) for name in COLUMNS} for one in queries.findings()]
    if not found and form is Form.table:
        console.print("No board has sent anything.")
        return
    show(found, form)


@app.command()
def share(
    reference: Reference,
    words: Annotated[str, typer.Argument(help="What the other boards are told: your own words, naming no person.")],
) -> None:
    """Tell the other boards: the words stand on every profile at once."""
    home = Home.from_environment().make()
    made = actions.share(home=home, reference=reference, words=words, now=datetime.now(UTC))
    console.print(f"Shared on every profile ({made.slug}, number {made.number}).")


@app.command()
def withdraw(reference: Reference) -> None:
    """Take shared words back: no page shows them any longer."""
    home = Home.from_environment().make()
    actions.withdraw(home=home, reference=reference, now=datetime.now(UTC))
    console.print("Withdrawn: no profile shows it any longer.")
