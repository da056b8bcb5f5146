"""The page of a wave: headline figures, every estimate, one estimate by group, how it was asked, corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from hueandcry.surveys.pages import addresses, tables, words
from hueandcry.surveys.pages.method import Fact, facts
from hueandcry.surveys.pages.served import Shown
from hueandcry.surveys.queries import Change, Estimate, Group, Publication, Wave
from hueandcry.ui.addresses import speaking
from hueandcry.ui.charts import DotRow, Dots
from hueandcry.ui.components import Call, Figure, Link, Moment, SourceFile, Table, Trail
from hueandcry.ui.format import day_name, number
from hueandcry.ui.languages import Bilingual

# A chart of more groups than this would be longer than anyone reads: then the table stands alone.
MOST_DOTS = 60


@dataclass(frozen=True)
class Found:
    """What the build holds of a wave. `changes` are those from the wave before, or the nearest that may be tested."""

    wave: Wave
    before: Wave | None
    estimates: tuple[Estimate, ...]
    changes: Mapping[tuple[str, str, str], Change]
    groups: tuple[Group, ...]
    publications: tuple[Publication, ...]
    areas: Mapping[str, Bilingual]

    def name_of(self, split: str, domain: str) -> str:
        """Return what a group is called, areas as the build calls them."""
        return str(self.areas.get(domain) or self.wave.domain_title(split, domain))

    @property
    def everybody(self) -> list[Estimate]:
        """Return the estimates for everybody, in the order of the questionnaire."""
        return [one for one in self.estimates if not one.split]

    def of(self, estimate: str, split: str) -> list[Estimate]:
        """Return one estimate by one split."""
        return [one for one in self.estimates if (one.estimate, one.split) == (estimate, split)]


@dataclass(frozen=True)
class SplitShown:
    """One estimate by group: the chart, which groups differ from everybody else, and the table."""

    ident: str
    title: str
    dots: Dots | None
    chart: str
    told: tuple[str, ...]
    table: Table


@dataclass(frozen=True)
class WavePage:
    """All that the page of a wave shows."""

    title: str
    wave_title: str
    asked: str
    invented: bool
    lead: str
    crumbs: tuple[Link, ...]
    build_note: str
    build_link: Link | None
    figures: tuple[Figure, ...]
    change_note: str
    chosen: str
    chosen_what: str
    choices: tuple[Link, ...]
    splits: tuple[SplitShown, ...]
    table: Table
    facts: tuple[Fact, ...]
    caveats: tuple[str, ...]
    corrections: tuple[Moment, ...]
    downloads: tuple[Link, ...]
    trail: Trail
    call: Call
    feed: str


def page(shown: Shown, found: Found, *, estimate: str, full: Callable[[str], str]) -> WavePage:
    """Return the page; `full` makes a full address of one of ours, `estimate` is shown by group."""
    wave = found.wave
    chosen = next((one for one in wave.about["estimates"] if one["slug"] == estimate), None)
    changes = {key[0]: one for key, one in found.changes.items() if not key[1]}
    return WavePage(
        title=str(wave.title),
        wave_title=str(wave.wave_title),
        asked=words.asked_words(wave),
        invented=wave.invented,
        lead=_lead(found),
        crumbs=(*crumbs(wave), Link(str(wave.wave_title), "", current=True)),
        build_note=shown.note,
        build_link=shown.link,
        figures=tuple(figures(shown, found, full=full)),
        change_note=_change_note(found),
        chosen=str(wave.title_of(estimate)),
        chosen_what=str(Bilingual(chosen["what"]["en"], chosen["what"]["cy"])) if chosen else "",
        choices=tuple(
            Link(
                str(wave.title_of(one.estimate)),
                addresses.of_wave(wave, estimate=one.estimate, build=shown.earlier) + "#groups",
                current=one.estimate == estimate,
            )
            for one in found.everybody
        ),
        splits=tuple(_splits(found, estimate, shown.earlier)),
        table=tables.of_everybody(wave, found.everybody, changes, found.before, build=shown.earlier),
        facts=tuple(facts(wave, questions=addresses.of_questions(wave, build=shown.earlier))),
        caveats=tuple(str(Bilingual(one["en"], one["cy"])) for one in wave.about["caveats"]),
        corrections=tuple(_corrections(found)),
        downloads=(
            Link("CSV", addresses.of_file("csv", wave, build=shown.earlier), download=True),
            Link("JSON", addresses.of_file("json", wave, build=shown.earlier)),
            Link(
                gettext("What stands beside the CSV (CSVW)"),
                addresses.of_file("csv-metadata", wave, build=shown.earlier),
            ),
            Link(gettext("Data package (ZIP)"), addresses.of_file("package", wave, build=shown.earlier), download=True),
        ),
        trail=trail(shown, wave, full=full),
        call=_call(wave, shown.earlier),
        feed=speaking(reverse("surveys-feed")),
    )


def crumbs(wave: Wave) -> tuple[Link, ...]:
    """Return the way to a wave."""
    return (
        Link(gettext("Data"), reverse("data")),
        Link(gettext("Surveys"), reverse("surveys")),
        Link(str(wave.title), addresses.of_survey(wave.survey)),
    )


def headlines(found: Found) -> list[Estimate]:
    """Return the estimates that lead: those that the questionnaire names, for everybody."""
    leading = {one["slug"] for one in found.wave.about["estimates"] if one["headline"]}
    return [one for one in found.everybody if one.estimate in leading]


def figures(shown: Shown, found: Found, *, full: Callable[[str], str]) -> Iterable[Figure]:
    """Yield the headline figures, each with its interval, base, change and trail."""
    for one in headlines(found):
        change = found.changes.get((one.estimate, "", ""))
        said = words.change_words(change, found.before, one.unit) if change and found.before else ""
        yield Figure(
            label=str(found.wave.title_of(one.estimate)),
            value=words.figure_words(one),
            unit=words.unit_words(one.unit) if one.is_shown else "",
            interval=words.interval_words(one) if one.is_shown else words.why_words(one.why),
            period=str(found.wave.wave_title),
            coverage=words.base_words(one.base),
            note=said,
            trail=trail(shown, found.wave, estimate=one.estimate, full=full),
        )


def trail(shown: Shown, wave: Wave, *, full: Callable[[str], str], estimate: str = "") -> Trail:
    """Return where a wave's figures come from; with an estimate also what it means."""
    about = next((one for one in wave.about["estimates"] if one["slug"] == estimate), None)
    here = addresses.of_wave(wave, estimate=estimate, build=shown.build)
    return Trail(
        definition=str(Bilingual(about["what"]["en"], about["what"]["cy"])) if about else "",
        definition_url=addresses.of_questions(wave, build=shown.earlier) if about else "",
        sources=tuple(SourceFile(one["file"], one["sha256"]) for one in wave.about["sources"]),
        build=shown.build,
        permalink=full(here),
        cite=_cite(wave, full(addresses.of_publication(wave, wave.number))),
        csv=addresses.of_file("csv", wave, build=shown.earlier),
        json=addresses.of_file("json", wave, build=shown.earlier),
        problem=addresses.of_problem(here),
    )


def dots(found: Found, estimate: str, split: str) -> Dots | None:
    """Return the chart of one estimate by one split; None where there are too many groups to draw."""
    groups = found.of(estimate, split)
    if not groups or len(groups) > MOST_DOTS:
        return None
    whole = [_dot(gettext("Everybody"), one, whole=True) for one in found.of(estimate, "")]
    wave, unit = found.wave, groups[0].unit
    largest = max((one.value or 0.0 for one in groups), default=0.0)
    return Dots(
        rows=(*whole, *(_dot(found.name_of(split, one.domain), one) for one in groups)),
        title=gettext("%(estimate)s, by %(split)s: %(wave)s")
        % {
            "estimate": wave.title_of(estimate),
            "split": str(wave.split_title(split)).lower(),
            "wave": wave.wave_title,
        },
        unit=words.axis_words(unit),
        quantity=words.quantity(unit, largest),
        source=gettext("%(survey)s, asked by: %(body)s") % {"survey": wave.title, "body": wave.run_by},
    )


def _dot(label: str, one: Estimate, *, whole: bool = False) -> DotRow:
    return DotRow(label, one.value, one.lower, one.upper, state=one.state, whole=whole)


def _lead(found: Found) -> str:
    """Return the answer in a sentence or two: the first headline figure, and whether it changed."""
    first = next(iter(headlines(found)), None)
    if first is None:
        return ""
    told = {"estimate": found.wave.title_of(first.estimate), "figure": words.figure_words(first)}
    if not first.is_shown:
        return gettext("%(estimate)s: not shown. %(why)s") % {**told, "why": words.why_words(first.why)}
    told |= {"interval": words.interval_words(first), "unit": words.unit_words(first.unit)}
    said = gettext("%(estimate)s: %(figure)s; %(interval)s, allowing for chance.")
    if told["unit"]:
        said = gettext("%(estimate)s: %(figure)s %(unit)s; %(interval)s, allowing for chance.")
    change = found.changes.get((first.estimate, "", ""))
    moved = words.moved_words(change, found.before) if change and found.before else ""
    return " ".join(part for part in (said % told, moved) if part)


def _change_note(found: Found) -> str:
    if found.before is not None:
        return ""
    return gettext("This is the first wave that can be compared: nothing is said about change.")


def _splits(found: Found, estimate: str, build: str) -> Iterable[SplitShown]:
    for split in found.wave.about["splits"]:
        slug, groups = split["slug"], found.of(estimate, split["slug"])
        if len(groups) < 2:  # one group is everybody
            continue
        title = str(found.wave.split_title(slug))
        names = {one.domain: found.name_of(slug, one.domain) for one in groups}
        drawn = dots(found, estimate, slug)
        yield SplitShown(
            ident=f"by-{slug}",
            title=title,
            dots=drawn,
            chart=addresses.of_chart(found.wave, estimate, slug, build=build) if drawn else "",
            told=tuple(_told(found, estimate, slug, groups[0].unit)),
            table=tables.of_groups(title, names, groups, _changes(found, estimate, slug)),
        )


def _told(found: Found, estimate: str, split: str, unit: str) -> Iterable[str]:
    """Yield which groups differ from everybody else by more than chance; or that none does."""
    compared = [one for one in found.groups if (one.estimate, one.split) == (estimate, split)]
    said = [words.group_words(one, found.name_of(split, one.domain), unit) for one in compared]
    differing = [one for one in said if one]
    if compared and not differing:
        yield gettext("No group differs from everybody else by more than chance, allowing for how many were compared.")
    yield from differing


def _changes(found: Found, estimate: str, split: str) -> dict[str, Change]:
    return {key[2]: one for key, one in found.changes.items() if key[:2] == (estimate, split)}


def _corrections(found: Found) -> Iterable[Moment]:
    for one in reversed(found.publications):
        said = gettext("Corrected: %(note)s") % {"note": one.note} if one.number > 1 else gettext("Published.")
        link = Link(
            gettext("Publication %(number)s, as it was frozen") % {"number": number(one.number)},
            addresses.of_publication(found.wave, one.number),
        )
        yield Moment(one.published_at.date(), said, link)


def _cite(wave: Wave, address: str) -> str:
    return gettext(
        "%(survey)s, %(wave)s. Asked by: %(body)s. Publication %(number)s of %(day)s, %(address)s, SHA-256 %(hash)s."
    ) % {
        "survey": wave.title,
        "wave": wave.wave_title,
        "body": wave.run_by,
        "number": wave.number,
        "day": day_name(wave.published_at),
        "address": address,
        "hash": wave.sha256[:12],
    }


def _call(wave: Wave, build: str) -> Call:
    return Call(
        what_to_do=gettext("Read how people were asked before you quote a figure, and quote its interval with it."),
        what_to_do_link=Link(gettext("The questions"), addresses.of_questions(wave, build=build)),
        who_answers=gettext("Asked by: %(body)s.") % {"body": wave.run_by},
        follow=gettext("Hear of new waves and of corrections."),
        follow_link=Link(gettext("Feed of surveys"), speaking(reverse("surveys-feed"))),
    )


def by_slot(changes: Sequence[Change], before: str) -> dict[tuple[str, str, str], Change]:
    """Return the changes from one earlier wave by estimate, split and domain."""
    return {(one.estimate, one.split, one.domain): one for one in changes if one.before == before}
