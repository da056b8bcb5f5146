"""Commands about claims: what was claimed, what comes out, and whether it stands."""

from __future__ import annotations

import contextlib
import sys
from typing import Annotated

import typer

from hueandcry.claims.queries import built
from hueandcry.cli import data
from hueandcry.cli.printing import Form, console, show
from hueandcry.warehouse import reading
from hueandcry.warehouse.home import Home

app = typer.Typer(no_args_is_help=True, help="Figures that somebody published, worked out again.")


@app.command()
def check(form: Annotated[Form, typer.Option("--format", help="table, csv or json.")] = Form.table) -> None:
    """Every claim as the last build found it: its words, claimed, recomputed, the verdict and why."""
    home = Home.from_environment().make()
    if not reading.can_serve(home):
        # What a program reads holds the claims and nothing else.
        with contextlib.redirect_stdout(sys.stdout if form is Form.table else sys.stderr):
            data.build()
    found = built.told(reading.reader(home))
    if form is not Form.table:
        show(found, form)
        return
    for one in found:
        console.print(f"[bold]{one['id']}[/bold]: {one['verdict']}")
        console.print(f"  {one['words']}", markup=False)
        if one["claimed"]:
            console.print(f"  claimed {one['claimed']}; ours: {one['recomputed'] or 'not known'}", markup=False)
        console.print(f"  {one['why']}\n", markup=False, style="dim")
