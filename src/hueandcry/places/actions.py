"""Areas: which there are, where they lie, how they nest, and when they were redrawn."""

import pyarrow as pa

from hueandcry.places import queries
from hueandcry.warehouse.builds import Check, Step, Workshop

ROOM = "hueandcry.places"

# Made in this order; those of the second line are only steps on the way.
KEPT = ("areas", "boundaries", "postcodes")
ON_THE_WAY = (
    "published_lsoas", "lsoa_editions", "residents", "boroughs", "district_codes", "lsoas", "switches", "drawn",
)  # fmt: skip
WELSH = "welsh_names"


def steps() -> list[Step]:
    """Return the step that makes the areas. It needs the tables crimes, bodies and territories."""
    return [Step("Areas", _areas)]


def tidy_up() -> list[Step]:
    """Return the step that removes what only other steps needed."""
    return [Step("Tidying up", _tidy)]


def checks() -> list[Check]:
    """Return what must hold of every build."""
    return [Check("an area's code stands for one area", ROOM, "doubled_areas")]


def _areas(shop: Workshop) -> None:
    names = queries.welsh_names()
    shop.put(WELSH, pa.table({"name": list(names), "name_cy": list(names.values())}))
    for table in (*ON_THE_WAY, *KEPT):
        shop.create(table, ROOM)


def _tidy(shop: Workshop) -> None:
    for table in (*ON_THE_WAY, WELSH):
        shop.drop(table)
