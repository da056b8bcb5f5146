"""What can be done with published data: load it, undo a load, fetch it, count it."""

from hueandcry.sources.actions.example import load_example
from hueandcry.sources.actions.loading import FileReport, LoadReport, load
from hueandcry.sources.actions.unloading import unload

__all__ = ["FileReport", "LoadReport", "load", "load_example", "unload"]
