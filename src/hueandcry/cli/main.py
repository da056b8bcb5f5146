"""The command `hueandcry`: each command calls one action and prints what came of it. None ever prompts."""

from __future__ import annotations

import os
import sys
from typing import Any

import django
import typer
from typer.core import TyperGroup

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hueandcry.project.settings")
django.setup()  # before the commands, which know models

from hueandcry import __version__  # noqa: E402
from hueandcry.cli import claims, data, findings, notes, publish, serving, surveys  # noqa: E402
from hueandcry.errors import HueAndCryError  # noqa: E402


class PlainErrors(TyperGroup):
    """Shows an error that a person can mend as a sentence, with its exit code, never as a traceback."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except HueAndCryError as error:
            print(f"Error: {error}", file=sys.stderr)
            for report in getattr(error, "files", ()):
                print(f"  {report.name}: {report.reason}", file=sys.stderr)
            raise typer.Exit(error.exit_code) from None


app = typer.Typer(
    name="hueandcry",
    cls=PlainErrors,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Hue and Cry: raise it, and see who answers. State is kept in HUEANDCRY_HOME (default ./var).",
)

for command in (*data.COMMANDS, *serving.COMMANDS):
    app.command()(command)
app.add_typer(claims.app, name="claims")
app.add_typer(findings.app, name="findings")
app.add_typer(notes.app, name="note")
app.add_typer(publish.app, name="publish")
app.add_typer(surveys.app, name="survey")


@app.callback()
def prepare() -> None:
    """Make the home and its database ready before any command."""
    serving.migrate()


@app.command()
def version() -> None:
    """Say which version this is."""
    print(__version__)
