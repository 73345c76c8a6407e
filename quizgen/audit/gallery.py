"""``banks/GALLERY.md``: one item of every family, with every family's own words and counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from quizgen import catalog, templating
from quizgen.blueprint import draw
from quizgen.counts import counted
from quizgen.figures import svg
from quizgen.formats.protocol import File
from quizgen.model import Figure, Item
from quizgen.source import Source

PAGE = "GALLERY.md"
FOLDER = "gallery"


@dataclass(frozen=True, slots=True)
class Sample:
    """A family and one of its items; each figure comes with its file's name."""

    source: Source
    item: Item
    counts: str
    pictures: tuple[tuple[Figure, Markup], ...]

    @property
    def description(self) -> tuple[str, ...]:
        """The family's docstring, a paragraph each."""
        return tuple(" ".join(part.split()) for part in self.source.description.split("\n\n"))


def gallery() -> Iterator[File]:
    """The page and its drawings."""
    samples = [_sample(source) for source in catalog.sources()]
    topics = [(topic, list(group)) for topic, group in groupby(samples, key=lambda sample: sample.source.topic)]
    yield File(PAGE, templating.stream("markdown", "gallery.md.j2", topics=topics))
    for sample in samples:
        for figure, name in sample.pictures:
            yield File(name, [svg(figure).encode()])


def _sample(source: Source) -> Sample:
    item = next(draw(source, "medium", source.kinds[0], "gallery"))
    names = (Markup(f"{FOLDER}/{source.id}-{number}.svg") for number in range(1, len(item.figures) + 1))  # noqa: S704 - a slug
    return Sample(source, item, _counts(source), tuple(zip(item.figures, names, strict=True)))


def _counts(source: Source) -> str:
    """How many items there are of each kind, in words."""
    by_level = counted(source)
    kinds = (f"{kind} {' + '.join(f'{by_level[level][kind]:,}' for level in by_level)}" for kind in source.kinds)
    return f"items (easy + medium + hard): {'; '.join(kinds)}"
