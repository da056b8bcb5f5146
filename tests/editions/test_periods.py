"""Names of editions stand for periods; others are refused."""

from datetime import date

import pytest

from hueandcry.editions.rules.periods import NotAPeriod, asked, financial_year, period, quarter_of


@pytest.mark.parametrize(
    ("slug", "begins", "ends", "before"),
    [
        ("2018-19", date(2018, 4, 1), date(2019, 3, 31), "2017-18"),
        ("2099-00", date(2099, 4, 1), date(2100, 3, 31), "2098-99"),
        ("2025-q1", date(2025, 1, 1), date(2025, 3, 31), "2024-q4"),
        ("2025-q3", date(2025, 7, 1), date(2025, 9, 30), "2025-q2"),
        ("2024-q4", date(2024, 10, 1), date(2024, 12, 31), "2024-q3"),
    ],
)
def test_a_name_stands_for_its_days_and_the_period_before(slug, begins, ends, before):
    found = asked(slug)

    assert (found.slug, found.begins, found.ends, found.before.slug) == (slug, begins, ends, before)


@pytest.mark.parametrize(
    ("slug", "year_before"), [("2018-19", "2017-18"), ("2025-q3", "2024-q3"), ("2025-q1", "2024-q1")]
)
def test_a_period_lies_a_year_after_one_of_the_same_season(slug, year_before):
    assert asked(slug).year_before == asked(year_before)


@pytest.mark.parametrize(
    "slug", ["", "2018", "2018-20", "2018-2019", "2025-q0", "2025-q5", "2025-Q3", "1999-00", "../2018-19", "2018-19/1"]
)
def test_any_other_name_is_refused_and_told_how_to_write_it(slug):
    assert period(slug) is None
    with pytest.raises(NotAPeriod, match="a financial year such as 2018-19, or a quarter such as 2025-q3"):
        asked(slug)


def test_a_period_has_its_months():
    assert [f"{month:%Y-%m}" for month in asked("2025-q3").months] == ["2025-07", "2025-08", "2025-09"]
    assert [f"{month:%Y-%m}" for month in financial_year(2018).months][::11] == ["2018-04", "2019-03"]


@pytest.mark.parametrize(("month", "slug"), [(1, "2025-q1"), (3, "2025-q1"), (4, "2025-q2"), (12, "2025-q4")])
def test_every_month_lies_in_one_quarter(month, slug):
    assert quarter_of(date(2025, month, 28)).slug == slug
