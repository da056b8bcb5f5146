"""`python -m hueandcry` is the command `hueandcry`."""

from hueandcry.cli.main import app

app()
