"""Lines of ``readings.jsonl``: what was read on each page, as it was read, so that nothing has to be read again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from quizgen.errors import QuizgenError, UsageError
from quizgen.scanning.reading import PageRead

SCHEMA = 1


class Head(msgspec.Struct, frozen=True):
    """The first line: whose readings these are."""

    schema: int
    quizgen: str
    exam: str


class Line(msgspec.Struct, frozen=True):
    """A page with the ``digest`` of its file, and the whole ``path`` where that stood."""

    digest: str
    path: str
    read: PageRead

    @property
    def key(self) -> str:
        """What a page is known by: its file's digest, and its number in the file."""
        return key(self.digest, self.read.page)


class Pictured(msgspec.Struct, frozen=True):
    """The same with pictures as PNG in base64: of the whole page as ``page``, of fields by ``shown``."""

    digest: str
    path: str
    read: PageRead
    pictures: Mapping[str, str]


def key(digest: str, page: int) -> str:
    """What a page is known by."""
    return f"{digest}:{page}"


def shown(question: int, part: str, index: int) -> str:
    """The name of a field's picture."""
    return f"{question}{part}:{index}"


def head(exam: str, version: str) -> bytes:
    """The first line for an exam's seal, written by that version of quizgen."""
    return line(Head(SCHEMA, version, exam))


def line(record: Head | Pictured) -> bytes:
    """A record as a line."""
    return msgspec.json.encode(record) + b"\n"


def begun(first: bytes, exam: str, where: str) -> None:
    """Raises UsageError where the first line says that the readings are another exam's, QuizgenError for none."""
    try:
        found = msgspec.json.decode(first, type=Head)
    except msgspec.MsgspecError:
        raise QuizgenError(f"{where} does not begin as quizgen's readings do: give another folder with -o") from None
    if found.schema != SCHEMA:
        raise QuizgenError(
            f"{where} has version {found.schema} of its schema, and this quizgen reads version {SCHEMA}: "
            f"take quizgen {found.quizgen}, or scan into another folder"
        )
    if found.exam != exam:
        raise UsageError(
            f"{where} holds readings of the exam {found.exam}, and this one is {exam}: give another folder with -o"
        )


def lines(content: Iterable[bytes], where: str) -> Iterator[Line]:
    """The pages in the lines after the first; raises QuizgenError for a line that quizgen did not write."""
    decoder = msgspec.json.Decoder(Line)
    for number, one in enumerate(content, start=2):
        try:
            yield decoder.decode(one)
        except msgspec.MsgspecError as error:
            raise QuizgenError(
                f"{where}, line {number} is not as quizgen wrote it ({str(error)[:60]}): remove the line, and give the "
                "scans again"
            ) from None


def pictures(content: Iterable[bytes], wanted: Mapping[str, frozenset[str]]) -> dict[tuple[str, str], str]:
    """The pictures that are ``wanted``, by names for the keys of pages; each found by the page's key and its name."""
    found: dict[tuple[str, str], str] = {}
    decoder = msgspec.json.Decoder(Pictured)
    for one in content:
        pictured = decoder.decode(one)
        page = key(pictured.digest, pictured.read.page)
        for name in wanted.get(page, frozenset()) & pictured.pictures.keys():
            found[page, name] = pictured.pictures[name]
    return found
