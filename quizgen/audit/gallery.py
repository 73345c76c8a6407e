"""``banks/GALLERY.md``: one item of every family, and of authored items one of each form and the stems of all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain, groupby, islice

from markupsafe import Markup
from msgspec import Struct

from quizgen import catalog
from quizgen.answers import Choice
from quizgen.asking.source import Source
from quizgen.authored import Concepts, shipped
from quizgen.blueprint import draw
from quizgen.counting.counts import counts
from quizgen.figures import svg
from quizgen.formats.frames import frame
from quizgen.formats.markdown.parts import parts
from quizgen.formats.protocol import File
from quizgen.formats.titles import titled
from quizgen.model import LEVELS, Figure, Item, Level
from quizgen.templating import MARKDOWN, Templates
from quizgen.text.nodes import Paragraph
from quizgen.text.reader import blocks

PAGE = "GALLERY.md"
FOLDER = "gallery"
FORMS: Mapping[str, str] = {
    "choice": "One is right",
    "true-false": "True or false",
    "multiple": "Several may be right",
    "numerical": "A number",
    "matching": "Matching",
    "ordering": "Ordering",
    "grid": "A table to fill in",
    "parts": "Several parts",
}
_LOOKED_AT = 3
_SHOWN = {"parts": partial(parts, words=frame()), "forms": FORMS, "titled": titled}


class Sample(Struct, frozen=True):
    """An item; each figure comes with its file's name."""

    item: Item
    pictures: tuple[tuple[Figure, Markup], ...] = ()

    @property
    def form(self) -> str:
        """The item's kind, with true or false as one of its own."""
        answer = self.item.question.parts[0].answer
        return "true-false" if isinstance(answer, Choice) and answer.two_sided else self.item.kind

    @property
    def brief(self) -> bool:
        """Whether the stem is one paragraph, which a line of a list can hold."""
        found = blocks(self.item.stem.template)
        return len(found) == 1 and isinstance(found[0], Paragraph)


class Entry(Struct, frozen=True):
    """A source with the items that stand for it; ``others`` are the authored items that are only listed."""

    source: Source
    counts: str
    samples: tuple[Sample, ...]
    others: tuple[Sample, ...] = ()

    @property
    def description(self) -> tuple[str, ...]:
        """The family's docstring or the file's description, a paragraph each."""
        return tuple(" ".join(part.split()) for part in self.source.description.split("\n\n"))


def gallery() -> Iterator[File]:
    """The page and its drawings."""
    shown = list(entries())
    yield page(shown)
    for entry in shown:
        for sample in entry.samples:
            for figure, name in sample.pictures:
                yield File(name, [svg(figure).encode()])


def entries() -> Iterator[Entry]:
    """Every source's entry; of each topic the families and then the authored items."""
    for topic in catalog.topics():
        yield from (computed_entry(family) for family in catalog.shipped_families() if family.topic == topic)
        yield from (authored_entry(written) for written in shipped() if written.topic == topic)


def page(entries: list[Entry]) -> File:
    """The page for entries that stand in the order of their topics."""
    topics = [(topic, list(group)) for topic, group in groupby(entries, key=lambda entry: entry.source.topic)]
    return File(PAGE, Templates(MARKDOWN).stream("gallery.md.j2", topics=topics, **_SHOWN))


def computed_entry(source: Source) -> Entry:
    """A family's sample, with its counts."""
    item = _representative(source)
    names = (Markup(f"{FOLDER}/{source.id}-{number}.svg") for number in range(1, len(item.question.figures) + 1))  # noqa: S704 - a slug
    by_level = counts(source)
    by_kind = (f"{kind} {' + '.join(f'{by_level[level][kind]:,}' for level in LEVELS)}" for kind in source.kinds)
    shown = Sample(item, tuple(zip(item.question.figures, names, strict=True)))
    return Entry(source, f"items (easy + medium + hard): {'; '.join(by_kind)}", (shown,))


def _representative(source: Source) -> Item:
    """An item with a figure, of medium level if possible; the first of medium level for a family that draws none."""
    levels: tuple[Level, ...] = ("medium", "easy", "hard")
    every = (islice(draw(source, level, source.usual(level), "gallery"), _LOOKED_AT) for level in levels)
    drawn = list(chain.from_iterable(every))
    return next((item for item in drawn if item.question.figures), drawn[0])


def authored_entry(source: Concepts) -> Entry:
    """The first item of each form in the file's order; the others only as stems."""
    drawn = {item.id: Sample(item) for level in LEVELS for item in draw(source, level, None, "gallery")}
    ordered = [drawn[f"{source.id}-{item.id}"] for item in source.items]
    first = {sample.form: sample for sample in reversed(ordered)}
    shown = tuple(first[form] for form in FORMS if form in first)
    number = len(ordered)
    return Entry(
        source,
        f"{number} authored {'item' if number == 1 else 'items'}",
        shown,
        tuple(sample for sample in ordered if sample not in shown),
    )
