"""What a stem shows, in words, tables, programs and figures, against what the item's JSON holds in ``params``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from quizgen.audit.shown import drawings, programs, sizes, spans, tables
from quizgen.audit.shown.layers import Given
from quizgen.formats.json import dumped
from quizgen.layers import Layer, layer_json
from quizgen.model import Question

__all__ = ["contradictions"]


def contradictions(question: Question) -> Iterator[str]:
    """A sentence for each table, program, figure or ``name=value`` that ``params`` say otherwise or do not know."""
    offered = [layer_json(option.value) for option in question.options if isinstance(option.value, Layer)]
    given = Given(json.loads(dumped(question.params)), json.loads(dumped(offered)))
    for look in (
        spans.contradictions,
        sizes.contradictions,
        tables.contradictions,
        programs.contradictions,
        drawings.contradictions,
    ):
        yield from look(question, given)
