"""The floors that import-linter cannot see: foreign keys and templates obey them too."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "hueandcry"


def floors() -> dict[str, int]:
    """Return room → floor (0 = lowest), as the contract in pyproject.toml has them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = contracts[0]["layers"]
    return {room.strip(): floor for floor, layer in enumerate(reversed(layers)) for room in layer.split("|")}


def may_use(user: str, used: str) -> bool:
    return user == used or floors()[used] < floors()[user]


def test_every_room_has_a_floor_and_every_floor_a_room():
    rooms = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()} | {"errors"}

    assert rooms == set(floors())


def test_foreign_keys_point_down():
    upward = [
        f"{model.__module__}.{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("hueandcry.")
        for field in model._meta.get_fields()
        if field.many_to_one
        and field.related_model.__module__.startswith("hueandcry.")
        and not may_use(model.__module__.split(".")[1], field.related_model.__module__.split(".")[1])
    ]

    assert upward == []


TEMPLATES = sorted(PACKAGE.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_templates_extend_and_include_downwards(template):
    room = template.relative_to(PACKAGE).parts[0]
    used = re.findall(r'{%\s*(?:extends|include)\s+"([a-z_]+)/', template.read_text("utf-8"))
    loaded = re.findall(r"{%\s*load\s+([a-z_ ]+)\s*%}", template.read_text("utf-8"))
    tag_rooms = {path.stem: path.relative_to(PACKAGE).parts[0] for path in PACKAGE.glob("*/templatetags/*.py")}
    rooms = set(used) | {tag_rooms[name] for names in loaded for name in names.split() if name in tag_rooms}

    assert [other for other in rooms & set(floors()) if not may_use(room, other)] == []
