"""The tables of figures on a force's page: outcomes, fraud referrals, grant, levels; each with its trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from hueandcry.measures.pages import words as measure_words
from hueandcry.measures.queries import Value
from hueandcry.offences import queries as offences
from hueandcry.ui.charts import SHARE, Bars, Flow, FlowPart
from hueandcry.ui.components import Cell, Column, Figure, SourceFile, Table, Trail
from hueandcry.ui.format import day_name, language, number, percent
from hueandcry.web.pages import addresses
from hueandcry.web.pages.data import months_words
from hueandcry.web.queries.data import Dataset
from hueandcry.web.queries.forces import File, Grant, Level, Outcomes, Referrals
from hueandcry.web.queries.reference import Body, Reference

RESULT_WORDS = {
    "positive": gettext_lazy("Charged, cautioned or settled out of court"),
    "negative": gettext_lazy("Closed, and nobody was dealt with"),
    "court": gettext_lazy("A court decided"),
    "pending": gettext_lazy("Waiting for a court"),
    "other": gettext_lazy("Passed to another body, or not known"),
}
RESULT_TONES = {"positive": "good", "other": "unknown"}


@dataclass(frozen=True)
class OutcomesSection:
    """What became of crimes: the flow, each outcome in a table, and what must be known to read them."""

    flow: Flow
    table: Table
    period: str
    notes: tuple[str, ...]
    trail: Trail


@dataclass(frozen=True)
class ReferralsSection:
    """Fraud and cyber crimes referred: two charts on one scale, the table, and what must be known to read them."""

    charts: tuple[Bars, ...]
    table: Table
    notes: tuple[str, ...]
    trail: Trail


# ---- outcomes -----------------------------------------------------------------------------------------------------


def outcomes_section(found: Outcomes, trail: Trail) -> OutcomesSection:
    """Return what became of crimes."""
    return OutcomesSection(
        flow=outcomes_flow(found),
        table=_outcomes_table(found),
        period=months_words(found.first, found.last),
        notes=tuple(outcome_notes(found)),
        trail=trail,
    )


def outcomes_flow(found: Outcomes) -> Flow:
    """Return the outcomes by group, as a flow."""
    label = gettext("%(count)s outcomes recorded, %(months)s") % {
        "count": number(found.crimes),
        "months": months_words(found.first, found.last),
    }
    parts = tuple(
        FlowPart(str(words), found.of(result), RESULT_TONES.get(result, "plain"))
        for result, words in RESULT_WORDS.items()
        if found.of(result)
    )
    return Flow(label=label, parts=parts, title=gettext("What became of crimes"))


def outcome_notes(found: Outcomes) -> list[str]:
    """Say what must be known to read outcomes."""
    said = [
        gettext("The month is that of the outcome, not of the crime: many belong to crimes of earlier months."),
        gettext("A crime can get several outcomes. Each crime counts once for each of its outcomes in a month."),
        gettext("Results of courts stop in May 2019 in the published files. Later ones are not known here."),
    ]
    if found.there < found.months:
        words = gettext("Of these %(all)s months, %(there)s hold data. Missing is not zero.")
        said.append(words % {"all": number(found.months), "there": number(found.there)})
    return said


def _outcomes_table(found: Outcomes) -> Table:
    return Table(
        caption=gettext("Crimes by outcome, %(months)s.") % {"months": months_words(found.first, found.last)},
        columns=(Column(gettext("Outcome")), Column(gettext("Group")), Column(gettext("Crimes"), numeric=True)),
        rows=tuple((one.name, str(RESULT_WORDS[one.result]), number(one.crimes)) for one in found.outcomes),
    )


# ---- Action Fraud -------------------------------------------------------------------------------------------------


def referrals_section(
    body: Body, found: Sequence[Referrals], trail: Trail, shares: Mapping[str, Value]
) -> ReferralsSection:
    """Return the fraud and cyber crimes referred to a body; `shares` is the measure's value of each year."""
    return ReferralsSection(
        charts=referral_charts(found),
        table=_referrals_table(found, shares),
        notes=tuple(referral_notes(body, found)),
        trail=trail,
    )


def referral_charts(found: Sequence[Referrals]) -> tuple[Bars, ...]:
    """Return referrals and outcomes as two charts on one scale. They are not divided by each other."""
    years = tuple(one.financial_year for one in found)
    ceiling = float(max((max(one.referred, one.outcomes) for one in found), default=0)) or None
    return (
        Bars(years, tuple(one.referred for one in found), title=gettext("Crimes referred"), ceiling=ceiling),
        Bars(years, tuple(one.outcomes for one in found), title=gettext("Outcomes recorded"), ceiling=ceiling),
    )


def referral_notes(body: Body, found: Sequence[Referrals]) -> list[str]:
    """Say what must be known to read referrals."""
    said = [
        gettext(
            "Outcomes recorded in a year may belong to crimes referred in earlier years, or to another body. "
            "So outcomes divided by referrals is no rate of success, and is not shown."
        ),
        gettext(
            "Judicial outcomes are charges, cautions and the like. Their share of all outcomes recorded can be told."
        ),
    ]
    of_all = [
        gettext("%(share)s in %(year)s") % {"share": percent(one.judicial_share_of_all, 1), "year": one.financial_year}
        for one in found
        if one.judicial_share_of_all is not None
    ]
    if of_all:
        said.append(gettext("Of all bodies together it was %(shares)s.") % {"shares": ", ".join(of_all)})
    published_as = sorted({one.published_name for one in found if not body.english.startswith(one.published_name)})
    if published_as:
        said.append(gettext("The published table calls this body “%(name)s”.") % {"name": "”, “".join(published_as)})
    return said


def _referrals_table(found: Sequence[Referrals], shares: Mapping[str, Value]) -> Table:
    return Table(
        caption=gettext("Fraud and cyber crimes referred to this body, and outcomes it recorded, by financial year."),
        columns=(
            Column(gettext("Year, April to March")),
            Column(gettext("Crimes referred"), numeric=True),
            Column(gettext("Outcomes recorded"), numeric=True),
            Column(gettext("of these judicial"), numeric=True),
            Column(gettext("of these others"), numeric=True),
            Column(gettext("Judicial share of outcomes"), numeric=True),
            # xgettext:no-python-format
            Column(gettext("95% interval"), numeric=True),
        ),
        rows=tuple(
            (
                one.financial_year,
                number(one.referred),
                number(one.outcomes),
                number(one.judicial),
                number(one.non_judicial),
                *_share_cells(one, shares.get(one.financial_year)),
            )
            for one in found
        ),
    )


def _share_cells(one: Referrals, share: Value | None) -> tuple[Cell | str, str]:
    """Return the judicial share and its interval as the measure has them: one of few cases says so."""
    if not one.outcomes:
        return gettext("no outcome"), "–"
    said = percent(one.judicial_share, 1)
    if share is None:
        return said, "–"
    is_few = share.state == "few"
    return Cell(said, note=gettext("few cases") if is_few else ""), measure_words.interval_cell(SHARE, share)


# ---- money and levels ----------------------------------------------------------------------------------------------


def grant_figure(found: Grant, trail: Trail) -> Figure:
    """Return the government grant of a force."""
    return Figure(
        label=gettext("Government grant"),
        value=pounds(found.budget_gbp),
        period=found.financial_year,
        note=gettext("It is not the whole budget: a good part of that comes from council tax."),
        trail=trail,
    )


def pounds(amount: int) -> str:
    """Say an amount of money: "£231.6 million"."""
    if amount >= 1_000_000:
        return gettext("£%(amount)s million") % {"amount": number(amount / 1_000_000, 1)}
    return f"£{number(amount)}"


def levels_table(found: Sequence[Level]) -> Table:
    """Return the offences recorded in twelve months. Levels only: burglary stands in overlapping pairs."""
    return Table(
        caption=gettext("Offences recorded in the twelve months to %(day)s, and in the twelve months before.")
        % {"day": day_name(found[0].ending)},
        columns=(
            Column(gettext("Offence, as published")),
            Column(gettext("Twelve months"), numeric=True),
            Column(gettext("The twelve before"), numeric=True),
        ),
        rows=tuple(
            sorted(
                (offences.recorded_name(one.offence, language()), number(one.total), number(one.total_before))
                for one in found
            )
        ),
    )


# ---- trails -------------------------------------------------------------------------------------------------------

DATASET_FIGURES = {
    "outcomes": gettext_lazy("Outcomes of street-level crimes, by the month of the outcome"),
    "action_fraud": gettext_lazy("Fraud and cyber crimes referred to the body, and outcomes it recorded"),
    "police_grant": gettext_lazy("Government grant to the force"),
    "recorded_rolling": gettext_lazy("Offences recorded in twelve months"),
}


def trails(
    reference: Reference, body: Body, files: Sequence[File], loaded: Sequence[Dataset], *, page: str
) -> Mapping[str, Trail]:
    """Return the trail of each table on a force's page, by dataset."""
    publishers = {one.dataset: str(one.publisher) for one in loaded}
    return {
        dataset: trail(reference, body, dataset, files, publisher=publishers.get(dataset, ""), page=page)
        for dataset in DATASET_FIGURES
    }


def trail(reference: Reference, body: Body, dataset: str, files: Sequence[File], *, publisher: str, page: str) -> Trail:
    """Return where a table of a force's page comes from and how to take it along; `page` is the full address."""
    title = str(DATASET_FIGURES[dataset])
    here = f"{reverse('force', args=[body.slug])}?build={reference.build}#{dataset}"
    permalink = f"{page}?build={reference.build}#{dataset}"
    explained = dataset in ("outcomes", "action_fraud")
    return Trail(
        definition=title,
        definition_url=reverse("method", args=["outcomes-and-referrals"]) if explained else "",
        sources=tuple(
            SourceFile(one.source, one.sha256, f"{reverse('data-files')}?sha256={one.sha256}")
            for one in files
            if one.dataset == dataset
        ),
        build=reference.build,
        permalink=permalink,
        cite=cite(title, body, reference, publisher, permalink),
        csv=reverse("force-csv", args=[body.slug]),
        json=reverse("force-json", args=[body.slug]),
        problem=addresses.of_problem(here),
    )


def cite(title: str, body: Body, reference: Reference, publisher: str, permalink: str) -> str:
    """Return the words by which figures are cited."""
    return gettext(
        "%(title)s, %(body)s. Source: %(publisher)s. Worked out by Hue and Cry, build %(build)s of %(day)s. %(address)s"
    ) % {
        "title": title,
        "body": body.name,
        "publisher": publisher,
        "build": reference.build,
        "day": day_name(reference.built_at),
        "address": permalink,
    }
