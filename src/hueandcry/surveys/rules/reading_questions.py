"""A questionnaire's file becomes a `Questionnaire`, or faults."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hueandcry.surveys.rules.faults import Faults
from hueandcry.surveys.rules.questionnaire import (
    CODE,
    COLUMN,
    GROUPING_KINDS,
    KINDS,
    NUMBER,
    OF_COUNTS,
    OF_YES,
    ONE,
    UNITS,
    WORDS,
    Asked,
    Condition,
    Option,
    Question,
    Questionnaire,
    Section,
    Split,
    Text,
    condition,
)
from hueandcry.surveys.rules.tables import Table, parsed

MOST_INCIDENTS = 1_000


def questionnaire(data: bytes, faults: Faults) -> Questionnaire | None:
    """Read the bytes of a questionnaire; None where there are faults."""
    table = parsed(data, faults)
    if table is None:
        return None
    sets = {name: _options(one, "answers") for name, one in table.named_tables("answer_sets").items()}
    made = Questionnaire(
        slug=table.slug("slug"),
        version=table.whole("version", least=1),
        since=table.day("since"),
        title=text(table, "title"),
        about=text(table, "about"),
        people=text(table, "people"),
        reference_months=table.whole("reference_months", 12, least=1),
        reviewed_by=table.text("reviewed_by"),
        welsh_reviewed_by=table.text("welsh_reviewed_by", "not yet reviewed"),
        sections=tuple(_section(one) for one in table.tables("sections")),
        questions=tuple(_question(one, sets) for one in table.tables("questions")),
        estimates=tuple(_asked(one) for one in table.tables("estimates")),
        splits=tuple(_split(one) for one in table.tables("splits")),
    )
    table.finish()
    if not faults:
        _parts_fit(made, faults)
    return None if faults else made


def text(table: Table, key: str, default: str | None = None) -> Text:
    """Read a text and its Welsh (`key_cy`, which may be absent)."""
    english = table.text(key) if default is None else table.text(key, default)
    return Text(english, table.text(f"{key}_cy", ""))


def _section(table: Table) -> Section:
    made = Section(table.slug("slug"), text(table, "title"), text(table, "text", ""))
    table.finish()
    return made


def _options(table: Table, key: str) -> tuple[Option, ...]:
    made = []
    for one in table.tables(key):
        code = one.text("code")
        if code and not CODE.fullmatch(code):
            one.fault("code", "letters that a code may not have", "letters, digits, hyphens, dots and underscores")
        made.append(Option(code, text(one, "text"), one.truth("missing"), one.truth("too_many")))
        one.finish()
    twice = [code for code, count in Counter(option.code for option in made).items() if count > 1]
    for code in twice:
        table.fault(key, f"the code {code!r} twice", "each code once")
    return tuple(made)


def _question(table: Table, sets: Mapping[str, tuple[Option, ...]]) -> Question:
    column = table.text("column")
    if column and not COLUMN.fullmatch(column):
        table.fault("column", repr(column), "a letter, then letters, digits and underscores")
    options = _options(table, "answers")
    shared = table.text("answer_set", "")
    if shared and shared not in sets:
        table.fault("answer_set", repr(shared), "one of " + ", ".join(sets) if sets else "none: no set is defined")
    made = Question(
        column=column,
        kind=table.choice("kind", KINDS, ONE),
        section=table.text("section"),
        ask=text(table, "ask"),
        note=text(table, "note", ""),
        options=(*options, *sets.get(shared, ())),
        ask_if=_conditions(table, "ask_if"),
        least=table.whole("least", 0),
        most=table.whole("most", MOST_INCIDENTS),
        sensitive=table.truth("sensitive"),
        help=table.texts("help"),
    )
    if made.kind == ONE and not made.options:
        table.fault("answers", "no answer", "one or more answers to choose from")
    if made.kind == NUMBER and made.least > made.most:
        table.fault("most", f"{made.most}", f"{made.least} or more")
    table.finish()
    return made


def _conditions(table: Table, key: str) -> tuple[Condition, ...]:
    found = []
    for written in table.texts(key):
        one = condition(written)
        if one is None:
            table.fault(key, repr(written), "'column=code' or 'column>0'")
        else:
            found.append(one)
    return tuple(found)


def _asked(table: Table) -> Asked:
    made = Asked(
        slug=table.slug("slug"),
        title=text(table, "title"),
        what=text(table, "what"),
        kind=table.choice("kind", tuple(UNITS)),
        yes=_conditions(table, "yes"),
        count=table.texts("count"),
        among=_conditions(table, "among"),
        headline=table.truth("headline"),
        groups=table.truth("groups"),
    )
    if made.kind in OF_YES and (made.count or not made.yes):
        table.fault("yes", "no answer that counts as yes", "'yes' and no 'count' for a share or a number of people")
    if made.kind in OF_COUNTS and (made.yes or not made.count):
        table.fault("count", "nothing that is counted", "'count' and no 'yes' for incidents")
    table.finish()
    return made


def _split(table: Table) -> Split:
    made = Split(table.slug("slug"), text(table, "title"), table.texts("columns"), table.truth("groups"))
    if not 1 <= len(made.columns) <= 2:
        table.fault("columns", f"{len(made.columns)} columns", "one or two")
    table.finish()
    return made


# ---- what one part says of another ----------------------------------------------------------------------------------


def _parts_fit(made: Questionnaire, faults: Faults) -> None:
    _once(faults, "questions, column", [one.column for one in made.questions])
    _once(faults, "sections, slug", [one.slug for one in made.sections])
    _once(faults, "estimates, slug", [one.slug for one in made.estimates])
    _once(faults, "splits, slug", [one.slug for one in made.splits])
    if not made.questions or not made.estimates:
        faults.add("questions and estimates", "none", "at least one question and one estimate")
    sections, before = {one.slug for one in made.sections}, dict[str, Question]()
    for question in made.questions:
        where = f"question {question.column}"
        if question.section not in sections:
            faults.add(f"{where}, section", repr(question.section), "the slug of a section")
        _conditions_fit(question.ask_if, before, faults, f"{where}, ask_if", "a question that is asked before")
        before[question.column] = question
    for asked in made.estimates:
        where = f"estimate {asked.slug}"
        for key in ("yes", "among"):
            _conditions_fit(getattr(asked, key), before, faults, f"{where}, {key}", "a question")
        for column in asked.count:
            if column not in before or before[column].kind != NUMBER:
                faults.add(f"{where}, count", repr(column), "the column of a question whose kind is 'number'")
    for split in made.splits:
        for column in split.columns:
            if column not in before or before[column].kind not in GROUPING_KINDS:
                kinds = ", ".join(repr(kind) for kind in GROUPING_KINDS)
                faults.add(f"split {split.slug}, columns", repr(column), f"a question whose kind is one of {kinds}")


def _conditions_fit(
    conditions: Sequence[Condition], known: Mapping[str, Question], faults: Faults, where: str, expected: str
) -> None:
    for one in conditions:
        question = known.get(one.column)
        if question is None or question.kind == WORDS:
            faults.add(where, repr(str(one)), f"{expected} with a column of that name")
        elif one.code and one.code not in question.codes:
            faults.add(where, repr(str(one)), "one of the codes " + ", ".join(question.codes))
        elif not one.code and question.kind != NUMBER:
            faults.add(where, repr(str(one)), "a question whose kind is 'number'")


def _once(faults: Faults, where: str, names: Sequence[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            faults.add(where, f"{name!r} {count} times", "each name once")
