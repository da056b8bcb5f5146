"""Rows that each stand for several people become one row a person, and shares are written as on a page."""

import numpy as np


def repeated(rows: list[dict[str, str]], column: str, times: str) -> np.ndarray:
    """A column, each cell as often as the row stands for people."""
    return np.repeat([row[column] for row in rows], numbers(rows, times).astype(int))


def numbers(rows: list[dict[str, str]], column: str) -> np.ndarray:
    return np.array([float(row[column]) for row in rows])


def yes_and_no(rows: list[dict[str, str]], asked: str, said_yes: str) -> np.ndarray:
    """1 for each who said yes, 0 for each who did not, row by row."""
    pairs = zip(numbers(rows, asked).astype(int), numbers(rows, said_yes).astype(int), strict=True)
    return np.concatenate([np.r_[np.ones(yes), np.zeros(all_asked - yes)] for all_asked, yes in pairs])


def percent(value: float) -> str:
    return f"{100 * float(value):.1f}%"
