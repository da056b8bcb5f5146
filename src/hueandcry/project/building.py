"""A build is made by all rooms together, each adding its tables in turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from hueandcry.claims import actions as claims
from hueandcry.editions import actions as editions
from hueandcry.measures import actions as measures
from hueandcry.rises import actions as rises
from hueandcry.sources.actions import building as sources
from hueandcry.sources.actions import example
from hueandcry.surveys import actions as surveys
from hueandcry.warehouse import builds
from hueandcry.warehouse.builds import Build, Check, Step
from hueandcry.warehouse.home import Home

# A later room reads the tables of those before it.
ROOMS = (sources, surveys, measures, rises, editions, claims)


def steps() -> list[Step]:
    """Return the steps of a build, in order."""
    return [step for room in ROOMS for step in room.steps()]


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return [check for room in ROOMS for check in room.checks()]


def build_example(
    *, home: Home, now: datetime, settings: Mapping[str, Any], on_step: Callable[[str], None] = lambda name: None
) -> Build:
    """Make what a fresh installation shows: the embedded example, its surveys, and the editions that its data allow."""
    example.load_example(home=home, now=now)
    surveys.publish_example(home=home, now=now)
    made = build(home=home, now=now, settings=settings, on_step=on_step)
    on_step("Editions of the dashboard")
    editions.publish_all(home=home, now=now)
    return made


def build(
    *,
    home: Home,
    now: datetime,
    settings: Mapping[str, Any],
    as_of: str | None = None,
    on_step: Callable[[str], None] = lambda name: None,
) -> Build:
    """Make a build of what is landed, serve it, and keep on file what it told the public.

    With `as_of`, figures as published then. Raises `CheckFailed`; then the build before goes on being served.
    """
    made = builds.build(
        home=home, steps=steps(), checks=checks(), now=now, settings=settings, as_of=as_of, on_step=on_step
    )
    rises.publish(home=home, build=made)
    claims.publish(home=home, build=made)
    return made
