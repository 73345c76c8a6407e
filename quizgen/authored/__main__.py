"""``python -m quizgen.authored FILE ...`` checks files of authored items: those of quizgen where none is named."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from quizgen.authored.source import Concepts, sources
from quizgen.errors import QuizgenError
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

PRINTERS = (HTML, MARKDOWN, TYPST, TERMINAL)


def main(names: list[str]) -> int:
    """Prints what each file holds or what is wrong with it; the exit status is 1 if anything is."""
    checked = [Concepts(Path(name)) for name in names] or list(sources())
    failed = False
    for source in checked:
        try:
            print(f"{source.path.name}: {_summary(source)}")  # noqa: T201 - a maker's tool
        except (QuizgenError, OSError) as error:
            print(error)  # noqa: T201 - a maker's tool
            failed = True
    return int(failed)


def _summary(source: Concepts) -> str:
    """What the file holds; raises QuizgenError where a text cannot be printed or an id is taken in another file."""
    elsewhere = _elsewhere(source)
    for item in source.items:
        if item.id in elsewhere:
            name = source.path.name
            raise QuizgenError(f"{name}: item '{item.id}'.id: it stands in {elsewhere[item.id]} too; write another")
    for text in _texts(source):
        for printer in PRINTERS:
            printer.text(text)
    kinds = Counter(item.kind for item in source.items)
    levels = Counter(item.level for item in source.items)
    words = (f"{number} {name}" for count in (kinds, levels) for name, number in count.items())
    return f"{len(source.items)} items ({', '.join(words)})"


def _elsewhere(source: Concepts) -> dict[str, str]:
    """The ids in the other files that come with quizgen; a file that cannot be read is reported for itself."""
    found: dict[str, str] = {}
    for other in sources():
        if other.path.resolve() != source.path.resolve():
            with suppress(QuizgenError):
                found |= {item.id: other.path.name for item in other.items}
    return found


def _texts(source: Concepts) -> Iterator[Text]:
    for item in source.items:
        yield from (item.stem, item.explanation, *item.prompts)
        for option in (*item.right, *item.wrong):
            yield from (option.text, option.feedback)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
