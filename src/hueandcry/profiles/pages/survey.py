"""What surveys tell of an area: figures of the smallest group the sample allows, and who is more affected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.profiles.queries import DISTRICT, FORCE, Area, Surveyed
from hueandcry.surveys.queries import Estimate, Group, Wave
from hueandcry.ui.components import Figure, Trail
from hueandcry.ui.format import month_name, number, percent


@dataclass(frozen=True)
class SurveyPart:
    """One survey in a profile: whom its figures are of, the figures, and the groups that differ by more than chance."""

    title: str
    people: str
    figures: tuple[Figure, ...]
    groups: tuple[str, ...]
    groups_note: str
    invented: bool


def part(area: Area, found: Surveyed) -> SurveyPart:
    """Return what one wave tells of an area."""
    wave = found.wave
    return SurveyPart(
        title=f"{wave.title}, {wave.wave_title}",
        people=_people_words(area, found.split),
        figures=tuple(_figure(wave, one) for one in found.estimates),
        groups=tuple(_group_words(wave, one) for one in found.groups if one.verdict == "more"),
        groups_note=_groups_note(found.groups),
        invented=wave.invented,
    )


def _people_words(area: Area, split: str) -> str:
    if split == DISTRICT:
        return gettext("These figures are of %(place)s.") % {"place": area.name}
    if split == FORCE:
        return gettext(
            "These figures are of the whole area of %(force)s: the sample is too small to tell of a part."
        ) % {"force": area.force_name}
    return gettext("These figures are of everybody who was asked. The survey tells nothing of this area alone.")


def _figure(wave: Wave, one: Estimate) -> Figure:
    write = _writer(one.unit)
    return Figure(
        label=str(wave.title_of(one.estimate)),
        value=write(one.value),
        unit=gettext("in every 1,000 people") if one.unit == "per 1,000" else "",
        interval=gettext("between %(lower)s and %(upper)s, chance allowed for")
        % {"lower": write(one.lower), "upper": write(one.upper)},
        period=gettext("%(first)s to %(last)s") % {"first": month_name(one.begins), "last": month_name(one.ends)},
        note=gettext("about %(base)s answers") % {"base": number(one.base)} if one.base else "",
        trail=Trail(
            definition=str(wave.title_of(one.estimate)),
            definition_url=reverse("survey-wave", args=[wave.survey, wave.wave]),
        ),
    )


def _writer(unit: str):
    return (lambda value: percent(value, 1)) if unit == "proportion" else (lambda value: number(value))


def _group_words(wave: Wave, one: Group) -> str:
    return gettext(
        "%(estimate)s, %(split)s: %(group)s: %(points)s percentage points above everybody else (between %(lower)s and "
        "%(upper)s)."
    ) % {
        "estimate": wave.title_of(one.estimate),
        "split": wave.split_title(one.split),
        "group": wave.domain_title(one.split, one.domain),
        "points": number(one.difference * 100, 1),
        "lower": number(one.lower * 100, 1),
        "upper": number(one.upper * 100, 1),
    }


def _groups_note(groups: Sequence[Group]) -> str:
    if not groups:
        return gettext("This survey compares no groups.")
    if not any(one.verdict == "more" for one in groups):
        return gettext("No group was affected by more than chance explains. That is not to say that all are alike.")
    return gettext(
        "Only groups that differ by more than chance are named, with many comparisons allowed for; groups of few "
        "people are not shown."
    )
