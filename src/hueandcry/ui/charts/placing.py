"""Words on a chart that stand clear of one another, of points, and of the edge."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hueandcry.ui.charts import svg

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Place:
    """Where words could stand: their anchor on a baseline, and how much worse it is than the best place.

    Widths are estimates that err on the large side, so words are held by the end that is near what they name.
    """

    x: float
    y: float
    cost: float
    anchor: str = ""


@dataclass
class Page:
    """The room that words may use: its edges, what is taken already, and lines better not crossed."""

    left: float
    top: float
    right: float
    bottom: float
    size: float
    taken: list[Box] = field(default_factory=list)
    lines: list[Sequence[tuple[float, float]]] = field(default_factory=list)

    def box(self, place: Place, words: str) -> Box:
        """Return the box of words at a place."""
        width = svg.text_width(words, self.size)
        left = place.x - {"": 0.0, "middle": width / 2, "end": width}[place.anchor]
        return (left, place.y - self.size * 0.8, left + width, place.y + self.size * 0.24)

    def put(self, words: str, places: Iterable[Place]) -> Place | None:
        """Take the best free place for words; None where there is none."""
        free = [
            (place.cost + 3 * self._crossed(box), index, place, box)
            for index, place in enumerate(places)
            if self._is_free(box := self.box(place, words))
        ]
        if not free:
            return None
        _, _, place, box = min(free, key=lambda found: found[:2])
        self.taken.append(box)
        return place

    def _is_free(self, box: Box) -> bool:
        left, top, right, bottom = box
        if left < self.left or right > self.right or top < self.top or bottom > self.bottom:
            return False
        return not any(overlap(box, other) for other in self.taken)

    def _crossed(self, box: Box) -> int:
        left, top, right, bottom = box
        return sum(any(left <= x <= right and top <= y <= bottom for x, y in line) for line in self.lines)


def overlap(one: Box, other: Box) -> bool:
    """Do two boxes share any room?"""
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def around(x: float, y: float, radius: float, size: float) -> Iterable[Place]:
    """Yield places round a point, the nearest first: beside it, above and below it, then farther off."""
    level, near = y + size * 0.33, radius + 4
    yield Place(x + near, level, 0)
    yield Place(x - near, level, 0.5, "end")
    for step, cost in (
        (0.0, 1.0),
        (size * 0.9, 4.0),
        (size * 2.1, 7.0),
        (size * 3.3, 10.0),
        (size * 5, 14.0),
        (size * 7, 18.0),
    ):
        above, below = y - near - step - size * 0.24, y + near + step + size * 0.8
        for anchor, shift, more in (("middle", 0.0, 0.0), ("", -8.0, 0.4), ("end", 8.0, 0.5)):
            yield Place(x + shift, above, cost + more, anchor)
            yield Place(x + shift, below, cost + more + 0.2, anchor)
        if step:
            for level_off in (-step, step):
                yield Place(x + near, level + level_off, cost + 0.3)
                yield Place(x - near, level + level_off, cost + 0.6, "end")


def anywhere(page: Page, x: float, y: float) -> Iterable[Place]:
    """Yield places all over the page, the nearest to a point the cheapest: for words that must stand somewhere."""
    rows = range(int(page.top + page.size), int(page.bottom), max(4, int(page.size / 3)))
    for row in rows:
        for start in range(int(page.left), int(page.right), 12):
            yield Place(start, row, 20 + abs(row - y) / 10 + abs(start - x) / 30)


def spread(heights: Sequence[float], gap: float, top: float, bottom: float) -> list[float]:
    """Move heights as little as it takes to stand `gap` apart between `top` and `bottom`, keeping their order."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = [min(max(heights[index], top), bottom) for index in order]
    for at in range(1, len(placed)):
        placed[at] = max(placed[at], placed[at - 1] + gap)
    over = placed[-1] - bottom if placed else 0.0
    if over > 0:
        placed[-1] -= over
        for at in range(len(placed) - 2, -1, -1):
            placed[at] = min(placed[at], placed[at + 1] - gap)
    found = [0.0] * len(heights)
    for index, height in zip(order, placed, strict=True):
        found[index] = height
    return found
