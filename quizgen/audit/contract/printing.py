"""Texts print in every markup, and every format writes the items."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quizgen.asking.source import Audited
from quizgen.audit.equations import texts
from quizgen.catalog import formats
from quizgen.catalog.blame import kind as kind_of
from quizgen.catalog.blame import written
from quizgen.formats.limits import is_refused
from quizgen.formats.protocol import Format, Options
from quizgen.model import Evidence, Form, Item, Level, Question
from quizgen.text import Text
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.printer import Printer
from quizgen.text.speech import SPEECH
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

PRINTERS: dict[str, Printer] = {
    "HTML": HTML,
    "Markdown": MARKDOWN,
    "Typst": TYPST,
    "the terminal": TERMINAL,
    "speech": SPEECH,
}


class Printed:
    """Tries texts in every markup, each template once for values of the same types."""

    def __init__(self, source: Audited) -> None:
        self._source = source
        self._found: dict[object, list[str]] = {}

    def faults(self, question: Question) -> Iterator[str]:
        """A sentence for each text and markup that do not go together."""
        for text in texts(question):
            known = text.template, *text.values, *map(type, text.values.values())
            if text.template and known not in self._found:
                self._found[known] = list(self._faults(text))
            yield from self._found.get(known, ())

    def _faults(self, text: Text) -> Iterator[str]:
        for markup, printer in PRINTERS.items():
            try:
                empty = not printer.text(text).strip()
            except Exception as error:  # noqa: BLE001 - whatever an author's text raises is told
                start = text.template.strip()[:25].partition("\n")[0]
                place = written(self._source.module, start)
                yield f"a text cannot be printed in {markup}: {kind_of(error)} ({place})"
                return
            if empty:
                yield f"the text '{text.template}' prints nothing in {markup}"


def written_by_all(source: Audited, level: Level) -> Iterator[str]:
    """Every format writes an item of each kind that it takes, unless it says that its target cannot show it."""
    drawn = [one for kind in source.kinds for one in islice(source.draw(level, kind, "1"), 1)]
    for fmt in formats().values():
        shown = (one for one in drawn if one.kind in fmt.kinds and not is_refused(fmt, one))
        if items := tuple(Item(one, Evidence("", ())) for one in shown):
            yield from _written_by(fmt, items)


def _written_by(fmt: Format, items: tuple[Item, ...]) -> Iterator[str]:
    try:
        for file in fmt.write([Form("Contract", "1", items)], Options("contract", key=True, variants=0)):
            for chunk in file.chunks:
                del chunk
    except Exception as error:  # noqa: BLE001 - whatever a format raises is told
        places = " and ".join(item.question.where for item in items)
        yield f"at {places}: the format {fmt.name} cannot write the items: {kind_of(error)}"
