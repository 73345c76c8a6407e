"""The page on which a human settles what was not read for sure: each row as it was scanned, and all it can say."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Literal, TypeAlias

from markupsafe import Markup
from msgspec import Struct

from quizgen import resources
from quizgen.results.accounting import Account
from quizgen.results.forms import Exam, is_written, labels
from quizgen.results.pages import Refused, Seen
from quizgen.results.readings import shown
from quizgen.results.words import Words, words
from quizgen.scanning.reading import FieldRead
from quizgen.sheets.page import Field
from quizgen.sheets.place import NUMBER, Place, place_of
from quizgen.templating import XML, Templates

WHOLE, LARGE = "page", "large page"
"""The names of a whole page's pictures: as it is kept, and large enough to give its answers by hand."""
Pictures: TypeAlias = Callable[[str, str], str]
"""A picture in base64 by its page's key and its name; empty where there is none."""
LEAST = 0.03
"""Ink below this is not told: it is the paper's."""
_PNG = "iVBOR"


class Row(Struct, frozen=True):
    """What is to be settled: a field, or with ``kind`` ``page`` a page; ``most`` characters fit into a number."""

    id: str
    page: str
    name: str
    where: str
    why: str
    why_is_own: bool
    picture: str
    kind: Literal["one", "many", "written", "page"]
    question: int = 0
    part: str = ""
    index: int = 0
    labels: tuple[str, ...] = ()
    most: int = 0
    seen: str = ""
    large: bool = False

    @property
    def format(self) -> str:
        """What the picture is encoded as."""
        return "png" if self.picture.startswith(_PNG) else "jpeg"


class Asset(Struct, frozen=True):
    """A file that stands in the page, and the hash by which the page's policy lets it."""

    text: Markup
    hash: str


class Choice(Struct, frozen=True):
    """A page of a form's sheet, as it is offered for a page that could not be read."""

    form: str
    number: int
    name: str


def page(account: Account, pictures: Pictures, command: str) -> Iterator[bytes]:
    """The page as HTML; ``command`` is the next run, to which the corrections are given."""
    exam, said = account.exam, words(account.exam.language)
    review = _Review(exam, said, pictures)
    rows = [(seen, read) for seen in account.doubtful for read in seen.doubtful]
    numbers = [one for one in rows if place_of(one[1]) == NUMBER]
    answers = [one for one in rows if place_of(one[1]) != NUMBER]
    refused = account.pages.refused
    return Templates(XML).stream(
        "review.html.j2",
        words=said,
        language=exam.language,
        title=exam.title,
        seal=exam.seal,
        command=command,
        count=len(rows) + len(refused),
        roster=sorted(exam.names.items()) if exam.names else (),
        numbers=_Many(len(numbers), (review.field(*one) for one in numbers)),
        answers=_Many(len(answers), (review.field(*one) for one in answers)),
        pages=_Many(len(refused), map(review.page, refused)),
        sheets=[*review.sheets()] if refused else (),
        style=asset("page.css"),
        script=asset("page.js"),
    )


def wanted(account: Account) -> Mapping[str, frozenset[str]]:
    """The names of the pictures that the page shows, by their pages' keys."""
    found = {
        seen.key: frozenset(map(_pictured, [seen] * len(seen.doubtful), seen.doubtful)) for seen in account.doubtful
    }
    typed = {seen.key: frozenset([WHOLE, LARGE]) for seen in account.doubtful if seen.typed}
    return {**found, **typed, **{refused.key: frozenset([WHOLE]) for refused in account.pages.refused}}


def _pictured(seen: Seen, read: FieldRead) -> str:
    return LARGE if seen.typed else shown(*place_of(read))


class _Many:
    """Rows that are made one by one, and how many."""

    def __init__(self, number: int, rows: Iterable[Row]) -> None:
        self._number, self._rows = number, rows

    def __len__(self) -> int:
        return self._number

    def __iter__(self) -> Iterator[Row]:
        return iter(self._rows)


class _Review:
    """Makes rows in the words of one language."""

    def __init__(self, exam: Exam, said: Words, pictures: Pictures) -> None:
        self._exam, self._words, self._pictures = exam, said, pictures
        self._told: set[tuple[str, str]] = set()
        self._number = 0

    def field(self, seen: Seen, read: FieldRead) -> Row:
        """The row of a field."""
        place, field = place_of(read), seen.form.on(seen.number)[place_of(read)]
        kind: Literal["one", "many", "written"] = "written" if is_written(field) else field.marks
        every = tuple(labels(field))
        why, own = self._words.reason(read.why)
        return Row(
            self._id(),
            seen.key,
            f"{self._about(seen, place)}",
            self._words.where.format(file=seen.file, page=seen.page),
            why,
            own,
            self._picture(seen.key, _pictured(seen, read)),
            kind,
            *place,
            every,
            len(field.columns),
            _seen(field, read.ink),
            seen.typed,
        )

    def page(self, refused: Refused) -> Row:
        """The row of a page that could not be read."""
        where = self._words.where.format(file=refused.file, page=refused.page)
        why, own = self._words.reason(refused.why)
        return Row(self._id(), refused.key, where, "", why, own, self._picture(refused.key, WHOLE), "page")

    def sheets(self) -> Iterator[Choice]:
        """What a page can be."""
        for form in self._exam.forms.values():
            for one in form.pages:
                yield Choice(form.name, one.number, self._words.sheet_page.format(form=form.name, page=one.number))

    def _about(self, seen: Seen, place: Place) -> str:
        if place == NUMBER:
            return self._words.number_of.format(form=seen.form.name)
        number = seen.answers.get(NUMBER)
        known = number.value if number is not None and number.state == "sure" else seen.form.number
        whose = self._words.part_of.format(form=seen.form.name, number=known or self._words.no_number)
        several = len(seen.form.fields[place.column]) > 1
        row = f", {self._words.row.format(row=place.row + 1)}" if several else ""
        return f"{self._words.question.format(question=place.column)}{row} ({whose})"

    def _picture(self, key: str, name: str) -> str:
        """Each once: a whole page stands above the first of its rows."""
        if (key, name) in self._told:
            return ""
        self._told.add((key, name))
        return self._pictures(key, name) or (self._pictures(key, WHOLE) if name == LARGE else "")

    def _id(self) -> str:
        self._number += 1
        return f"row-{self._number}"


def _seen(field: Field, ink: Sequence[Sequence[float]]) -> str:
    """The ink of boxes that have some, as shares of a full one; of a number column by column."""
    columns = zip(field.columns, ink, strict=False)
    told = [
        ", ".join(f"{box.label} {100 * one:.0f} %" for box, one in zip(boxes, inks, strict=False) if one >= LEAST)
        for boxes, inks in columns
    ]
    return " | ".join(filter(None, told))


@cache
def asset(name: str) -> Asset:
    """A file of ``templates/review``, which holds no data."""
    text = (resources.templates() / "review" / name).read_text(encoding="utf-8")
    digest = b64encode(sha256(text.encode()).digest()).decode()
    return Asset(Markup(text), f"sha256-{digest}")  # noqa: S704 - it ships with quizgen
