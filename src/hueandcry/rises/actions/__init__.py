"""What this room does: it judges what was counted, and publishes and withdraws rises."""

from hueandcry.rises.actions.building import checks, steps
from hueandcry.rises.actions.publishing import publish

__all__ = ["checks", "publish", "steps"]
