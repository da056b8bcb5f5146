"""Why a month is not complete, in English and in Welsh."""

from datetime import date

from hueandcry.sources.rules.coverage import Covered, Gap, coverage

JANUARY, FEBRUARY, MARCH = date(2022, 1, 1), date(2022, 2, 1), date(2022, 3, 1)
GAP = Gap("kent", "street", MARCH, MARCH, "partial", "Half was sent.", "a letter", why_cy="Anfonwyd hanner.")


def test_reasons_of_rules_are_translated_and_those_of_reviewed_gaps_taken_as_written():
    found = coverage({JANUARY: 70, MARCH: 30}, [GAP], welsh=lambda sentence: f"cy: {sentence}")

    assert found == [
        Covered(JANUARY, "complete", "", ""),
        Covered(
            FEBRUARY,
            "missing",
            "No file was published or loaded for this month.",
            "cy: No file was published or loaded for this month.",
        ),
        Covered(MARCH, "partial", "Half was sent.", "Anfonwyd hanner."),
    ]


def test_a_sudden_fall_is_told_with_its_numbers_in_both_languages():
    rows = {date(2022, month, 1): 1080 for month in range(1, 8)} | {date(2022, 8, 1): 500}

    fallen = coverage(rows, [], welsh=lambda sentence: "%(rows)s o %(usual)s")[-1]

    assert fallen.reason == "500 rows, less than half of the 1,080 that were usual in the months before."
    assert fallen.reason_cy == "500 o 1,080"
