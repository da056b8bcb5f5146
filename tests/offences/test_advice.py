"""What to do: one sentence for every kind, in both languages."""

from hueandcry.offences import queries as offences


def test_advice_is_written_for_every_kind():
    kinds = offences.kinds()

    without = [(kind.scheme, kind.code) for kind in kinds if not offences.advice(kind.scheme, kind.code)]

    assert without == []


def test_advice_is_written_in_welsh_too():
    kinds = offences.kinds()

    same = [
        kind.code
        for kind in kinds
        if offences.advice(kind.scheme, kind.code, "cy") == offences.advice(kind.scheme, kind.code)
    ]

    assert same == []


def test_advice_of_an_unknown_kind_is_empty():
    assert offences.advice("street", "piracy") == ""
