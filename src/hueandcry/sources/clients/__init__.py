"""The one door to the network. Nothing else in the project opens a connection.

`PoliceArchive(...).fetch(...)` is what the room calls; every fault that a person can do something about is a
HueAndCryError, declared beside the function that raises it.
"""

from hueandcry.sources.clients.police import PoliceArchive
from hueandcry.sources.clients.polite import Manners

__all__ = ["Manners", "PoliceArchive"]
