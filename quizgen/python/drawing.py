"""Items of what somebody names: those that ``quizgen generate`` writes for such a request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from quizgen.errors import UsageError
from quizgen.python.items import Item, Items
from quizgen.python.networks import Network, Size, named
from quizgen.python.telling import told
from quizgen.reading.advice import advice

if TYPE_CHECKING:
    from quizgen.asking.source import Source
    from quizgen.blueprint.spread import Wish
    from quizgen.model import Kind, Level

Seed: TypeAlias = "int | str"
Words: TypeAlias = "str | Sequence[str] | None"
About: TypeAlias = "tuple[Network | None, Size | None]"
TITLE = "Exercises on convolutional networks"
MOST = 10_000
"""So many items are held in memory at most; the command line writes more than any memory holds."""


def draw(names: Sequence[str], *, n: int, level: Words, kind: Words, seed: Seed, about: About) -> Items:  # noqa: PLR0913
    """That many verified items; see ``quizgen.draw``."""
    from quizgen.blueprint.spread import spread
    from quizgen.oracle.guest import as_guest

    if isinstance(seed, bool) or not isinstance(seed, int | str):
        raise UsageError(f"seed={told(seed)}: give a whole number, or a word")
    with as_guest():
        wished = wish(names, n, level, kind, str(seed), about)
        made = spread(wished.cells, wished.number, wished.seed, wished.named)
        return Items(tuple(map(Item, made)), wished.seed, title(wished))


def wish(  # noqa: PLR0913, PLR0917 - what items can be asked for by
    names: Sequence[str], n: int, level: Words, kind: Words, seed: str, about: About
) -> Wish:
    """What is wished, as a request of the command line says it; raises UsageError where it cannot be."""
    from quizgen.blueprint.spread import Wish, askable, cells
    from quizgen.catalog import ALL
    from quizgen.model import KINDS, LEVELS

    if isinstance(n, bool) or not isinstance(n, int) or not 1 <= n <= MOST:
        most = f"from 1 to {MOST:,}; the command quizgen generate writes more"
        raise UsageError(f"n={told(n)}: give a whole number {most}")
    if wrong := [one for one in names if not isinstance(one, str)]:
        raise UsageError(f"{told(wrong[0])} is no name: give families and topics one by one, as draw('dilation', n=4)")
    levels = cast("tuple[Level, ...]", _among(level, LEVELS, "level")) or LEVELS
    kinds = cast("tuple[Kind, ...]", _among(kind, KINDS, "kind"))
    sources, _ = askable(_sources(names, about), kinds)
    alone = (source.id for source in sources if not {ALL, source.topic} & {*names})
    return Wish(cells(sources, levels, kinds), n, seed, frozenset({*names, *alone}))


def title(wished: Wish) -> str:
    """What the items are called together."""
    titles = {cell.source.id: cell.source.title for cell in wished.cells}
    return next(iter(titles.values())) if len(titles) == 1 else TITLE


def _among(given: Words, every: Sequence[str], what: str) -> tuple[str, ...]:
    """The words that were given, in order."""
    words = () if given is None else (given,) if isinstance(given, str) else tuple(given)
    for word in words:
        if word not in every:
            raise UsageError(f"there is no {what} {told(word)}; {advice(str(word), every)}")
    return tuple(dict.fromkeys(words))


def _sources(names: Sequence[str], about: About) -> Sequence[Source]:
    from quizgen import catalog

    network, size = about
    if network is None:
        if size is not None:
            raise UsageError("input= belongs to a network: give network=, too")
        if not names:
            raise UsageError("name a family or a topic, or give network=; quizgen.families() lists what there is")
        return catalog.chosen(names)
    if names:
        raise UsageError(f"items are about a network or from families, not both: leave out {', '.join(names)}")
    return tuple(_of_network(network, size))


def _of_network(network: Network, size: Size | None) -> Iterator[Source]:
    from quizgen import of_network

    if isinstance(network, str):
        found = named(network, size)
        yield from of_network.families(found.network, found.title, found.names)
        return
    yield from _of_module(network, size)


def _of_module(given: Any, size: Size | None) -> Sequence[Source]:
    """What can be asked about somebody's own module, which is run as ``explain`` runs it."""
    from quizgen import of_network
    from quizgen.of_network.of_module import of_module
    from quizgen.oracle.guest import written
    from quizgen.python.tables import running

    module = written(given)
    with running(module, size) as (own, inputs):
        found = of_module(own, type(module).__name__, inputs)
    return of_network.about(of_network.subject(found))
