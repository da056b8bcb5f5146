"""Which archives, which members, which words of the index page: decided from plain values."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.sources.rules.archives import (
    FIRST_ARCHIVE,
    FIRST_MONTH,
    Month,
    NotAMonthError,
    Wanted,
    archive_for,
    archives_that_hold,
    fewest_archives,
    holds,
    month_in_address,
    month_range,
    parse_member,
    parse_month,
    published_md5,
    unknown_forces,
    wanted_files,
    why_no_archive,
)

NEWEST = Month(2025, 9)


@pytest.mark.parametrize(
    ("month", "step", "expected"),
    [("2025-09", 1, "2025-10"), ("2025-12", 1, "2026-01"), ("2026-01", -1, "2025-12"), ("2025-09", -35, "2022-10")],
)
def test_month_plus_crosses_years(month, step, expected):
    assert str(parse_month(month).plus(step)) == expected


@pytest.mark.parametrize(
    "text", ["2025-9", "2025-13", "2025-00", "25-09", "2025-09-01", "", "2025-09\n", "２０２５-09"]
)
def test_parse_month_refuses_what_could_mean_anything(text):
    with pytest.raises(NotAMonthError):
        parse_month(text)


def test_month_range_holds_both_ends():
    assert [str(month) for month in month_range(Month(2024, 11), Month(2025, 2))] == [
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
    ]
    assert month_range(Month(2025, 2), Month(2025, 1)) == []


@pytest.mark.parametrize(
    ("archive", "month", "expected"),
    [
        ("2025-09", "2025-09", True),
        ("2025-09", "2022-10", True),
        ("2025-09", "2022-09", False),
        ("2025-09", "2025-10", False),
        ("2017-05", "2014-06", True),
        ("2017-05", "2014-05", False),
        ("2017-04", "2010-12", True),
        ("2017-04", "2010-11", False),
        ("2013-12", "2010-12", True),
    ],
)
def test_archive_holds_its_window(archive, month, expected):
    assert holds(parse_month(archive), parse_month(month)) is expected


@pytest.mark.parametrize(
    ("month", "newest_name", "oldest_name", "count"),
    [
        ("2022-01", "2024-12", "2022-01", 36),
        ("2025-08", "2025-09", "2025-08", 2),
        ("2025-10", None, None, 0),
        ("2011-01", "2017-04", "2013-12", 41),
        ("2014-06", "2017-05", "2014-06", 36),
    ],
)
def test_archives_that_hold_a_month_come_newest_first(month, newest_name, oldest_name, count):
    names = [str(name) for name in archives_that_hold(parse_month(month), newest=NEWEST)]

    assert (names[0] if names else None, names[-1] if names else None, len(names)) == (newest_name, oldest_name, count)


@pytest.mark.parametrize(
    ("first", "last", "missing", "expected"),
    [
        ("2025-09", "2025-09", [], ["2025-09"]),
        ("2022-10", "2025-09", [], ["2025-09"]),
        ("2022-09", "2025-09", [], ["2025-08", "2025-09"]),
        ("2022-01", "2022-03", [], ["2024-12"]),
        ("2022-01", "2022-03", ["2024-12", "2024-11"], ["2024-10"]),
        ("2010-12", "2025-09", [], ["2017-04", "2020-04", "2023-04", "2025-09"]),
        ("2009-01", "2011-01", [], ["2017-04"]),
        ("2025-10", "2025-12", [], []),
    ],
)
def test_fewest_archives_covers_the_span(first, last, missing, expected):
    exists = lambda month: str(month) not in missing  # noqa: E731

    chosen = fewest_archives(parse_month(first), parse_month(last), newest=NEWEST, exists=exists)

    assert [str(archive) for archive in chosen] == expected


def test_fewest_archives_goes_on_after_a_gap_that_nothing_covers():
    there = {Month(2020, 1), Month(2025, 9)}

    chosen = fewest_archives(Month(2019, 12), Month(2022, 11), newest=NEWEST, exists=there.__contains__)

    assert chosen == [Month(2020, 1), Month(2025, 9)]


@given(
    there=st.sets(st.integers(0, 90), max_size=7),
    first=st.integers(-40, 90),
    length=st.integers(0, 80),
)
def test_no_choice_covers_as_much_with_fewer_or_newer_archives(there, first, length):
    archives = sorted(Month(2018, 1).plus(step) for step in there)
    span = month_range(Month(2018, 1).plus(first), Month(2018, 1).plus(first + length))

    chosen = fewest_archives(span[0], span[-1], newest=Month(2025, 12), exists=set(archives).__contains__)

    can_be_covered = {month for month in span if archive_for(month, archives)}
    assert {month for month in span if archive_for(month, chosen)} == can_be_covered
    for other in covers(archives, can_be_covered, len(chosen)):
        assert len(other) == len(chosen)
        assert all(ours >= theirs for ours, theirs in zip(chosen, other, strict=True))


def covers(archives, months, at_most):
    """Every set of archives, up to a size, that covers the months."""
    sets = (chosen for size in range(at_most + 1) for chosen in combinations(archives, size))
    return [chosen for chosen in sets if all(archive_for(month, chosen) for month in months)]


def test_archive_for_takes_the_newest_that_holds_the_month():
    chosen = [Month(2024, 12), Month(2025, 9)]

    assert archive_for(Month(2024, 12), chosen) == Month(2025, 9)
    assert archive_for(Month(2022, 1), chosen) == Month(2024, 12)
    assert archive_for(Month(2018, 1), chosen) is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2025-09/2025-09-kent-street.csv", ("2025-09", "kent", "street")),
        ("2025-09/2025-09-avon-and-somerset-stop-and-search.csv", ("2025-09", "avon-and-somerset", "stop-and-search")),
        ("2025-09/2025-09-city-of-london-outcomes.csv", ("2025-09", "city-of-london", "outcomes")),
        ("2025-08/2025-09-kent-street.csv", None),
        ("2025-13/2025-13-kent-street.csv", None),
        ("../2025-09/2025-09-kent-street.csv", None),
        ("2025-09/2025-09-../kent-street.csv", None),
        ("2025-09/2025-09-kent-street.csv/..", None),
        ("2025-09/2025-09-kent-street.csv\n", None),
        ("2025-09/2025-09-Kent-street.csv", None),
        ("2025-09\\2025-09-kent-street.csv", None),
        ("2025-09/", None),
        ("", None),
    ],
)
def test_parse_member_knows_only_police_files(name, expected):
    wanted = parse_member(name)

    assert (wanted and (str(wanted.month), wanted.force, wanted.kind)) == expected


@given(
    month=st.builds(Month, st.integers(2010, 2099), st.integers(1, 12)),
    words=st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8), min_size=1, max_size=4),
    kind=st.sampled_from(["street", "outcomes", "stop-and-search"]),
)
def test_a_wanted_file_is_known_by_its_member_name(month, words, kind):
    wanted = Wanted(month, "-".join(words), kind)

    assert wanted.member == f"{month}/{wanted.file_name}"
    assert parse_member(wanted.member).file_name == wanted.file_name


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://policeuk-data.s3.amazonaws.com/archive/2025-09.zip", "2025-09"),
        ("https://example.org/archive/2025-09.zip?signature=1", "2025-09"),
        ("https://data.police.uk/data/archive/latest.zip", None),
        ("https://example.org/archive/2025-13.zip", None),
    ],
)
def test_month_in_address(address, expected):
    month = month_in_address(address)

    assert (month and str(month)) == expected


def test_wanted_files_come_in_order_and_once():
    files = wanted_files(
        forces=["kent", "essex", "kent"], kinds=["street", "street"], first=Month(2025, 8), last=Month(2025, 9)
    )

    assert [file.file_name for file in files] == [
        "2025-08-kent-street.csv",
        "2025-08-essex-street.csv",
        "2025-09-kent-street.csv",
        "2025-09-essex-street.csv",
    ]


INDEX_PAGE = """
<ul>
  <li><a href="/data/archive/2025-09.zip">September 2025</a> (1.6 GB)
      <span>MD5</span> 0123456789ABCDEF0123456789abcdef</li>
  <li><a href="/data/archive/2025-08.zip">August 2025</a> 00000000000000000000000000000001-207</li>
  <li><a href="/data/archive/2025-07.zip">July 2025</a></li>
  <li><a href="/data/archive/2025-06.zip">June 2025</a> ffffffffffffffffffffffffffffffff</li>
</ul>
"""


@pytest.mark.parametrize(
    ("archive", "expected"),
    [
        ("2025-09.zip", "0123456789abcdef0123456789abcdef"),
        ("2025-08.zip", None),
        ("2025-07.zip", None),
        ("2025-06.zip", "f" * 32),
        ("2025-05.zip", None),
    ],
)
def test_published_md5_is_the_archives_own(archive, expected):
    assert published_md5(INDEX_PAGE, archive) == expected


def test_unknown_forces_come_with_names_like_theirs():
    seen = ["north-wales", "south-wales", "kent"]

    assert unknown_forces(["north-whales", "kent", "zzz"], seen) == {
        "north-whales": ("north-wales", "south-wales"),
        "zzz": (),
    }


@pytest.mark.parametrize(
    ("month", "expected"),
    [
        (FIRST_MONTH.plus(-1), "The published data begins with 2010-12."),
        (NEWEST.plus(1), "Not published yet: the newest archive is 2025-09."),
        (FIRST_ARCHIVE, "No archive that would hold this month could be found."),
    ],
)
def test_why_no_archive(month, expected):
    assert why_no_archive(month, newest=NEWEST) == expected
