"""Moodle XML for the question bank: a file for each form, or several, and a category for each import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO

from msgspec import Struct
from msgspec.structs import replace

from quizgen import resources
from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.frames import Frame, frame
from quizgen.formats.moodle import rules
from quizgen.formats.moodle.answers import has_gaps
from quizgen.formats.moodle.question import question
from quizgen.formats.moodle.rules import Wishes
from quizgen.formats.moodle.shelves import Category, Piece, Shelves, within
from quizgen.formats.names import places
from quizgen.formats.protocol import File, Format, Options, Spool, file_name
from quizgen.formats.titles import titled
from quizgen.model import KINDS, Form, Item, Kind
from quizgen.templating import PLAIN, XML, Templates, encoded_whole

END = b"</quiz>\n"


class MoodleFormat(Struct, frozen=True):
    """Items for Moodle's question bank."""

    name: str = "moodle"
    suffix: str = ".xml"
    kinds: frozenset[Kind] = frozenset(KINDS)
    heeds: frozenset[str] = frozenset(("wrong", "shuffle", "split", "moodle"))
    title: str = "questions for Moodle's question bank, with feedback and hints"

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form one file, or several parts; raises QuizgenError for what Moodle would refuse or misread."""
        for form in forms:
            wishes = replace(_wishes(options), language=form.sitting.language)
            placed = zip(form.items, places(form), within(form), strict=True)
            yield from self.joined(form, (_piece(*one, wishes) for one in placed), options)

    def piece(self, item: Item, options: Options) -> Piece:
        """The question; raises QuizgenError for what Moodle would refuse or misread."""
        return _piece(item, "", (), _wishes(options))

    def joined(self, form: Form, pieces: Iterable[Piece], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One file, or parts of so many questions, each of which has a category of its own in that of the whole.

        The questions of each topic and level stand together, so that each category is named once.
        """
        shelves = Shelves(spool, _said(options))
        for piece in pieces:
            shelves.add(piece)
        return _files(form, shelves, options, self.suffix)


def _files(form: Form, shelves: Shelves, options: Options, suffix: str) -> Iterator[File]:
    top, words = rules.import_name(form, shelves.fingerprint), frame(form.sitting.language)
    size = options.split or max(1, len(shelves))
    starts = range(0, len(shelves), size)
    if len(starts) < 2:
        yield File(file_name(form, options, suffix), _chunks(shelves, words, range(len(shelves)), (top,)))
        return
    for number, start in enumerate(starts, start=1):
        digits = f"{number:0{len(str(len(starts)))}}"
        part = words.part.format(number=digits, count=len(starts))
        name = file_name(form, options, suffix, note=f"part-{digits}")
        yield File(name, _chunks(shelves, words, range(start, start + size), (top, part)))


@lru_cache(maxsize=16)
def _wishes(options: Options) -> Wishes:
    return rules.wishes(options)


def _said(options: Options) -> Fingerprint:
    """Begins that of all that a question in the file can say; another version may say it in other words."""
    wished = (resources.version(), options.wrong, options.shuffle, options.split, options.moodle)
    found = Fingerprint()
    found.add(repr(wished).encode())
    return found


def _piece(item: Item, place: str, section: Category, wishes: Wishes) -> Piece:
    content = encoded_whole(Templates(PLAIN).render("moodle.xml.j2", q=question(item, place, wishes)))
    category = (*section, titled(item.topic), frame(wishes.language).level(item.level))
    return Piece(category, content, has_gaps(item.question))


def _chunks(shelves: Shelves, words: Frame, numbers: range, above: tuple[str, ...]) -> Iterator[bytes]:
    """A file with the questions of these numbers, whose categories are within those ``above``."""
    gaps = any(stretch.gaps for stretch in shelves.stretches(numbers.start, numbers.stop))
    templates = Templates(XML)
    told = {
        "imported": words.imported.format(version=resources.version()),
        "of_gaps": words.of_gaps if gaps else "",
    }
    yield from templates.stream("moodle/head.xml.j2", top=rules.path(above[0]), **told)
    for stretch in shelves.stretches(numbers.start, numbers.stop):
        yield from templates.stream("moodle/category.xml.j2", path=rules.path(*above, *stretch.category))
        yield from stretch.content
    yield END


FORMAT: Format = MoodleFormat()
