"""What concepts must be: told apart by their names and meanings, and in words that print everywhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from quizgen.answers import Concept
from quizgen.audit.identities import Use
from quizgen.errors import FormulaError
from quizgen.text.html import HTML
from quizgen.text.markdown import MARKDOWN
from quizgen.text.speech import SPEECH, one_sentence
from quizgen.text.terminal import TERMINAL
from quizgen.text.typst import TYPST

_NAME = re.compile(r"[a-z][A-Za-z0-9'×,-]*( [A-Za-z0-9×][A-Za-z0-9'×,-]*)+")
_PRINTERS = (HTML, MARKDOWN, TYPST, TERMINAL, SPEECH)


def faulty(concepts: Iterable[Concept], claims: Collection[str]) -> Iterator[str]:
    """Each rule that the concepts break, in one sentence; ``claims`` are those of the tutorial."""
    names: dict[str, str] = {}
    meanings: dict[str, str] = {}
    for one in concepts:
        yield from _faulty(one, claims)
        for word, taken, said in (("name", names, one.name), ("meaning", meanings, one.meaning.template)):
            if taken.setdefault(said, one.id) != one.id:
                yield f"the concepts '{taken[said]}' and '{one.id}' have one {word}; make them one, or write another"


def _faulty(one: Concept, claims: Collection[str]) -> Iterator[str]:
    if not _NAME.fullmatch(one.name):
        yield f"the name of the concept '{one.id}' is a few plain words in small letters, not '{one.name}'"
    if one.claim and one.claim not in claims:
        yield f"the concept '{one.id}' names the claim {one.claim}, which is not the tutorial's; write one that is"
    try:
        for printer in _PRINTERS:
            printer.line(one.meaning)
    except FormulaError as error:
        yield f"the meaning of the concept '{one.id}' does not print: {error}"
        return
    if not one_sentence(one.meaning):
        yield f"the meaning of the concept '{one.id}' is one sentence, not '{SPEECH.line(one.meaning)}'"


def unused(concepts: Iterable[Concept], uses: Iterable[Use]) -> Iterator[str]:
    """The concepts that no misconception names, in a sentence each."""
    used = {use.slip.concept.id for use in uses}
    for one in concepts:
        if one.id not in used:
            yield f"no misconception is about the concept '{one.id}'; name it in one, or take it out"
