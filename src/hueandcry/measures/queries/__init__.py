"""What measures answer: definitions, values with their uncertainty, funnels, flows, and any two of them compared.

Texts come in the language of the page that is being made. A value is never without its state: a body that has no
figure has a row that says why, wherever the definition knows that it should have one.
"""

from hueandcry.measures.queries.answers import (
    definition,
    every,
    files,
    flow,
    flow_spans,
    flows,
    latest,
    limits,
    of_body,
    of_few_bodies,
    periods,
    values,
    versions,
)
from hueandcry.measures.queries.beside import Beside, beside
from hueandcry.measures.queries.comparing import compare
from hueandcry.measures.queries.noting import notes, of_flow, of_value
from hueandcry.measures.queries.said import ROOM
from hueandcry.measures.queries.told import (
    ALL_BODIES,
    ENGLAND_AND_WALES,
    NONE_PUBLISHED,
    SURVEYED,
    Comparison,
    Definition,
    Flow,
    FlowSpan,
    Limits,
    Part,
    Period,
    SourceFile,
    Stream,
    Value,
)
from hueandcry.measures.rules.comparing import Span

__all__ = [
    "ALL_BODIES",
    "ENGLAND_AND_WALES",
    "NONE_PUBLISHED",
    "ROOM",
    "SURVEYED",
    "Beside",
    "Comparison",
    "Definition",
    "Flow",
    "FlowSpan",
    "Limits",
    "Part",
    "Period",
    "SourceFile",
    "Span",
    "Stream",
    "Value",
    "beside",
    "compare",
    "definition",
    "every",
    "files",
    "flow",
    "flow_spans",
    "flows",
    "latest",
    "limits",
    "notes",
    "of_body",
    "of_few_bodies",
    "of_flow",
    "of_value",
    "periods",
    "values",
    "versions",
]
