"""The columns of this room's build tables."""

import pyarrow as pa

_TEXT, _DAY, _NUMBER, _WHOLE = pa.string(), pa.date32(), pa.float64(), pa.int64()
_INSTANT = pa.timestamp("us")  # in UTC

# What says which publication of which wave a row belongs to.
_WAVE = {"survey": _TEXT, "wave": _TEXT}

# One row per wave: the publication that stands. `about` is all that was published about it, as JSON.
WAVES = pa.schema(
    {
        **_WAVE,
        "number": _WHOLE,
        "begins": _DAY,
        "ends": _DAY,
        "mode": _TEXT,
        **dict.fromkeys(("title", "title_cy", "wave_title", "wave_title_cy"), _TEXT),
        "invented": pa.bool_(),
        "published_at": _INSTANT,
        "note": _TEXT,
        "sha256": _TEXT,
        "about": _TEXT,
    }
)

# One row per publication, those that were corrected too.
PUBLICATIONS = pa.schema(
    {
        **_WAVE,
        "number": _WHOLE,
        "published_at": _INSTANT,
        "note": _TEXT,
        "sha256": _TEXT,
    }
)

# One row per publication that stands, estimate, split and domain.
ESTIMATES = pa.schema(
    {
        **_WAVE,
        "begins": _DAY,
        "ends": _DAY,
        "mode": _TEXT,
        "number": _WHOLE,
        **dict.fromkeys(("estimate", "unit", "split", "domain"), _TEXT),
        **dict.fromkeys(("value", "lower", "upper", "level", "se", "degrees"), _NUMBER),
        "base": _WHOLE,
        "effective_base": _WHOLE,
        "design_effect": _NUMBER,
        "state": _TEXT,
        "why": _TEXT,
        "invented": pa.bool_(),
        "published_at": _INSTANT,
        "sha256": _TEXT,
    }
)

# One row per wave, earlier wave, estimate, split and domain.
CHANGES = pa.schema(
    {
        **_WAVE,
        "before": _TEXT,
        **dict.fromkeys(("estimate", "split", "domain"), _TEXT),
        **dict.fromkeys(("difference", "lower", "upper", "p_value"), _NUMBER),
        "state": _TEXT,
        "why": _TEXT,
    }
)

# One row per wave, estimate, split and domain that was compared with everybody else.
GROUPS = pa.schema(
    {
        **_WAVE,
        **dict.fromkeys(("estimate", "split", "domain"), _TEXT),
        **dict.fromkeys(("difference", "lower", "upper", "p_value"), _NUMBER),
        "verdict": _TEXT,
    }
)
