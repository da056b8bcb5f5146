"""What every test may use."""

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

# Settings are read once: the suite has a home of its own, never the person's.
os.environ["HUEANDCRY_HOME"] = tempfile.mkdtemp(prefix="hueandcry-tests-")
os.environ["DJANGO_SETTINGS_MODULE"] = "hueandcry.project.settings"
# Playwright keeps an event loop in the thread of the tests; Django would refuse its database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()

from django.utils import translation  # noqa: E402 - settings first

from browsing import launched  # noqa: E402
from hueandcry.warehouse.home import Home  # noqa: E402

# The same examples on every machine; `--hypothesis-profile=default` looks for others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home of the test's own."""
    return Home(tmp_path / "home").make()


@pytest.fixture(scope="session")
def chromium():
    """A real browser."""
    with launched() as browser:
        yield browser


@pytest.fixture(autouse=True)
def english():
    """Begin every test in English: a page in Welsh leaves its language behind in the thread."""
    translation.activate("en-gb")
