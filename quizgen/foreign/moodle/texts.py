"""The texts of a question of Moodle: how they are marked up, where they begin, and which files they bring."""

from __future__ import annotations

from itertools import pairwise

from quizgen.foreign.model import Markup, Passage, Picture
from quizgen.foreign.moodle.files import files
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.markup import inner
from quizgen.foreign.xml.tree import Element, Run

FORMATS: dict[str, Markup] = {
    "html": "html",
    "moodle_auto_format": "moodle",
    "plain_text": "plain",
    "markdown": "markdown",
    "wiki_like": "moodle",
}
"""Moodle reads its old wiki format as its auto-format."""


class Texts:
    """Reads the texts of one question; ``markup`` is that of its stem, which others have unless they say so.

    ``pictures`` are the files that they brought, ``escaped`` the lines on which HTML stands as ``&lt;p&gt;``, and
    ``eaten`` those on which Moodle loses spaces that stand between two such signs.
    """

    def __init__(self, remarks: Remarks) -> None:
        self.markup: Markup = "html"
        self.pictures: list[Picture] = []
        self.escaped: list[int] = []
        self.eaten: list[int] = []
        self._remarks = remarks

    def passage(self, element: Element | None, other: Markup | None = None) -> Passage | None:
        """The text of an element, None where there is none or it is blank; ``other`` is its markup if it names none."""
        if element is None:
            return None
        found = self._plain(element, self._markup(element, other or self.markup))
        self.pictures += files(element, found, self._remarks)
        return found if found.source else None

    def always(self, element: Element | None, line: int, other: Markup | None = None) -> Passage:
        """The same, but an empty text where there is none."""
        found = self.passage(element, other)
        at = element.line if element else line
        return found or Passage("", self._markup(element, other or self.markup) if element else "html", at)

    def words(self, element: Element | None) -> str:
        """The text of an element as plain words."""
        return self._plain(element, "plain").source if element else ""

    def _markup(self, element: Element, other: Markup) -> Markup:
        written = element.attributes.get("format")
        if written is None:
            return other
        if written not in FORMATS:
            words = f"Moodle knows no format {shown(written)} and takes HTML: write one of {', '.join(FORMATS)}"
            self._remarks.add("format-unknown", words, element.line, "warning")
        return FORMATS.get(written, "html")

    def _plain(self, element: Element, markup: Markup) -> Passage:
        holder = element.first("text")
        if holder is None:
            if element.text.strip():
                words = f"text stands in <{element.name}> itself, where Moodle does not look: put it into <text>"
                self._remarks.add("text-misplaced", words, element.line)
            return self._found(element, element.text, markup)
        if any(True for _ in holder):
            words = (
                f"tags stand in <text> of <{element.name}> as elements, which Moodle refuses: put the text into CDATA"
            )
            self._remarks.add("html-unwrapped", words, holder.line)
            return self._found(holder, inner(holder), markup)
        return self._found(holder, holder.text, markup)

    def _found(self, holder: Element, text: str, markup: Markup) -> Passage:
        runs = holder.runs
        begin = runs[0].line if runs else holder.line
        line = begin + text[: len(text) - len(text.lstrip())].count("\n")
        if _is_escaped(runs) and markup != "plain":
            self.escaped.append(line)
        self.eaten += [one.line for one in lost(runs)]
        return Passage(text.strip(), markup, line)


def _is_escaped(runs: list[Run]) -> bool:
    """Whether tags are written as references to their signs: ``&lt;p&gt;``."""
    return any(
        one.written == "reference" and one.text == "<" and _opens_tag(after.text) for one, after in pairwise(runs)
    )


def _opens_tag(text: str) -> bool:
    return text[:1].isalpha() or text[:1] in {"/", "!"}


def lost(runs: list[Run]) -> list[Run]:
    """Space of which Moodle's parser makes an event of its own, and which it throws away, but at the text's ends."""
    return [one for one in runs[1:-1] if one.written != "cdata" and not one.text.strip()]
