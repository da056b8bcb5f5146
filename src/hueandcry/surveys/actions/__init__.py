"""What this room does: it publishes waves, and adds what was published to a build."""

from hueandcry.surveys.actions.building import checks, steps
from hueandcry.surveys.actions.example import publish_example
from hueandcry.surveys.actions.publishing import Estimated, estimate, publish

__all__ = ["Estimated", "checks", "estimate", "publish", "publish_example", "steps"]
