"""What this room does: it works claims out in every build, and keeps what each build said of them."""

from hueandcry.claims.actions.building import checks, steps
from hueandcry.claims.actions.publishing import publish

__all__ = ["checks", "publish", "steps"]
