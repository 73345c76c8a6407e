"""One page of a site, made whole wherever it is wished: in any process, from the names of what it asks."""

from __future__ import annotations

import json
import re
from itertools import islice

from msgspec import Struct

from quizgen.asking.verify import verified
from quizgen.blueprint.spread import Wish, questions
from quizgen.catalog import format_called
from quizgen.errors import QuizgenError
from quizgen.formats.frames import frame
from quizgen.formats.protocol import Options
from quizgen.formats.titles import titled
from quizgen.jobs.references import Reference
from quizgen.model import Form, Level, Sitting

FORMAT = "html"
INDEX = "index.html"
_DATA = re.compile(rb'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


class Wanted(Struct, frozen=True):
    """A page: its topic and level, what it asks, by names that reach any process, and how much of it.

    ``named`` are ids of sources that were wished for themselves.
    """

    topic: str
    level: Level
    cells: tuple[Reference, ...]
    number: int
    seed: str
    named: frozenset[str]
    language: str
    variants: int | None

    @property
    def name(self) -> str:
        """The file's."""
        return f"{self.topic}-{self.level}.html"

    @property
    def title(self) -> str:
        """What stands above its questions."""
        return f"{titled(self.topic)}: {frame(self.language).level(self.level)}"


class Page(Struct, frozen=True):
    """A page that is made: its bytes, how many questions it has, and the name by which it is kept in a browser."""

    wanted: Wanted
    content: bytes
    number: int
    known_as: str


def made(wanted: Wanted) -> Page:
    """The page with its items, verified; raises Disagreement for one that is faulty."""
    cells = tuple(one.cell() for one in wanted.cells)
    wish = Wish(cells, wanted.number, wanted.seed, wanted.named, fewer=True)
    items = tuple(map(verified, islice(questions(wish), wanted.number)))
    form = Form(wanted.title, wanted.seed, items, asked=wanted.title, sitting=Sitting(language=wanted.language))
    options = Options(wanted.name.removesuffix(".html"), variants=wanted.variants, home=INDEX)
    fmt = format_called(FORMAT)
    if fmt is None:
        raise QuizgenError(f"there is no format '{FORMAT}', which a site is made of")
    (file,) = fmt.write([form], options)
    content = b"".join(file.chunks)
    return Page(wanted, content, len(items), known_as(content))


def known_as(content: bytes) -> str:
    """The id in the data of a practice page; raises QuizgenError where there is none."""
    found = _DATA.search(content)
    if not found:
        raise QuizgenError("a practice page does not say by which name it is kept in a browser")
    return str(json.loads(found[1])["id"])
