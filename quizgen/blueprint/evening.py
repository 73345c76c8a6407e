"""Letters for the keys of a form of which each comes as often as any other, within one, at the least cost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from quizgen.blueprint.matching import LITTLE, TIE
from quizgen.space import digest

Costs: TypeAlias = Mapping[str, Sequence[int | None]]
"""What each letter costs each of some questions with as many options, None for one that is out of reach."""
UNEVEN = TIE * 10_000
"""A letter too many or too few costs more than any letter that a question could have."""


def evened(costs: Costs) -> Mapping[str, int]:
    """The letter of each question.

    Of solutions that cost the same a digest of the names decides: where one more is asked, few others change.
    """
    import networkx as nx

    graph = nx.DiGraph()
    for name, letters in costs.items():
        graph.add_edge("start", ("question", name), capacity=1, weight=0)
        for letter, cost in enumerate(letters):
            if cost is not None:
                weight = cost and cost * TIE + digest("letter", name, letter) % LITTLE
                graph.add_edge(("question", name), ("letter", letter), capacity=1, weight=weight)
    options = len(next(iter(costs.values())))
    for letter in range(options):
        _even(graph, letter, len(costs), options)
    flow = nx.max_flow_min_cost(graph, "start", "end")
    return {name: _letter(flow["question", name]) for name in costs}


def _even(graph: Any, letter: int, questions: int, options: int) -> None:
    """Lets a letter be taken evenly often for nothing, once more for little, and more often for much."""
    often = questions // options
    for sort, many, weight in (("even", often, -UNEVEN), ("more", 1, 0), ("over", questions, UNEVEN)):
        if many:
            graph.add_edge(("letter", letter), (sort, letter), capacity=many, weight=weight)
            graph.add_edge((sort, letter), "end", capacity=many, weight=0)


def _letter(flow: Mapping[Any, int]) -> int:
    return next(int(letter) for (_, letter), many in flow.items() if many)
