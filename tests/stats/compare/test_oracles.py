"""The comparisons equal what R 4.2.2, FunnelPlotR, PHEindicatormethods, metafor and epitools answer, case by case."""

import copy
import os

import pytest

from stats.compare.oracle_cases import PASSED_OVER, cases, compared, folder

pytestmark = pytest.mark.oracles

IN_CI = os.environ.get("CI", "").lower() in ("1", "true")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_comparison_equals_oracle(case):
    pairs = compared(case)

    faults = [fault for pair in pairs if (fault := pair.fault())]
    assert pairs and not faults, f"{len(faults)} of {len(pairs)} results differ: {faults[:5]}"


def test_oracle_folder_is_named_and_holds_cases():
    if folder() is None:
        if IN_CI:
            pytest.fail("set HUEANDCRY_ORACLES to the folder of the oracles")
        pytest.skip("HUEANDCRY_ORACLES is not set")

    assert (folder() / "expected.json").exists(), f"{folder()} holds no expected.json"
    assert cases(), f"{folder()}/expected.json holds no case that is wanted"


def test_case_of_an_unknown_kind_is_an_error():
    with pytest.raises(KeyError, match="no call is known for cases that begin like 'league_table_1'"):
        compared({"id": "league_table_1", "inputs": {}, "expected": {}})


def test_result_that_nothing_of_ours_answers_is_an_error():
    case = {"id": "wilson_0.9", "inputs": {"x": [1], "n": [2], "conf": 0.9}, "expected": {"lower": [0], "rank": [1]}}

    with pytest.raises(KeyError, match="nothing of ours is compared with rank"):
        compared(case)


def test_wrong_answer_is_seen():
    case = {"id": "p_adjust", "inputs": {"p": [0.01, 0.5]}, "expected": {"BH": [0.02, 0.5]}}
    wrong = copy.deepcopy(case) | {"expected": {"BH": [0.020001, 0.5]}}

    assert [pair.fault() for pair in compared(case)] == [None]
    assert "BH[0]: " in compared(wrong)[0].fault()


def test_what_is_passed_over_is_what_is_not_wanted():
    assert PASSED_OVER == ("chapman_", "loglinear_", "jeffreys_", "pois.byar_epitools")
