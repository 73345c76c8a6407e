"""Layers as published networks have them."""

from __future__ import annotations

from collections.abc import Iterator

from quizgen.asking.source import Audited
from quizgen.asking.spaced import Spaced
from quizgen.audit.realism import realism
from quizgen.model import Level
from quizgen.of_network.family import NetworkFamily

WAY = "give the space windows of quizgen.layers.windows and tell which points have them: concat(..., real=mask)"


def real_layers(source: Audited, level: Level) -> Iterator[str]:
    """Enough of the layers that are shown are real ones, however the level is asked; a given network is what it is."""
    if not isinstance(source, Spaced) or isinstance(source, NetworkFamily):
        return
    for kind in source.kinds:
        found = realism(source, level, kind) if source.count(level, kind) else None
        for fault in found.faults(level) if found else ():
            yield f"as {kind}: {fault}; {WAY}"
