"""Commands that serve: up. And what every command does first: bring the database up to date."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import typer

from hueandcry.cli.printing import Form, console, show
from hueandcry.sources import queries
from hueandcry.warehouse import reading
from hueandcry.warehouse.home import Home

WORKERS = 2


def up(
    port: Annotated[int, typer.Option(envvar="PORT", help="The port to serve on.")] = 8000,
    host: Annotated[str, typer.Option(envvar="HOST", help="The address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(envvar="WORKERS", help="Worker processes, one per core.")] = WORKERS,
) -> None:
    """Serve the last build (and make one first, if there is none, or none that this version can read)."""
    home = Home.from_environment().make()
    if not reading.can_serve(home):
        _build_apart()
    from granian import Granian  # only this command serves
    from granian.constants import Interfaces
    from granian.log import LogLevels

    console.print(f"Hue and Cry on http://{'localhost' if host == '127.0.0.1' else host}:{port}")
    Granian(
        "hueandcry.project.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        backpressure=64,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _build_apart() -> None:
    """Make a build in a process of its own.

    Workers are forked from this one: they would wait for ever for threads that a build starts and a fork leaves behind.
    """
    done = subprocess.run([sys.executable, "-m", "hueandcry", "build"], check=False)
    if done.returncode:
        raise typer.Exit(done.returncode)


def problems(form: Annotated[Form, typer.Option("--format", help="table, csv or json.")] = Form.table) -> None:
    """What people reported to be wrong with a figure. For the operator's eyes only."""
    columns = ("reference", "reported_at", "figure", "what", "email")
    found = [{name: getattr(one, name) for name in columns} for one in queries.problems()]
    if not found and form is Form.table:
        console.print("Nobody has reported a problem.")
        return
    show(found, form)


COMMANDS = (up, problems)


def migrate() -> None:
    """Bring the database up to date; quick when it is."""
    from django.core.management import call_command  # ready only after django.setup()
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    Home.from_environment().make()
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
