"""What a question tells that quizgen wrote: its source, topic and level, and whose sentence a feedback is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import get_args

from msgspec import Struct

from quizgen import catalog
from quizgen.answers import NOT_RIGHT, Kind, Slip
from quizgen.catalog.finding import whole
from quizgen.errors import QuizgenError
from quizgen.foreign.model import Foreign
from quizgen.formats.titles import titled
from quizgen.importing.passages import spoken
from quizgen.misconceptions.concepts import concepts
from quizgen.model import LEVELS, Level
from quizgen.reading.shapes import SLUG
from quizgen.text.markdown import MARKDOWN

_ID = re.compile(rf"(?P<id>.+)-(?:{'|'.join(get_args(Kind))})-[a-z2-7]{{8}}(?:-(?P<letter>[a-z]))?")
_DIGEST = re.compile("[a-z2-7]{20}")
"""The id of a question whose own would be too long."""
OF_NETWORKS = "network-"
"""How families about a network that somebody gives begin, which stand in no catalogue."""
SILENT = spoken(MARKDOWN.line(NOT_RIGHT))


class Ours(Struct, frozen=True):
    """A question's id, topic, source and level as quizgen gave them, and what else stands among its tags."""

    id: str
    topic: str
    family: str
    level: Level
    tags: tuple[str, ...]
    canvas: bool = False
    """Whether it was written for Canvas, in QTI 1.2."""

    def misconception(self, feedback: str) -> tuple[str, str] | None:
        """The ids of the misconception and of the concept of which this is the sentence."""
        return _slips(self.family).get(spoken(feedback))


def ours(question: Foreign) -> Ours | None:
    """What quizgen said of a question, None where somebody else wrote it.

    Topic, source and level stand in this order among the tags, the topic's title before them perhaps.
    """
    tags = (
        question.tags[1:] if len(question.tags) > 1 and question.tags[0] == titled(question.tags[1]) else question.tags
    )
    if len(tags) < 3 or tags[2] not in LEVELS or not SLUG.fullmatch(tags[0]) or not SLUG.fullmatch(tags[1]):
        return None
    found = _ID.fullmatch(question.idnumber)
    name = found["id"] if found else question.idnumber
    if not (name.startswith(f"{tags[1]}-") if found else _DIGEST.fullmatch(name)):
        return None
    name = f"{name}-{found['letter']}" if found and found["letter"] else name
    return Ours(name, tags[0], tags[1], tags[2], tags[3:], "qmd_keywords" in question.own)


@cache
def _slips(family: str) -> dict[str, tuple[str, str]]:
    """The misconceptions of a family or file by their sentences; none of one that is not here."""
    known = (slip for slip in _named(family) if slip.concept.id in concepts())
    return {spoken(MARKDOWN.line(slip.feedback)): (slip.id, slip.concept.id) for slip in known}


def _named(family: str) -> Iterator[Slip]:
    """Those of a source in the catalogue, else of a question about a network, whichever network that was."""
    try:
        found = [source for source in catalog.named(family) if source.id == family]
    except QuizgenError:
        found = []
    for source in found:
        for slips in whole(source).slips().values():
            yield from slips
    if not found and family.startswith(OF_NETWORKS):
        from quizgen import of_network

        yield from of_network.slips()
