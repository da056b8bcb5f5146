"""Commands about published data: load, unload, fetch, build, refresh, status, rises."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from hueandcry.cli.printing import Form, console, show
from hueandcry.errors import HueAndCryError
from hueandcry.project import building
from hueandcry.rises import queries as rises_queries
from hueandcry.sources import actions, queries
from hueandcry.sources.actions import FileReport, LoadReport, fetching
from hueandcry.sources.feeds import feeds as all_feeds
from hueandcry.sources.rules.archives import Progress, parse_month
from hueandcry.sources.rules.releases import is_release
from hueandcry.warehouse import manifest, reading
from hueandcry.warehouse.builds import Build
from hueandcry.warehouse.home import Home

Paths = Annotated[list[Path], typer.Argument(help="Published files, folders of them, or ZIP archives.")]
Release = Annotated[
    str | None,
    typer.Option(
        help="When these files were released, YYYY-MM or YYYY-MM-DD; by default as their archive says, or today."
    ),
]
AsOf = Annotated[str | None, typer.Option(help="Only releases up to this month or day: figures as published then.")]


class NotARelease(HueAndCryError):
    """A release that is not a month or a day."""


class NothingToRefresh(HueAndCryError):
    """A monthly run without anything loaded: nothing says which forces are wanted."""


def load(
    paths: Paths,
    release: Release = None,
    strict: Annotated[
        bool, typer.Option(help="Refuse the load if anything in a folder or archive is not ours.")
    ] = False,
) -> None:
    """Load published files: recognised by content, checked row by row, landed all together or not at all."""
    _check_release(release)
    report = actions.load(
        home=_home(), paths=paths, release=release, strict=strict, now=datetime.now(UTC), on_file=_tell_file
    )
    _tell_load(report)


def unload(what: Annotated[list[str], typer.Argument(help="A source file, the start of its hash, or a load.")]) -> None:
    """Undo a wrong load; what it superseded counts again."""
    for landing in actions.unload(home=_home(), what=what, now=datetime.now(UTC)):
        console.print(f"unloaded {landing.dataset} {landing.body} {landing.period}, release {landing.release}")
    console.print("Run `hueandcry build` to bring the pages up to date.")


def fetch(
    dataset: Annotated[str, typer.Argument(help="What to fetch: street (crimes and outcomes, data.police.uk).")],
    force: Annotated[list[str], typer.Option(help="A force, e.g. northumbria; may be given several times.")],
    first: Annotated[str, typer.Option("--from", help="First month, YYYY-MM.")],
    last: Annotated[str, typer.Option("--to", help="Last month, YYYY-MM.")],
) -> None:
    """Fetch published files without loading them, reading only what is wanted of the archives."""
    if dataset != "street":
        raise typer.BadParameter(f"found {dataset!r}; only 'street' can be fetched")
    result = fetching.fetch(
        home=_home(), forces=force, first=parse_month(first), last=parse_month(last), on_progress=_tell_progress
    )
    _tell_fetched(result)
    console.print(f"Load them with `hueandcry load {fetching.fetched(_home())}`.")


def build(as_of: AsOf = None) -> None:
    """Make a new build of what is loaded (the embedded example if nothing is) and serve it."""
    _build(_home(), as_of)


def refresh() -> None:
    """The monthly run: fetch what is new of the forces that are loaded, load it, build."""
    home = _home()
    wanted = fetching.wanted_next(home, today=datetime.now(UTC).date())
    if wanted is None:
        raise NothingToRefresh(
            found="no street file loaded",
            expected="at least one, which says which force is wanted",
            where=str(home.root),
            remedy="Begin with `hueandcry fetch street --force NAME --from YYYY-MM --to YYYY-MM`, then load.",
        )
    forces, first, last = wanted
    result = fetching.fetch(home=home, forces=forces, first=first, last=last, on_progress=_tell_progress)
    _tell_fetched(result)
    for archive in sorted({file.archive.month for file in result.files}):
        paths = [file.path for file in result.files if file.archive.month == archive]
        _tell_load(
            actions.load(home=home, paths=paths, release=str(archive), now=datetime.now(UTC), on_file=_tell_file)
        )
    _build(home, None)


def status(
    form: Annotated[Form, typer.Option("--format", help="table or json.")] = Form.table,
) -> None:
    """Say what is loaded, for which months it is complete, and what is built."""
    found = queries.status(_home())
    if form is Form.json:
        print(json.dumps(found, indent=1, ensure_ascii=False))
        return
    shown = ["dataset", "body", "period", "release", "superseded", "rows_read", "rows_landed", "rows_set_aside"]
    show(found["datasets"], form, columns=shown)
    broken = [one for one in found["coverage"] if one["state"] != "complete"]
    console.print(f"\n{len(found['coverage'])} months of coverage, {len(broken)} of them not complete:")
    show(broken, form)
    console.print(f"\nBuild: {found['build'] or 'none yet'}")
    console.print(_sum(**found["totals"]))


def rises(
    month: Annotated[str | None, typer.Option(help="The month to tell of, YYYY-MM; by default the latest.")] = None,
    force: Annotated[str | None, typer.Option(help="Only this force, e.g. metropolitan.")] = None,
    kind: Annotated[str | None, typer.Option("--type", help="Only this kind, e.g. burglary.")] = None,
    form: Annotated[Form, typer.Option("--format", help="table, csv or json.")] = Form.table,
) -> None:
    """What is really rising, strongest evidence first, and how much could not be told."""
    home = _home()
    if not reading.can_serve(home):
        _build(home, None)
    found = rises_queries.rises(home, month=month, force=force, kind=kind)
    if form is not Form.table:
        show(found, form)
        return
    for rise in found:
        console.print(f"[bold]{rise['sentence']}[/bold]  [dim]{rise['level']}, q = {rise['q_value']:.2g}[/dim]")
    console.print(rises_queries.told(rises_queries.summary(home, month=month, force=force, kind=kind)))


def feeds() -> None:
    """List the kinds of file that can be loaded."""
    rows = [
        {"feed": feed.slug, "what": feed.title, "publisher": feed.publisher, "licence": feed.licence}
        for feed in all_feeds()
    ]
    show(rows, Form.table)


COMMANDS = (load, unload, fetch, build, refresh, status, rises, feeds)


def _home() -> Home:
    return Home.from_environment().make()


def _build(home: Home, as_of: str | None) -> Build:
    _check_release(as_of)
    now, settings = datetime.now(UTC), _settings()
    if manifest.landings(home):
        made = building.build(home=home, now=now, settings=settings, as_of=as_of, on_step=_tell_step)
    else:
        console.print("Nothing is loaded: the embedded example is built.")
        made = building.build_example(home=home, now=now, settings=settings, on_step=_tell_step)
    console.print(f"Built {made.id}")
    return made


def _tell_step(name: str) -> None:
    console.print(f"  {name}")


def _settings() -> dict[str, float]:
    from django.conf import settings  # ready only after django.setup()

    return {"false_discovery_rate": settings.RISES_FALSE_DISCOVERY_RATE}


def _check_release(release: str | None) -> None:
    if release is not None and not is_release(release):
        raise NotARelease(
            found=repr(release),
            expected="a month or day, such as 2025-09 or 2025-09-30",
            where="the option",
            remedy="Write it so.",
        )


def _tell_file(report: FileReport) -> None:
    if report.state == "refused":
        return  # the error tells of it
    if report.state == "landed":
        console.print(f"{report.name}: {_sum(report.rows_read, report.rows_landed, report.rows_set_aside)}")
    else:
        console.print(f"{report.name}: {report.state}: {report.reason}")
    for note in report.notes:
        console.print(f"    {note}")


def _sum(rows_read: int, rows_landed: int, rows_set_aside: int) -> str:
    return f"{rows_read:,} rows read = {rows_landed:,} landed + {rows_set_aside:,} set aside"


def _tell_load(report: LoadReport) -> None:
    for warning in report.warnings:
        console.print(f"Warning: {warning}")
    told = ", ".join(
        f"{report.count(state)} files {state}" for state in ("landed", "already", "passed over") if report.count(state)
    )
    totals = [
        sum(getattr(file, name) for file in report.files) for name in ("rows_read", "rows_landed", "rows_set_aside")
    ]
    console.print(f"{told or 'no files'}; {_sum(*totals)}")
    if report.set_aside:
        console.print(f"Rows set aside, each with its reason: {report.set_aside}")


def _tell_progress(progress: Progress) -> None:
    if not progress.expected:
        console.print(f"{progress.archive}: {progress.files_done} of {progress.files_wanted} files")


def _tell_fetched(result: fetching.FetchResult) -> None:
    for absent in result.absent:
        console.print(f"not published: {absent.wanted.file_name}: {absent.why}")
    for name, near in result.unknown_forces.items():
        console.print(f"No archive has a force {name!r}." + (f" Did you mean {', '.join(near)}?" if near else ""))
    console.print(
        f"{len(result.files)} files from {len(result.archives)} archives, {result.bytes_received:,} bytes received"
    )
