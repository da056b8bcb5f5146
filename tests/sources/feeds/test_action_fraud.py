import pytest

from feed_reading import feed, lines, read, reasons, rows, sample
from hueandcry.sources.feeds.faults import WrongShapeError
from real import real_file

HEADER = "financial_year,force,referred_crimes,total_outcomes,judicial_outcomes,non_judicial_outcomes,source_url"
GWENT = "2016-17,Gwent,100,30,10,20,https://example.org"
KENT = "2016-17,Kent,200,50,20,30,https://example.org"
TOTAL = "2016-17,Total,300,80,30,50,https://example.org"


def test_total_that_adds_up_is_kept_apart_as_body_total():
    reading = read("action_fraud", lines(HEADER, GWENT, KENT, TOTAL))

    assert [(row["body"], row["referred"], row["judicial"]) for row in rows(reading)] == [
        ("gwent", 100, 10),
        ("kent", 200, 20),
        ("total", 300, 30),
    ]
    assert (reading.rows_read, reading.set_aside, list(reading.notes)) == (3, [], [])


def test_year_that_does_not_add_up_refuses_the_file_and_is_told_precisely():
    later = [one.replace("2016-17", "2017-18") for one in (GWENT, TOTAL)]

    with pytest.raises(WrongShapeError) as refused:
        read("action_fraud", lines(HEADER, GWENT, KENT, TOTAL.replace("300,80", "301,80"), *later), "af.csv")

    assert refused.value.faults == (
        "line 4, the total of 2016-17: referred_crimes of 2 bodies is 300, the total says 301",
        "line 6, the total of 2017-18: referred_crimes of 1 bodies is 100, the total says 300; "
        "total_outcomes of 1 bodies is 30, the total says 80; judicial_outcomes of 1 bodies is 10, the total says 30; "
        "non_judicial_outcomes of 1 bodies is 20, the total says 50",
    )
    assert refused.value.where == "af.csv"


def test_year_that_adds_up_wrongly_is_not_excused_by_a_row_set_aside_in_another_year():
    unknown = KENT.replace("2016-17,Kent", "2017-18,Kentshire")

    with pytest.raises(WrongShapeError, match="line 5, the total of 2016-17"):
        read("action_fraud", lines(HEADER, GWENT, KENT, unknown, TOTAL.replace("300,80", "301,80")))


def test_each_financial_year_is_a_part_with_its_own_total():
    later = [line.replace("2016-17", "2017-18") for line in (GWENT, TOTAL.replace("300,80,30,50", "100,30,10,20"))]

    reading = read("action_fraud", lines(HEADER, GWENT, KENT, *later, TOTAL))

    assert [(part.body, part.period, part.table.num_rows) for part in reading.parts] == [
        ("all", "2016-17", 3),
        ("all", "2017-18", 2),
    ]


def test_unknown_body_is_set_aside_and_named_and_its_total_with_it():
    reading = read("action_fraud", lines(HEADER, GWENT, KENT.replace("Kent", "Kentshire"), TOTAL))

    assert "'Kentshire' is no body we know; add a reviewed alias" in reasons(reading)[2]
    assert "referred_crimes of 1 bodies is 100, the total says 300" in reasons(reading)[3]
    assert reading.rows_read == 3


def test_spellings_of_bodies_are_resolved_and_kept_as_published():
    line = "2016-17,City of London (incl. funded units),1,0,0,0,x"

    assert [(row["body"], row["published_name"]) for row in rows(read("action_fraud", lines(HEADER, line)))] == [
        ("city-of-london", "City of London (incl. funded units)")
    ]


def test_thousands_commas_blanks_crlf_and_byte_order_mark_survive():
    line = '2016-17,Gwent,"1,234"," 12 345 ",345,"12,000",x'

    row = rows(read("action_fraud", lines(HEADER, line, end="\r\n", bom=True)))[0]

    assert (row["referred"], row["outcomes"]) == (1234, 12345)


def test_faults_of_a_row_are_told_together():
    reading = read("action_fraud", lines(HEADER, "2016-18,Nowhere,5,3,2,2,x"))

    told = ("'Nowhere'", "2 judicial and 2 others are not 3", "'2016-18'")
    assert [part in reasons(reading)[1] for part in told] == [True] * 3


def test_text_in_a_number_cell_refuses_the_file_and_tells_every_such_cell():
    gwent, total = GWENT.replace("100,30", "100,many"), TOTAL.replace("300", "300*")

    with pytest.raises(WrongShapeError) as refused:
        read("action_fraud", lines(HEADER, gwent, KENT, total), "af.csv")

    assert refused.value.faults == (
        "line 2 (Gwent 2016-17), total_outcomes: 'many' is not a number",
        "line 4 (Total 2016-17), referred_crimes: '300*' is not a number",
    )
    assert (refused.value.where, refused.value.expected) == (
        "af.csv",
        "whole numbers from nought in referred_crimes, total_outcomes, judicial_outcomes, non_judicial_outcomes",
    )


def test_why_a_row_was_set_aside_is_told_with_what_its_total_misses():
    reading = read("action_fraud", lines(HEADER, GWENT, KENT.replace("200", ""), TOTAL))

    assert list(reading.notes) == [
        "set aside: line 3: referred_crimes is blank",
        "set aside: line 4, the total of 2016-17: referred_crimes of 1 bodies is 100, the total says 300; "
        "total_outcomes of 1 bodies is 30, the total says 80; judicial_outcomes of 1 bodies is 10, the total says 30; "
        "non_judicial_outcomes of 1 bodies is 20, the total says 50",
    ]


def test_outcomes_that_are_not_the_sum_of_their_kinds_are_set_aside():
    assert reasons(read("action_fraud", lines(HEADER, "2016-17,Gwent,1,9,1,2,x"))) == {
        1: "1 judicial and 2 others are not 9"
    }


def test_second_row_of_a_body_and_year_is_set_aside():
    assert reasons(read("action_fraud", lines(HEADER, GWENT, GWENT))) == {
        2: "the same body, financial_year as record 1, which is kept"
    }


def test_negative_count_refuses_the_file():
    with pytest.raises(WrongShapeError, match=r"line 2 \(Gwent 2016-17\), referred_crimes: -100 is below 0"):
        read("action_fraud", lines(HEADER, GWENT.replace("100", "-100")))


def test_second_total_of_a_year_is_set_aside_and_lands_but_once():
    reading = read("action_fraud", lines(HEADER, GWENT, KENT, TOTAL, TOTAL))

    assert [row["body"] for row in rows(reading)] == ["gwent", "kent", "total"]
    assert reasons(reading) == {4: "the same financial_year as record 3, which is kept"}
    assert list(reading.notes) == ["set aside: line 5: the same financial_year as record 3, which is kept"]


def test_lines_are_told_as_they_stand_in_the_file_blank_ones_counted():
    with pytest.raises(WrongShapeError, match="line 5, the total of 2016-17"):
        read("action_fraud", lines("", HEADER, "", GWENT, TOTAL))


def test_missing_column_refuses_the_file():
    data = lines(HEADER.replace(",source_url", ""), GWENT)
    one = feed("action_fraud")

    assert one.recognises(sample(data))
    with pytest.raises(WrongShapeError, match="no column 'source_url'"):
        one.read(data, "x.csv", None)


@pytest.mark.real
def test_real_table_lands_every_body_and_its_totals():
    reading = read("action_fraud", real_file("tables/action_fraud/action_fraud_referrals_outcomes_by_force.csv"))
    totals = {row["financial_year"]: row for row in rows(reading) if row["body"] == "total"}

    assert (reading.rows_read, len(rows(reading)), len(reading.set_aside), list(reading.notes)) == (150, 150, 0, [])
    assert [(part.period, part.table.num_rows) for part in reading.parts] == [
        ("2016-17", 50), ("2017-18", 50), ("2018-19", 50)
    ]  # fmt: skip
    assert [round(100 * one["judicial"] / one["outcomes"], 1) for one in totals.values()] == [21.9, 15.9, 14.8]
    assert totals["2016-17"]["referred"] == 65659
    assert len({row["body"] for row in rows(reading)} - {"total"}) == 49


@pytest.mark.real
def test_real_outcomes_exceed_referrals_in_many_bodies_so_their_ratio_is_no_rate_of_success():
    reading = read("action_fraud", real_file("tables/action_fraud/action_fraud_referrals_outcomes_by_force.csv"))

    exceeding = {
        part.period: sum(row["outcomes"] > row["referred"] for row in part.table.to_pylist() if row["body"] != "total")
        for part in reading.parts
    }

    assert exceeding == {"2016-17": 21, "2017-18": 33, "2018-19": 34}
