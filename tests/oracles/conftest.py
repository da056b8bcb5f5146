"""Say how many cases of the oracles were compared, so that an empty folder never passes for a success."""


def pytest_terminal_summary(terminalreporter):
    compared = [r for r in terminalreporter.stats.get("passed", []) if "test_rise_equals_r[" in r.nodeid]
    failed = [r for r in terminalreporter.stats.get("failed", []) if "test_rise_equals_r[" in r.nodeid]
    if compared or failed:
        terminalreporter.write_line(f"oracles: {len(compared)} rise cases equal to R, {len(failed)} not")
