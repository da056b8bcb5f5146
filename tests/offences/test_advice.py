"""What to do: one sentence for every kind, in both languages."""

from hueandcry.offences import queries as offences

ANY_CRIME = "If it happened to you, tell the police and keep what could be evidence; call 999 if someone is in danger."


def test_advice_is_written_for_every_kind():
    kinds = offences.kinds()

    without = [(kind.scheme, kind.code) for kind in kinds if offences.advice(kind.scheme, kind.code) == ANY_CRIME]

    assert without == []


def test_advice_is_written_in_welsh_too():
    kinds = offences.kinds()

    same = [
        kind.code
        for kind in kinds
        if offences.advice(kind.scheme, kind.code, "cy") == offences.advice(kind.scheme, kind.code)
    ]

    assert same == []


def test_advice_of_a_kind_that_nobody_wrote_of_is_that_for_any_crime():
    assert offences.advice("a-tidy-series", "piracy") == ANY_CRIME


def test_advice_of_an_online_kind_that_nobody_wrote_of_names_the_bank_line():
    assert "call your bank on 159" in offences.advice("a-tidy-series", "romance-fraud", online=True)
