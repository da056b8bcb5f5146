"""The dashboard: working an edition out, freezing it, printing it, and serving its pages.

Limits: an edition of all areas under 5 s; a page under 100 ms, nothing kept; paper no slower than a browser that prints
the same page, measured in the same run.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HUEANDCRY_HOME"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hueandcry.project.settings")
        import django

        django.setup()
        _measure(Path(folder))


def _measure(folder: Path) -> None:
    from hueandcry.editions import actions, printing, queries
    from hueandcry.project import building
    from hueandcry.sources.actions import load
    from hueandcry.warehouse.home import Home

    home = Home(folder).make()
    load(home=home, paths=[ROOT / "src/hueandcry/sources/embedded/action_fraud.csv"], now=NOW, release="2026-10")
    building.build(home=home, now=NOW, settings={"false_discovery_rate": 0.1})
    seconds, made = _timed(lambda: actions.publish_all(home=home, now=NOW))
    each = seconds / len(made)
    print(f"published {len(made)} editions, all areas, each with four files and two PDFs: {each:.2f} s each (limit 5)")
    found = queries.edition(home, "2018-19")
    assert found is not None
    areas = [one.code for one in found.content.areas]
    prints = [
        _timed(
            lambda code=code: printing.paper(found.content, code, "en-gb", number=1, published_at=NOW, note="")  # type: ignore[misc]
        )[0]
        for code in areas
    ]
    print(f"paper of {len(areas)} areas: median {statistics.median(prints) * 1000:.0f} ms, longest {max(prints):.2f} s")
    _pages(areas)
    _browser()


def _pages(areas: list[str]) -> None:
    from django.test import Client, override_settings

    without_cache = [one for one in _middleware() if not one.endswith("PageCache")]
    with override_settings(MIDDLEWARE=without_cache):
        client = Client()
        client.get("/dashboard/2018-19/")
        times = [_timed(lambda code=code: client.get("/dashboard/2018-19/", {"area": code}))[0] for code in areas]  # type: ignore[misc]
    print(
        f"pages of {len(areas)} areas, nothing kept: median {statistics.median(times) * 1000:.0f} ms, "
        f"longest {max(times) * 1000:.0f} ms (limit 100)"
    )
    client = Client()
    client.get("/dashboard/2018-19/")
    seconds, _ = _timed(lambda: [client.get("/dashboard/2018-19/") for _ in range(500)])
    print(f"the same page again, kept: {500 / seconds:,.0f} a second in one thread, through Django's test client")


def _browser() -> None:
    """Time a browser that prints the same page, where there is one."""
    sys.path.insert(0, str(ROOT / "tests"))
    from browsing import ARGUMENTS, CHROMIUM, serving

    if not Path(CHROMIUM).exists():
        print("no Chromium to compare printing with")
        return
    from playwright.sync_api import sync_playwright

    with serving() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page()
        times = []
        for _ in range(5):
            start = time.perf_counter()
            page.goto(f"{address}/dashboard/2018-19/", wait_until="load")
            page.pdf(format="A4")
            times.append(time.perf_counter() - start)
        browser.close()
    print(f"peer: Chromium opens and prints the page of all bodies: median {statistics.median(times) * 1000:.0f} ms")


def _middleware() -> list[str]:
    from django.conf import settings

    return list(settings.MIDDLEWARE)


def _timed(work: Callable[[], object]) -> tuple[float, list]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result if isinstance(result, list) else [result]


if __name__ == "__main__":
    main()
