from datetime import date

import pytest

from hueandcry.sources.feeds.periods import end_of_month, end_of_year


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("YE Mar 2016", date(2016, 3, 31)),
        ("year ending June 2018", date(2018, 6, 30)),
        ("number of offences, year ending March 20191,2", date(2019, 3, 31)),
        ("number of offences, year ending March 181,2,3", date(2018, 3, 31)),
        ("year ending December 2017 compared with year ending December 20181,2", date(2018, 12, 31)),
        ("Apr '10 to Mar '11", date(2011, 3, 31)),
        ("Apr '07 to Mar '084", date(2008, 3, 31)),
        ("Apr '11 to Mar '125, 6", date(2012, 3, 31)),
        ("Oct '17 to Sep '18", date(2018, 9, 30)),
        ("April 2018 to March 2019", date(2019, 3, 31)),
        ("2015", None),
        ("", None),
        ("mid-2017", None),
    ],
)
def test_end_of_year_is_the_last_day_of_the_period_named_last(text, end):
    assert end_of_year(text) == end


def test_end_of_month_knows_leap_years():
    assert end_of_month(2024, 2) == date(2024, 2, 29)
