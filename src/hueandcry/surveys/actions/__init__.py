"""What this room does: it publishes waves, and adds what was published to a build."""

from hueandcry.surveys.actions.building import checks, steps

__all__ = ["checks", "steps"]
