"""What was published once never changes: a correction is another number, with its reason, and both stay."""

import json
import shutil
from datetime import UTC, datetime

import pytest

from hueandcry.warehouse import frozen
from hueandcry.warehouse.frozen import NotFrozen, Tampered

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 12, tzinfo=UTC)


def publish(home, text=b'{"a": 1}', **more):
    return frozen.freeze(home=home, kind="dashboard", slug="2018-19", files={"edition.json": text}, now=NOW, **more)


def test_a_publication_is_read_as_it_was_written(home):
    made = publish(home, build="20261121T120000Z-abc")

    assert frozen.latest(home, "dashboard", "2018-19") == made
    assert made.json("edition.json") == {"a": 1}
    assert (made.number, made.note, made.build, made.published_at) == (1, "", "20261121T120000Z-abc", NOW)


def test_the_same_again_changes_nothing(home):
    first, state = publish(home), frozen.state(home)

    again = frozen.freeze(
        home=home, kind="dashboard", slug="2018-19", files={"edition.json": b'{"a": 1}'}, now=LATER, build="other"
    )

    assert again == first
    assert frozen.state(home) == state
    assert len(frozen.versions(home, "dashboard", "2018-19")) == 1


def test_other_figures_without_a_note_are_refused(home):
    publish(home)

    with pytest.raises(NotFrozen, match="a note that says what is corrected"):
        publish(home, b'{"a": 2}', note="  ")

    assert frozen.latest(home, "dashboard", "2018-19").json("edition.json") == {"a": 1}


def test_a_correction_stands_and_the_earlier_stays(home):
    publish(home)

    publish(home, b'{"a": 2}', note="A row was counted twice.")

    first, second = frozen.versions(home, "dashboard", "2018-19")
    assert (first.json("edition.json"), second.json("edition.json")) == ({"a": 1}, {"a": 2})
    assert (second.number, second.note) == (2, "A row was counted twice.")
    assert frozen.every(home, "dashboard") == [second]


def test_a_publication_is_noticed_by_those_who_keep_finished_pages(home):
    states = [frozen.state(home)]
    publish(home)
    states.append(frozen.state(home))
    publish(home, b'{"a": 2}', note="Corrected.")
    states.append(frozen.state(home))

    assert len(set(states)) == 3


def test_a_changed_file_is_noticed(home):
    made = publish(home)
    (made.folder / "edition.json").write_bytes(b'{"a": 9}')

    with pytest.raises(Tampered, match="what was published may not change"):
        made.read("edition.json")


def test_a_file_that_is_gone_is_noticed(home):
    made = publish(home)
    (made.folder / "edition.json").unlink()

    with pytest.raises(Tampered, match=r"dashboard/2018-19/1/edition\.json: found no file"):
        made.read("edition.json")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "7", '{"published_at": "yesterday"}'])
def test_a_publication_whose_hashes_cannot_be_read_is_noticed(home, text):
    made = publish(home)
    (made.folder / "about.json").write_text(text, "utf-8")

    with pytest.raises(Tampered, match=r"dashboard/2018-19/1/about\.json: found what cannot be read"):
        frozen.versions(home, "dashboard", "2018-19")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"note": "A row was counted twice."', '"note": "Nothing."'),
        ('"published_at": "2026-11-21', '"published_at": "2026-11-20'),
        ('"number": 1', '"number": 7'),
        ('"files": {', '"files": {"more.json": "", '),
    ],
)
def test_other_words_about_a_publication_are_noticed(home, before, after):
    about = publish(home, note="A row was counted twice.").folder / "about.json"
    about.write_text(about.read_text("utf-8").replace(before, after), "utf-8")

    with pytest.raises(Tampered, match=r"dashboard/2018-19/1/about\.json: found words with SHA-256"):
        frozen.latest(home, "dashboard", "2018-19")


def test_a_publication_older_than_the_hash_of_what_is_said_about_it_is_read(home):
    made = publish(home)
    about = json.loads((made.folder / "about.json").read_text("utf-8"))
    del about["sha256"]
    (made.folder / "about.json").write_text(json.dumps(about), "utf-8")

    assert frozen.versions(home, "dashboard", "2018-19") == [made]


def test_a_publication_in_the_place_of_another_is_noticed(home):
    made = publish(home)
    shutil.copytree(made.folder, made.folder.with_name("2"))

    with pytest.raises(Tampered, match="found dashboard/2018-19/1; expected dashboard/2018-19/2"):
        frozen.versions(home, "dashboard", "2018-19")


def test_a_correction_that_lost_what_is_said_about_it_does_not_vanish(home):
    publish(home)
    (publish(home, b'{"a": 2}', note="A row was counted twice.").folder / "about.json").unlink()

    with pytest.raises(Tampered, match=r"dashboard/2018-19/2/about\.json: found what cannot be read"):
        frozen.latest(home, "dashboard", "2018-19")


def test_a_copy_that_somebody_laid_beside_a_publication_is_none(home):
    made = publish(home)
    shutil.copytree(made.folder, made.folder.with_name("1.bak"))

    assert frozen.versions(home, "dashboard", "2018-19") == [made]


@pytest.mark.parametrize(("number", "note"), [(1, ""), (1, "A row was counted twice."), (3, "Again.")])
def test_files_that_say_a_number_that_is_not_theirs_are_refused(home, number, note):
    made = publish(home, number=1)

    with pytest.raises(NotFrozen, match=f"number 1, published meanwhile .* expected to be number {number}"):
        publish(home, b'{"a": 2}', note=note, number=number)

    assert frozen.versions(home, "dashboard", "2018-19") == [made]


def test_a_publication_killed_half_way_is_not_there(home):
    made = publish(home)
    (made.folder.with_name(".2.new")).mkdir()
    (made.folder.with_name("3")).mkdir()

    assert frozen.versions(home, "dashboard", "2018-19") == [made]


@pytest.mark.parametrize("slug", ["../2018-19", "2018/19", "", "About", ".new"])
def test_a_name_that_leads_elsewhere_is_refused(home, slug):
    with pytest.raises(NotFrozen):
        frozen.freeze(home=home, kind="dashboard", slug=slug, files={"edition.json": b"{}"}, now=NOW)

    assert frozen.latest(home, "dashboard", slug) is None
