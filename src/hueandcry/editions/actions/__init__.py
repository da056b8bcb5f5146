"""Publishing: an edition is worked out from the build that is served, and frozen. A build itself gains nothing here."""

from hueandcry.editions.actions.publishing import Published, publish, publish_all
from hueandcry.warehouse.builds import Check, Step

__all__ = ["Published", "checks", "publish", "publish_all", "steps"]


def steps() -> list[Step]:
    """Return the steps of this room: none, since editions are made after a build and outlive it."""
    return []


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return []
