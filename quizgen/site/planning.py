"""Which pages a site has: one for each topic and level of which there is anything to ask."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from quizgen.asking.source import Source
from quizgen.blueprint.spread import available, cells, require
from quizgen.catalog import listed
from quizgen.catalog.prerequisites import prerequisites
from quizgen.jobs.references import reference
from quizgen.model import Level
from quizgen.site.index import Site
from quizgen.site.pages import Wanted
from quizgen.site.topics import Names, first, ordered


class Wishes(Struct, frozen=True, kw_only=True):
    """What is wished of every page: at most so many questions, in so many further numbers each, from a seed."""

    levels: tuple[Level, ...]
    number: int
    variants: int | None
    seed: str
    language: str
    title: str = ""


def wanted(sources: Sequence[Source], wishes: Wishes, named: Collection[str]) -> tuple[Wanted, ...]:
    """The pages in the order of topics and levels; ``named`` were wished for themselves.

    Raises UsageError where there is none.
    """
    require(cells(sources, wishes.levels, None), 1)
    return tuple(_pages(sources, wishes, frozenset(named)))


def _pages(sources: Sequence[Source], wishes: Wishes, named: frozenset[str]) -> Iterator[Wanted]:
    for topic in ordered(_before(sources)):
        own = [source for source in sources if source.topic == topic]
        for level in wishes.levels:
            asked = cells(own, (level,), None)
            number = min(wishes.number, available(asked))
            if number:
                yield Wanted(
                    topic=topic,
                    level=level,
                    cells=tuple(map(reference, asked)),
                    number=number,
                    seed=wishes.seed,
                    named=named,
                    language=wishes.language,
                    variants=wishes.variants,
                )


def _before(sources: Sequence[Source]) -> Mapping[str, Names]:
    return first(sources, prerequisites(), listed())


def site(sources: Sequence[Source], wishes: Wishes) -> Site:
    """What is told of the site as a whole."""
    before = _before(sources)
    titles = {topic: [source.title for source in sources if source.topic == topic] for topic in before}
    return Site(wishes.title, wishes.seed, wishes.language, ordered(before), before, titles)
