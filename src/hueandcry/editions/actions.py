"""What this room adds to a build."""

from hueandcry.warehouse.builds import Check, Step


def steps() -> list[Step]:
    """Return the steps of this room, in order."""
    return []


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return []
