"""What this room does: work out every measure when a build is made."""

from hueandcry.measures.actions.building import checks, steps

__all__ = ["checks", "steps"]
