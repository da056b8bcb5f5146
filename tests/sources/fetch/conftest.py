"""A server double, and a client that writes its waits down instead of waiting."""

from random import Random

import pytest

from hueandcry.sources.clients import Manners, PoliceArchive
from sources.fetch.archive_server import ArchiveServer, archive_of, serve
from sources.fetch.kent import NAMES, SEPTEMBER, TODAY


@pytest.fixture
def site():
    site = ArchiveServer()
    server = serve(site)
    yield site
    server.shutdown()
    server.server_close()


@pytest.fixture
def waits():
    return []


@pytest.fixture
def client(site, waits):
    """Makes clients of the site; each is closed at the end."""
    made = []

    def make(*, largest_member: int | None = None, **manners):
        manners = {"sleep": waits.append, "rng": Random(1), "now": lambda: TODAY, **manners}
        limit = {} if largest_member is None else {"largest_member": largest_member}
        made.append(PoliceArchive(site.address, manners=Manners(**manners), **limit))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def archive(site):
    """A site with one archive, whose last member, Kent's, is large enough to be cut in two."""
    site.archives["2025-09.zip"] = archive_of(NAMES, rows=3000)
    return site


@pytest.fixture
def fetch(client, tmp_path):
    """Fetch Kent's street file of September 2025."""

    def go(*, on_progress=lambda _: None, **manners):
        return client(**manners).fetch(
            forces=["kent"], kinds=["street"], first=SEPTEMBER, last=SEPTEMBER, into=tmp_path, on_progress=on_progress
        )

    return go
