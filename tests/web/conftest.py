"""Clients of the pages on installations made by the real loader and build; see `homes.py` and `towns.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from hueandcry.warehouse.home import Home
from web import homes, towns


@pytest.fixture
def county() -> Iterator[Client]:
    """Ask the pages of the invented county, as a fresh installation has it."""
    with homes.served(homes.county()) as client:
        yield client


@pytest.fixture
def london() -> Iterator[Client]:
    """Ask the pages of the made world of `towns.py`."""
    with homes.served(towns.towns()) as client:
        yield client


@pytest.fixture
def nothing(home: Home) -> Iterator[Client]:
    """Ask the pages of an installation in which nothing was ever built."""
    with override_settings(HOME=home):
        yield Client()
