"""Every specification does what its page says."""

import importlib.util

import pytest

from spec import form


@pytest.mark.parametrize("specification", form.every(), ids=lambda s: f"{s.path.parent.name}-{s.slug}")
def test_answer_is_the_expected_one(specification):
    module_of = importlib.util.spec_from_file_location(specification.path.stem, specification.path)
    module = importlib.util.module_from_spec(module_of)
    module_of.loader.exec_module(module)

    answer = module.answer(form.rows(specification.table))

    assert [{name: str(value) for name, value in row.items()} for row in answer] == form.rows(specification.expected)


def test_there_are_specifications_of_the_rises():
    assert sum(s.path.parent.name == "rises" for s in form.every()) >= 8


@pytest.mark.parametrize("specification", form.every(), ids=lambda s: f"{s.path.parent.name}-{s.slug}")
def test_page_holds_both_tables(specification):
    page = specification.markdown()

    for row in [*form.rows(specification.table), *form.rows(specification.expected)]:
        assert "| " + " | ".join(row.values()) + " |" in page


def test_a_missing_part_is_named(tmp_path):
    path = tmp_path / "s01_half.py"
    path.write_text('"""Text."""\ntitle = "Half"\n')

    with pytest.raises(ValueError, match="found no summary, table, operation, expected, closing"):
        form.read(path)
