"""What this room does: it publishes waves, and adds what was published to a build."""

from hueandcry.surveys.actions.building import checks, steps
from hueandcry.surveys.actions.publishing import estimate, publish

__all__ = ["checks", "estimate", "publish", "steps"]
