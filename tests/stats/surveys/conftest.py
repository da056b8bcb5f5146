"""Say how many cases of the oracles were compared, so that an empty folder never passes for a success."""

from stats.surveys.oracle_cases import cases


def pytest_terminal_summary(terminalreporter):
    passed, failed = (
        sum("test_survey_equals_r[" in report.nodeid for report in terminalreporter.stats.get(outcome, []))
        for outcome in ("passed", "failed")
    )
    if passed or failed:
        over = cases()[1]
        terminalreporter.write_line(
            f"oracles: {passed} survey cases equal to R, {failed} not; {over} not wanted and passed over"
        )
