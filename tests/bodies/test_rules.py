import pytest

from hueandcry.bodies.rules import TwoBodiesOneNameError, index, normal


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Devon & Cornwall", "devon and cornwall"),
        ("Devon&Cornwall", "devon and cornwall"),
        ("  DEVON  and\tCornwall\u00a0", "devon and cornwall"),
        ("Dyfed-Powys", "dyfed-powys"),
        ("Dyfed Powys", "dyfed powys"),
        ("London, City of", "london, city of"),
        ("", ""),
    ],
)
def test_normal_drops_only_capitals_white_space_and_ampersand(written, read):
    assert normal(written) == read


def test_index_refuses_a_name_that_two_bodies_claim():
    with pytest.raises(TwoBodiesOneNameError, match="'West' is given to both 'west-mercia' and 'west-midlands'"):
        index([("west", "west-mercia"), ("West", "west-midlands")])


def test_index_leaves_out_the_empty_name():
    assert index([("", "btp"), ("", "dcpcu"), ("BTP", "btp")]) == {"btp": "btp"}
