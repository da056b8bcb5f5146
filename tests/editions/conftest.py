"""Clients of the pages on installations made by `homes.py`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from editions import homes
from hueandcry.warehouse.home import Home


@pytest.fixture
def annual() -> Iterator[Client]:
    """Ask the pages on the three yearly editions."""
    with homes.served(homes.published_annual()) as client:
        yield client


@pytest.fixture
def quarterly() -> Iterator[Client]:
    """Ask the pages on the quarterly editions."""
    with homes.served(homes.published_quarterly()) as client:
        yield client


@pytest.fixture
def nothing(home: Home) -> Iterator[Client]:
    """Ask the pages of an installation in which nothing was ever built or published."""
    with override_settings(HOME=home):
        yield Client()
