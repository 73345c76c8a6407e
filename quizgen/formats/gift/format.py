"""GIFT, the text in which Moodle and others write questions: a file for each form, with categories as in Moodle's XML.

What Moodle 4 makes of such a file is in ``question/format/gift/format.php`` of its code. It knows neither files nor
points nor hints, and Moodle shuffles what is on offer as a site's settings say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from io import BytesIO

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import replace

from quizgen import resources
from quizgen.answers import Numerical
from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.frames import frame
from quizgen.formats.gift.marks import mark, path
from quizgen.formats.moodle import rules
from quizgen.formats.moodle.answers import Graded, Typed
from quizgen.formats.moodle.question import question
from quizgen.formats.moodle.rules import Wishes
from quizgen.formats.moodle.shelves import Category, Piece, Shelves, within
from quizgen.formats.names import places
from quizgen.formats.points import number
from quizgen.formats.protocol import File, Options, Spool, file_name
from quizgen.formats.titles import titled
from quizgen.model import Form, Item, Kind, Question
from quizgen.templating import GIFT, XML, Templates, encoded_whole


class GiftFormat(Struct, frozen=True):
    """Items for whatever reads GIFT; pictures stand within the text, steps are matched with their places."""

    name: str = "gift"
    suffix: str = ".gift"
    kinds: frozenset[Kind] = frozenset(("choice", "multiple", "numerical", "matching", "ordering"))
    heeds: frozenset[str] = frozenset(("wrong",))
    title: str = "questions as GIFT, the plain text that Moodle and others import, with feedback"
    without_evidence: bool = True

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        """For each form one file; raises QuizgenError for what a reader would refuse or misread."""
        for form in forms:
            wishes = replace(_wishes(options), language=form.sitting.language)
            placed = zip(form.items, places(form), within(form), strict=True)
            yield from self.joined(form, (_piece(*one, wishes) for one in placed), options)

    def piece(self, item: Item, options: Options) -> Piece:
        """The question; raises QuizgenError for what a reader would refuse or misread."""
        return _piece(item, "", (), _wishes(options))

    def joined(self, form: Form, pieces: Iterable[Piece], options: Options, spool: Spool = BytesIO) -> Iterator[File]:
        """One file, in which the questions of each topic and level stand together."""
        said = Fingerprint()
        said.add(repr((resources.version(), options.wrong)).encode())
        shelves = Shelves(spool, said)
        for piece in pieces:
            shelves.add(piece)
        yield File(file_name(form, options, self.suffix), _chunks(form, shelves))

    def refusal(self, question: Question) -> str | None:
        """A number that Moodle would round, and a shape, for which there is no answer of several numbers."""
        answer = question.parts[0].answer
        if not isinstance(answer, Numerical) or rules.typed(answer.key):
            return None
        if isinstance(answer.key, tuple):
            return "its answer has several numbers, and an answer in GIFT one: ask it as choice"
        return f"Moodle keeps {rules.DIGITS} digits of a number, and its key has more: ask it as choice"


@lru_cache(maxsize=16)
def _wishes(options: Options) -> Wishes:
    return replace(rules.wishes(options), ordering=False)


def _piece(item: Item, place: str, section: Category, wishes: Wishes) -> Piece:
    asked = question(item, place, wishes)
    html = Templates(XML)
    shown = Templates(GIFT).render(
        "gift.gift.j2",
        q=asked,
        points="" if item.points == 1 else Markup(number(item.points)),  # noqa: S704 - a number
        marks=[mark("id", asked.idnumber), *(mark("tag", tag) for tag in asked.tags)],
        sides=_sides(asked.typed),
        stem=html.render("gift/stem.xml.j2", q=asked).strip(),
        about=html.render("gift/about.xml.j2", q=asked).strip(),
    )
    return Piece(
        (*section, titled(item.topic), frame(wishes.language).level(item.level)), encoded_whole(shown), gaps=False
    )


def _sides(typed: Typed) -> tuple[Graded, Graded] | None:
    """What is wrong and what is right, where true or false is asked."""
    if typed.name != "truefalse":
        return None
    wrong, right = sorted(typed.answers, key=lambda one: int(one.grade))
    return wrong, right


def _chunks(form: Form, shelves: Shelves) -> Iterator[bytes]:
    top, templates = rules.import_name(form, shelves.fingerprint), Templates(GIFT)
    for stretch in shelves.stretches(0, len(shelves)):
        yield from templates.stream("gift/category.gift.j2", path=path((top, *stretch.category)))
        yield from stretch.content


FORMAT = GiftFormat()
