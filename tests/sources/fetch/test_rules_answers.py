"""What a server's answers mean: decided from plain values."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hueandcry.sources.rules.answers import (
    Answer,
    Identity,
    backoff_seconds,
    content_range,
    judge,
    leaves_encryption,
    retry_after_seconds,
)

NOW = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
FILE = Identity(
    address="https://example.org/2025-09.zip",
    size=1000,
    etag='"one"',
    last_modified="Thu, 20 Nov 2025 10:00:00 GMT",
    offers_ranges=True,
)


@pytest.mark.parametrize(("tries_failed", "longest"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (2000, 60)])
def test_backoff_doubles_up_to_a_minute(tries_failed, longest):
    assert backoff_seconds(tries_failed, 0.0) == longest
    assert backoff_seconds(tries_failed, 1.0) == longest / 2


@given(tries_failed=st.integers(1, 50), chance=st.floats(0, 1))
def test_backoff_is_never_below_half_its_length(tries_failed, chance):
    assert backoff_seconds(tries_failed, 0.0) / 2 <= backoff_seconds(tries_failed, chance) <= 60


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("0", 0.0),
        ("120", 120.0),
        (" 7 ", 7.0),
        ("Thu, 20 Nov 2025 12:01:30 GMT", 90.0),
        ("Thu, 20 Nov 2025 11:00:00 GMT", 0.0),
        ("Thu, 20 Nov 2025 12:01:30 -0000", 90.0),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(value, expected):
    assert retry_after_seconds(value, now=NOW) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("bytes 0-99/200", (0, 100, 200)),
        ("bytes 100-199/*", (100, 200, None)),
        ("bytes 99-0/200", None),
        ("bytes */200", None),
        ("items 0-99/200", None),
        ("", None),
        (None, None),
    ],
)
def test_content_range(value, expected):
    assert content_range(value) == expected


@pytest.mark.parametrize(
    ("status", "range_given", "etag", "modified", "expected"),
    [
        (206, "bytes 500-999/1000", '"one"', None, Answer.PART),
        (206, "bytes 500-599/1000", None, None, Answer.PART),
        (206, "bytes 500-999/*", 'W/"one"', None, Answer.PART),
        (206, "bytes 500-999/1000", '"two"', None, Answer.CHANGED),
        (206, "bytes 500-999/1000", None, "Thu, 20 Nov 2025 11:00:00 GMT", Answer.CHANGED),
        (206, "bytes 500-998/999", None, None, Answer.CHANGED),
        (206, "bytes 0-499/1000", '"one"', None, Answer.UNUSABLE),
        (206, None, '"one"', None, Answer.UNUSABLE),
        (200, None, '"one"', None, Answer.WHOLE),
        (200, None, None, None, Answer.WHOLE),
        (200, None, '"two"', None, Answer.CHANGED),
        (404, None, None, None, Answer.CHANGED),
        (410, None, None, None, Answer.CHANGED),
        (403, None, None, None, Answer.CHANGED),
        (412, None, None, None, Answer.CHANGED),
        (416, "bytes */400", None, None, Answer.CHANGED),
        (401, None, None, None, Answer.UNUSABLE),
        (204, None, None, None, Answer.UNUSABLE),
    ],
)
def test_judge_of_an_answer_to_a_request_for_the_second_half(status, range_given, etag, modified, expected):
    answer = judge(status, start=500, range_given=range_given, etag=etag, last_modified=modified, identity=FILE)

    assert answer is expected


@pytest.mark.parametrize(
    ("etag", "expected"),
    [('"one"', {"If-Range": '"one"'}), ('W/"one"', {}), (None, {})],
)
def test_only_a_strong_mark_goes_into_if_range(etag, expected):
    assert Identity("https://example.org", 10, etag, None, True).if_range == expected


@pytest.mark.parametrize(
    ("asked", "answered", "expected"),
    [
        ("https://a.org/x", "https://b.org/x", False),
        ("https://a.org/x", "http://b.org/x", True),
        ("http://127.0.0.1/x", "http://127.0.0.1/y", False),
        ("http://a.org/x", "https://a.org/x", False),
    ],
)
def test_leaves_encryption(asked, answered, expected):
    assert leaves_encryption(asked, answered) is expected
