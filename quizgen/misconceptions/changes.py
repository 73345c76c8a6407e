"""Mistakes about what follows where one argument of a layer changes: ``was`` is what there was before."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead

STAYS = Instead(
    "keeps-old-result",
    "was",
    "That is what there was before: the layer that changed gives another map, and all layers behind it are given that.",
    concept="expects-size-kept",
)
SCALES = Instead(
    "scales-old-result",
    lambda shape: (read("floor(was*stride_before/stride_now)"),) if shape[-1] == "stride" else None,
    "Another stride does not just divide or multiply what there was: every layer is worked out anew and rounded.",
    concept="divides-by-stride-only",
)
CHANGED = (STAYS, SCALES)
