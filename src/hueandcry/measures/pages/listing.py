"""The list of measures, by tag: each question with its answer in a sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from hueandcry.measures.pages import addresses, words
from hueandcry.measures.pages.measure import latest_period
from hueandcry.measures.queries import Definition, Value


@dataclass(frozen=True)
class ListLine:
    """A measure on the list: its title, its question, and its answer as far as there is one."""

    title: str
    url: str
    question: str
    answer: str
    has_data: bool


@dataclass(frozen=True)
class Group:
    """The measures under one tag."""

    ident: str
    title: str
    lines: tuple[ListLine, ...]


def groups(every: Sequence[Definition], values: Sequence[Value], earlier: Sequence[Value] = ()) -> list[Group]:
    """Return the measures by their first tag; within one by title.

    `earlier` are the latest figures of each body of those measures of which few bodies have any.
    """
    few: dict[str, list[Value]] = defaultdict(list)
    for one in earlier:
        few[one.measure].append(one)
    by_measure: dict[str, list[Value]] = defaultdict(list)
    for one in values:
        by_measure[one.measure].append(one)
    found: dict[str, list[ListLine]] = defaultdict(list)
    for about in every:
        tag = about.tags[0] if about.tags else gettext("Other measures")
        found[tag].append(line(about, by_measure[about.slug], few[about.slug]))
    return [
        Group(f"tag-{at}", tag[:1].upper() + tag[1:], tuple(sorted(lines, key=lambda one: one.title)))
        for at, (tag, lines) in enumerate(sorted(found.items()))
    ]


def line(about: Definition, values: Sequence[Value], earlier: Sequence[Value] = ()) -> ListLine:
    """Return one measure with its answer in the latest period."""
    period = latest_period(values)
    now = [one for one in values if one.period == period]
    has_data = any(one.value is not None for one in now)
    said = words.answer(about, words.quantity(about, values), now, earlier) if has_data else gettext("No data yet.")
    return ListLine(about.title, addresses.of_measure(about.slug), about.question, said, has_data)
