"""A published edition never changes: the same again is nothing, a correction is another publication, both stay."""

from __future__ import annotations

import json

import pytest

from editions import homes
from hueandcry.editions import actions, queries
from hueandcry.editions.actions.publishing import CorrectionOfWhat, NotCorrected, NothingToPublish
from hueandcry.editions.rules.content import alike
from hueandcry.editions.rules.periods import NotAPeriod
from hueandcry.project import building
from hueandcry.warehouse import frozen, manifest
from hueandcry.warehouse.frozen import NotFrozen, Tampered
from hueandcry.warehouse.reading import NothingBuilt

NOTE = "Kent's referrals of 2018-19 were counted twice."
FILES = [
    "dangosfwrdd.pdf",
    "dashboard.pdf",
    "datapackage.json",
    "edition.json",
    "figures.csv",
    "figures.csv-metadata.json",
]


@pytest.fixture
def published():
    """A home of the test's own, with its three editions."""
    return homes.copy_of(homes.published_annual())


def corrected_table() -> bytes:
    """Return the table with eight fewer referred to Kent in the last year, and so in the total."""
    kent, total = b"2018-19,Kent Police,1185,", b"2018-19,Total,43717,"
    data = homes.action_fraud()
    assert kent in data
    assert total in data
    return data.replace(kent, b"2018-19,Kent Police,1177,").replace(total, b"2018-19,Total,43709,")


def rebuilt_with_other_figures(home):
    homes.load_more(home, {"action_fraud.csv": corrected_table()})


def states(found):
    return {one.slug: one.state for one in found}


def test_every_edition_that_the_build_allows_is_published_once(published):
    again = actions.publish_all(home=published, now=homes.LATER)

    assert states(again) == {"2016-17": "unchanged", "2017-18": "unchanged", "2018-19": "unchanged"}
    assert [(one.slug, one.number, one.published_at) for one in queries.every(published)] == [
        ("2018-19", 1, homes.NOW), ("2017-18", 1, homes.NOW), ("2016-17", 1, homes.NOW),
    ]  # fmt: skip


def test_a_publication_has_everything_that_is_needed_to_cite_and_check_it(published):
    found = queries.edition(published, "2018-19")

    assert sorted(found.frozen.files) == FILES
    told = found.frozen.json("edition.json")
    assert told["build"]["id"] == found.frozen.build
    landed = {one.sha256 for one in manifest.landings(published) if one.dataset == "action_fraud"}
    assert {one["sha256"] for one in told["sources"]} == landed
    assert told["definitions"]["outcomes"][0]["slug"] == "judicial-outcomes"
    assert told["definitions"]["outcomes"][0]["version"] == 1
    assert "no rate of success" in " ".join(told["caveats"]["outcomes"])


def test_a_new_build_with_the_same_figures_publishes_nothing(published):
    building.build(home=published, now=homes.LATER, settings={"false_discovery_rate": 0.1})

    found = actions.publish(home=published, now=homes.LATER, edition="2018-19", note="Nothing is different.")

    assert states(found) == {"2018-19": "unchanged"}
    assert len(queries.versions(published, "2018-19")) == 1


def test_other_figures_are_refused_unless_somebody_says_why(published):
    rebuilt_with_other_figures(published)

    with pytest.raises(NotCorrected, match="or a note that says what is corrected"):
        actions.publish(home=published, now=homes.LATER, edition="2018-19", note="  ")

    assert [one.number for one in queries.versions(published, "2018-19")] == [1]


def test_without_a_name_other_figures_are_told_of_and_not_published(published):
    rebuilt_with_other_figures(published)

    found = actions.publish(home=published, now=homes.LATER)

    assert states(found) == {"2016-17": "unchanged", "2017-18": "unchanged", "2018-19": "differs"}
    assert [one.number for one in queries.versions(published, "2018-19")] == [1]


def test_a_correction_is_another_publication_and_the_first_stays(published):
    before = {name: queries.edition(published, "2018-19").frozen.read(name) for name in FILES}
    rebuilt_with_other_figures(published)

    found = actions.publish(home=published, now=homes.LATER, edition="2018-19", note=NOTE)

    first, second = queries.versions(published, "2018-19")
    assert states(found) == {"2018-19": "corrected"}
    assert (second.number, second.note, second.published_at) == (2, NOTE, homes.LATER)
    assert {name: first.frozen.read(name) for name in FILES} == before
    assert first.content.figure("kent", "referrals", "referred").value == 1185
    assert second.content.figure("kent", "referrals", "referred").value == 1177
    assert queries.edition(published, "2018-19").number == 2
    assert second.frozen.json("edition.json")["correction"] == NOTE


def test_the_same_correction_again_is_nothing(published):
    rebuilt_with_other_figures(published)
    actions.publish(home=published, now=homes.LATER, edition="2018-19", note=NOTE)

    again = actions.publish(home=published, now=homes.LATER, edition="2018-19", note=NOTE)

    assert states(again) == {"2018-19": "unchanged"}


@pytest.mark.parametrize("name", ["2018", "2018-20", "../2018-19", "2018-19/1", "latest", ""])
def test_a_wrong_name_is_refused(published, name):
    with pytest.raises(NotAPeriod):
        actions.publish(home=published, now=homes.LATER, edition=name)


def test_a_period_that_the_build_does_not_hold_is_refused(published):
    with pytest.raises(NothingToPublish, match="2016-17, 2017-18, 2018-19"):
        actions.publish(home=published, now=homes.LATER, edition="2025-q3")


def test_a_note_needs_the_name_of_what_it_corrects(published):
    with pytest.raises(CorrectionOfWhat):
        actions.publish(home=published, now=homes.LATER, note=NOTE)


def test_without_a_build_there_is_nothing_to_publish(home):
    with pytest.raises(NothingBuilt):
        actions.publish_all(home=home, now=homes.NOW)


def test_a_build_without_referrals_publishes_nothing(home):
    building.build(home=home, now=homes.NOW, settings={"false_discovery_rate": 0.1})

    assert actions.publish_all(home=home, now=homes.NOW) == []


def test_a_changed_file_is_noticed(published):
    found = queries.edition(published, "2018-19")
    path = found.frozen.folder / "edition.json"
    path.write_text(path.read_text("utf-8").replace('"value": 1185', '"value": 1'), "utf-8")

    with pytest.raises(Tampered):
        assert queries.edition(published, "2018-19").content


def test_nothing_half_published_stays_when_publishing_fails(home, monkeypatch):
    homes.load_more(home, {"action_fraud.csv": homes.action_fraud()})

    def broken(*given, **named):
        raise OSError("the disk is full")

    monkeypatch.setattr("hueandcry.editions.actions.publishing.paper", broken)
    with pytest.raises(OSError, match="the disk is full"):
        actions.publish_all(home=home, now=homes.NOW)

    assert frozen.every(home, "dashboard") == []


def test_what_somebody_else_published_meanwhile_is_not_written_over(published, monkeypatch):
    rebuilt_with_other_figures(published)

    def slow(*given, **named):
        monkeypatch.undo()
        actions.publish(home=published, now=homes.LATER, edition="2018-19", note="By somebody else.")
        return b"%PDF"

    monkeypatch.setattr("hueandcry.editions.actions.publishing.paper", slow)
    with pytest.raises(NotFrozen, match="number 2, published meanwhile by somebody else"):
        actions.publish(home=published, now=homes.LATER, edition="2018-19", note=NOTE)

    told = [(one.number, one.note, one.content.edition) for one in queries.versions(published, "2018-19")]
    assert told == [(1, "", "2018-19"), (2, "By somebody else.", "2018-19")]


def test_figures_are_alike_if_only_their_last_digits_and_names_differ():
    content = queries.edition(homes.published_annual(), "2018-19").content
    told = json.loads(queries.edition(homes.published_annual(), "2018-19").frozen.read("edition.json"))
    from hueandcry.editions.rules.content import from_plain

    for figure in told["figures"]:
        if isinstance(figure["value"], float):
            figure["value"] *= 1 + 1e-13
    assert alike(from_plain(told), content)
    told["figures"][200] |= {"source": "The survey, as it is called now", "source_cy": "Yr arolwg"}
    told["figures"][200]["change"] |= {"than": "an earlier wave", "than_cy": "ton gynharach"}
    assert alike(from_plain(told), content)
    assert not alike(from_plain({**told, "before": "2016-17"}), content)
    told["figures"][200]["value"] = 12345
    assert not alike(from_plain(told), content)
