"""Questionnaires that come with the project: one folder each, reviewed like any other figure's definition."""

from functools import cache
from importlib import resources


@cache
def slugs() -> tuple[str, ...]:
    """Return the names of the questionnaires that come with the project."""
    found = resources.files("hueandcry.surveys.questionnaires").iterdir()
    return tuple(sorted(one.name for one in found if one.joinpath("questionnaire.toml").is_file()))


def text(slug: str) -> bytes:
    """Return the file of one of them."""
    return resources.files("hueandcry.surveys.questionnaires").joinpath(slug, "questionnaire.toml").read_bytes()
