"""Questions about one network that somebody names: families whose space is what can be asked of its layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from quizgen.answers import Slip
from quizgen.errors import UsageError
from quizgen.layers import Network
from quizgen.misconceptions.concepts import slip
from quizgen.model import LEVELS
from quizgen.of_network import (
    changed_rows,
    changed_sizes,
    channels,
    faults,
    fields,
    layered,
    macs,
    needed_features,
    own,
    parameters,
    sizes,
    starts,
    transposed_sizes,
    uneven_macs,
    wrong_rows,
)
from quizgen.of_network.family import NetworkFamily
from quizgen.of_network.kept import Followed, Kept, Layered, read, written
from quizgen.of_network.places import AskedNetwork
from quizgen.of_network.row_family import RowFamily
from quizgen.of_network.unasked import unasked

__all__ = [
    "AskedNetwork",
    "Family",
    "Followed",
    "Kept",
    "Layered",
    "NetworkFamily",
    "RowFamily",
    "about",
    "families",
    "read",
    "slips",
    "subject",
    "unasked",
    "written",
]
Family: TypeAlias = NetworkFamily | RowFamily
MODULES = (
    *(sizes, parameters, macs, uneven_macs, fields, starts, channels, changed_sizes, needed_features),
    *(transposed_sizes, changed_rows, faults, wrong_rows),
)
"""Each asks about something of its own; what changes in rows is asked in two ways."""
WAYS = {changed_rows: (changed_rows.shapes, changed_rows.weights)}
KINDS: tuple[Callable[[AskedNetwork], Family], ...] = tuple(
    kind for module in MODULES for kind in WAYS.get(module) or (module.family,)
)


def slips() -> tuple[Slip, ...]:
    """Every misconception that a question about a network may name, whatever the network."""
    return tuple(slip(one) for module in MODULES for one in module.MISCONCEPTIONS)


def families(network: Network, title: str, names: Sequence[str] = ()) -> tuple[Family, ...]:
    """The families that have something to ask about layers; ``names`` are one a row of ``tracing.explained``.

    Raises UsageError where no layer can be asked about.
    """
    return about(subject(Layered(title, network, tuple(names))))


def subject(found: Kept) -> AskedNetwork:
    """The places of a network; raises UsageError where its layers do not fit, or its numbers are past asking."""
    if isinstance(found, Followed):
        about = own.subject(found)
    else:
        about = layered.subject(found.network, found.title, found.names)
    return replace(about, text=written(found))


def about(network: AskedNetwork) -> tuple[Family, ...]:
    """The families that have something to ask about a network.

    Raises UsageError, with the reasons, where no layer can be asked about.
    """
    every = (make(network) for make in KINDS)
    found = tuple(family for family in every if any(len(family.levels[level]) for level in LEVELS))
    if not found:
        why = "; ".join(network.left) or "it has no convolution, linear layer or pooling that says something"
        raise UsageError(f"there is nothing to ask about {network.title}: {why}")
    return found
