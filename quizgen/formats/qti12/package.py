"""The content package: figures, then what is in it, then the questions, none of them ever held as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO

from msgspec import Struct

from quizgen.formats.archive import archive, from_begin
from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.frames import frame
from quizgen.formats.protocol import Spool
from quizgen.model import Form
from quizgen.templating import PLAIN, Templates, encoded_whole

MANIFEST, QUESTIONS = "imsmanifest.xml", "questions.xml"
MARK = 8
"""Letters that tell the figures of an item from those of others in the same place: Canvas keeps all in one folder."""


class Piece(Struct, frozen=True):
    """An item's questions as they stand in the file, and its figures as PNG.

    ``mark`` stands in it for what tells its figures' files from others. ``section`` begins one, if the item is its
    first.
    """

    content: bytes
    mark: bytes
    figures: tuple[bytes, ...]
    section: bytes = b""


def package(form: Form, pieces: Iterable[Piece], spool: Spool) -> Iterator[bytes]:
    """The archive of a form that need not hold its items."""
    return archive(_files(form, pieces, spool), spool)


def _files(form: Form, pieces: Iterable[Piece], spool: Spool) -> Iterator[tuple[str, Iterable[bytes]]]:
    """The figures come while the questions are put aside."""
    questions, listed, said = spool(), spool(), Fingerprint(15)
    within = False
    for number, piece in enumerate(pieces, start=1):
        name = f"{number:07}-{piece.mark[:MARK].decode()}"
        content = (b"</section>\n" if within and piece.section else b"") + piece.section + piece.content
        within = within or bool(piece.section)
        said.add(content)
        questions.write(content.replace(piece.mark, name.encode()))
        for place, figure in enumerate(piece.figures, start=1):
            path = f"figures/{name}-{place:02}.png"
            listed.write(_rendered("figure", figure=f"{name}-{place:02}", path=path))
            yield path, [figure]
    questions.write(b"</section>\n" if within else b"")
    words = frame(form.sitting.language)
    form_name = words.form_inside.format(name=form.name) if form.name else ""
    title = ", ".join(part for part in (form.title, form_name) if part)
    said.add(title.encode())
    told = {"ident": f"i{said}", "title": title, "path": QUESTIONS}
    yield MANIFEST, _between("manifest", listed, **told)
    intro = [line for line in (form.course, words.dated(form.date), *form.notes) if line]
    yield QUESTIONS, _between("questions", questions, minutes=form.sitting.minutes, intro=intro, **told)


def _between(template: str, inner: IO[bytes], /, **told: object) -> Iterator[bytes]:
    """A file: how it begins, what was put aside, how it ends."""
    yield _rendered(template, **told)
    yield from from_begin(inner)
    yield _rendered(f"{template}-end")


def _rendered(template: str, /, **told: object) -> bytes:
    return encoded_whole(Templates(PLAIN).render(f"qti12/{template}.xml.j2", **told))
