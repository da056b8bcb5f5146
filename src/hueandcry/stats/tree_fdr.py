"""Discoveries in a tree of areas: look beneath an area only where something in it stirs.

A hundred thousand small areas tested at once drown each other. Here forces are tested first, then the districts of
the forces that stir, then the small areas of the districts that stir: the procedure TreeBH of Bogomolov, Peterson,
Benjamini & Sabatti (2021), which extends the selected families of Benjamini & Bogomolov (2014) to several levels.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from hueandcry.errors import HueAndCryError
from hueandcry.stats.discrete_fdr import step_up

__all__ = ["TreeDiscoveries", "TreeFdrInputError", "tree_discoveries"]

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class TreeFdrInputError(HueAndCryError, ValueError):
    """A tree or a level that cannot be used; says what was found, expected, where, and the remedy."""


@dataclass(frozen=True, eq=False)
class TreeDiscoveries:
    """One value for each node, in the order of the input.

    Attributes
    ----------
    found : the node's own series is a discovery
    q_value : found exactly where this is at or below the level asked for; NaN where the node was not looked into, or
    has no
        p-value of its own. It depends on the level: compare it with no other.
    gate : p-value of "nothing at this node or beneath it rises" (Simes' combination); NaN where nothing could be tested
    opened : the gate is a discovery, so what is beneath it was tested
    """

    found: Bools
    q_value: Floats
    gate: Floats
    opened: Bools


def tree_discoveries(p: ArrayLike, parent: ArrayLike, *, level: float = 0.10) -> TreeDiscoveries:
    """Test a tree of series from the top, each family only where its parent stirs.

    Parameters
    ----------
    p : (nodes,) numbers
        P-value of each node's own series, P(Y >= observed); NaN where the node is not in the family or has no series.
    parent : (nodes,) whole numbers
        Index of each node's parent, -1 at the top: a force has -1, a district its force, a small area its district.
        Series of different kinds of crime are different trees side by side.
    level : float
        False-discovery rate aimed at, between 0 and 1.

    Returns
    -------
    TreeDiscoveries

    Raises
    ------
    TreeFdrInputError
        For shapes that disagree, parents out of range or going round in a circle, p or level outside 0 to 1.

    Notes
    -----
    A rise in one small area hardly moves its force's total, so the total must not be the gate. The gate of a node is
    Simes' p-value, min over k of m p_(k) / k, of its own p-value and its children's gates. Beneath an open gate the
    node's own series and its children's gates form one family, tested by Benjamini & Hochberg at

        level x product, over the families on the way down, of (discoveries / members)

    Guarantee: at each level of the tree, the expected share of false discoveries, averaged over the families that were
    opened, is at or below `level`, if p-values are valid and independent, or positively dependent within families.
    Discrete p-values only make it more careful. Not guaranteed: the share of false discoveries in any one family, or
    among all discoveries of all levels pooled; nor that an area is looked into at all: what was not opened is untested,
    not safe. A total and its parts are (positively) dependent; the tests simulate that.

    References
    ----------
    Bogomolov, Peterson, Benjamini & Sabatti 2021, Biometrika 108, 575-590. Benjamini & Bogomolov 2014, J. R. Statist.
    Soc. B 76, 297-318. Simes 1986, Biometrika 73, 751-754.
    """
    own = np.asarray(p, dtype=np.float64)
    up = np.asarray(parent)
    _check(own, up, level)
    up = up.astype(np.int64)
    depth = _depths(up)
    children = _children(up)
    gate = _gates(own, children, depth)
    return _descend(own, gate, up, children, depth, level)


def _depths(parent: Ints) -> Ints:
    """0 at the top, 1 beneath it, and so on."""
    depth = np.where(parent < 0, 0, -1)
    while (depth < 0).any():
        ready = (depth < 0) & (depth[parent] >= 0)
        if not ready.any():
            circle = int(np.flatnonzero(depth < 0)[0])
            raise _bad("parent", f"a circle through node {circle}", "every way up to end at -1", "Mend the parents.")
        depth[ready] = depth[parent[ready]] + 1
    return depth


def _children(parent: Ints) -> list[Ints]:
    """The children of each node; the last entry holds the nodes at the top."""
    order = np.argsort(parent, kind="stable")
    bounds = np.searchsorted(parent[order], np.arange(-1, parent.size + 1))
    families = [order[bounds[i] : bounds[i + 1]] for i in range(parent.size + 1)]
    return [*families[1:], families[0]]


def _gates(own: Floats, children: list[Ints], depth: Ints) -> Floats:
    gate = own.copy()
    for node in np.argsort(-depth, kind="stable"):
        if children[node].size:
            gate[node] = _simes(np.append(gate[children[node]], own[node]))
    return gate


def _simes(p: Floats) -> float:
    known = np.sort(p[~np.isnan(p)])
    return float(np.min(known * known.size / np.arange(1, known.size + 1))) if known.size else np.nan


def _descend(
    own: Floats, gate: Floats, parent: Ints, children: list[Ints], depth: Ints, level: float
) -> TreeDiscoveries:
    n = own.size
    q_value, opened = np.full(n, np.nan), np.zeros(n, dtype=bool)
    share = np.zeros(n)  # what part of the level reaches the family beneath each node
    for node in [-1, *np.argsort(depth, kind="stable")]:
        top = node < 0
        if not top and not (opened[node] and children[node].size):
            continue
        members = children[node][~np.isnan(gate[children[node]])]
        has_own = not top and not np.isnan(own[node])
        p = np.append(gate[members], own[node]) if has_own else gate[members]
        if p.size == 0:
            continue
        part = 1.0 if top else share[node]
        q = step_up(p) / part
        if has_own:
            q_value[node] = min(q[-1], 1.0)
        opened[members] = q[: members.size] <= level
        share[members] = part * np.count_nonzero(q <= level) / p.size
        leaves = np.array([children[m].size == 0 for m in members], dtype=bool)
        q_value[members[leaves]] = np.minimum(q[: members.size][leaves], 1.0)
    return TreeDiscoveries(q_value <= level, q_value, gate, opened)


def _check(own: Floats, parent: NDArray[Any], level: float) -> None:
    if own.ndim != 1 or parent.shape != own.shape:
        raise _bad("parent", f"shapes {own.shape}, {parent.shape}", "p and parent of one length", "One parent a node.")
    if parent.dtype.kind not in "iu" and parent.size:
        raise _bad("parent", f"type {parent.dtype}", "whole numbers, -1 at the top", "Convert with .astype(int).")
    if parent.size and (parent.min() < -1 or parent.max() >= parent.size):
        raise _bad("parent", f"{parent.min()} to {parent.max()}", f"-1 to {parent.size - 1}", "Count from 0.")
    if ((own < 0.0) | (own > 1.0)).any():
        raise _bad("p", "a value outside 0 to 1", "probabilities, NaN for no test", "Hand over p-values.")
    if not 0.0 < level < 1.0:
        raise _bad("level", repr(level), "a rate between 0 and 1", "0.10 is usual.")


def _bad(name: str, found: str, expected: str, remedy: str) -> TreeFdrInputError:
    return TreeFdrInputError(found=found, expected=expected, where=f"tree_discoveries({name}=…)", remedy=remedy)
