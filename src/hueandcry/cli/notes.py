"""Commands about analysts' notes: dated, on a force and month, shown wherever its figures are."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Annotated

import typer

from hueandcry.cli.printing import Form, console, show
from hueandcry.sources import queries
from hueandcry.sources.actions import notes
from hueandcry.sources.rules.archives import parse_month

app = typer.Typer(no_args_is_help=True, help="Notes on the figures of a force and month. A note is public.")

NEXT_BUILD = "Pages show it from the next build on: `hueandcry build`."
GONE = "Pages show it until the next build: `hueandcry build`."


@app.command()
def add(
    text: Annotated[str, typer.Argument(help="What readers of these figures should know: at most 500 characters.")],
    force: Annotated[str, typer.Option(help="The force, e.g. northumbria.")],
    month: Annotated[str, typer.Option(help="The month, YYYY-MM.")],
    by: Annotated[str, typer.Option(help="Who says so, as readers will see it.")],
) -> None:
    """Put a note on a force's month. Everybody will read it: name nobody who has not agreed."""
    made = notes.note(force=force, month=date(*parse_month(month), 1), text=text, by=by, now=datetime.now(UTC))
    console.print(f"Note {made.pk} on {made.body}, {made.month:%Y-%m}. {NEXT_BUILD}")


@app.command("list")
def listed(form: Annotated[Form, typer.Option("--format", help="table, csv or json.")] = Form.table) -> None:
    """Every note, those withdrawn too."""
    found = [
        {
            "number": one.pk,
            "force": one.body,
            "month": f"{one.month:%Y-%m}",
            "text": one.text,
            "by": one.author,
            "noted_on": one.noted_on.isoformat(),
            "withdrawn_on": one.withdrawn_at.date().isoformat() if one.withdrawn_at else None,
        }
        for one in queries.notes()
    ]
    if not found and form is Form.table:
        console.print("There is no note.")
        return
    if form is not Form.table:
        show(found, form)
        return
    for one in found:
        gone = f"; withdrawn on {one['withdrawn_on']}" if one["withdrawn_on"] else ""
        console.print(f"{one['number']}: {one['force']}, {one['month']}: {one['text']}", markup=False)
        console.print(f"   by {one['by']}, noted on {one['noted_on']}{gone}", markup=False, style="dim")


@app.command()
def withdraw(number: Annotated[int, typer.Argument(help="The number of the note, as `note list` shows it.")]) -> None:
    """Take a note back."""
    gone = notes.withdraw_note(number=number, now=datetime.now(UTC))
    console.print(f"Note {gone.pk} on {gone.body}, {gone.month:%Y-%m} is withdrawn. {GONE}")
