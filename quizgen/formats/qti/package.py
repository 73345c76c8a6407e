"""Content packages, item by item: files wait in a spool until all are there, for an archive has them by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from msgspec.structs import replace as changed

from quizgen import resources
from quizgen.formats.archive import archive, from_begin
from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.foot import titled
from quizgen.formats.frames import frame
from quizgen.formats.instructions import allowed, marking
from quizgen.formats.protocol import Spool
from quizgen.formats.qti.piece import Meta, Packed, Shelf
from quizgen.model import Form
from quizgen.templating import QTI, Templates

TEST, MANIFEST = "test.xml", "imsmanifest.xml"


@dataclass(slots=True)
class Section:
    """A section of the test, and what it says of each of its items."""

    id: str
    shelf: Shelf
    refs: IO[bytes]


class Package:
    """Takes items, then gives the archive."""

    def __init__(self, dialect: str, form: Form, spool: Spool) -> None:
        self._dialect, self._form, self._spool = dialect, form, spool
        self._templates = Templates(QTI)
        self._store, self._resources = spool(), spool()
        self._places: dict[str, tuple[int, int]] = {}
        self._sections: dict[Shelf, Section] = {}
        self._ids: dict[str, int] = {}
        self._said = Fingerprint()

    def add(self, piece: Packed) -> None:
        """Takes one more item; the same one again is another file."""
        self._said.add(piece.content)
        meta = self._own(piece.meta)
        self._keep(meta.files[0], piece.content)
        for name, content in piece.drawings:
            if name not in self._places:
                self._keep(name, content)
        section = self._section(piece.shelf)
        section.refs.writelines(self._templates.stream(f"{self._dialect}/ref.xml.j2", m=meta))
        self._resources.writelines(self._templates.stream(f"{self._dialect}/resource.xml.j2", m=meta))

    def archive(self) -> Iterator[bytes]:
        """The package."""
        names = sorted((MANIFEST, TEST, *self._places))
        yield from archive(((name, self._file(name)) for name in names), self._spool)

    def _own(self, meta: Meta) -> Meta:
        """What is said of an item, under a name that no other one has."""
        before = self._ids.get(meta.id, 0)
        self._ids[meta.id] = before + 1
        if not before:
            return meta
        own = f"{meta.id}_{before + 1}"
        self._ids[own] = 1
        return changed(meta, id=own, files=(f"{own}.xml", *meta.files[1:]))

    def _keep(self, name: str, content: bytes) -> None:
        self._places[name] = (self._store.tell(), len(content))
        self._store.write(content)

    def _section(self, shelf: Shelf) -> Section:
        if shelf not in self._sections:
            self._sections[shelf] = Section(f"section-{len(self._sections) + 1}", shelf, self._spool())
        return self._sections[shelf]

    def _file(self, name: str) -> Iterable[bytes]:
        if name == MANIFEST:
            return self._manifest()
        if name == TEST:
            return self._test()
        start, size = self._places[name]
        self._store.seek(start)
        return (self._store.read(size),)

    def _manifest(self) -> Iterator[bytes]:
        yield from self._stream("manifest", ids=self._ids)
        yield from from_begin(self._resources)
        yield from self._stream("manifest-end")

    def _test(self) -> Iterator[bytes]:
        form = self._form
        notes = (*form.notes, *marking(form), *allowed(form)) if form.ordered else form.notes
        yield from self._stream("test", notes=notes, seconds=60 * form.sitting.minutes, exam=form.ordered)
        for number, section in enumerate(self._sections.values()):
            above = notes if number == 0 else ()
            yield from self._stream("section", section=section, notes=(*above, *section.shelf.notes))
            yield from from_begin(section.refs)
            yield from self._stream("section-end")
        yield from self._stream("test-end")

    def _stream(self, name: str, **context: object) -> Iterator[bytes]:
        words = frame(self._form.sitting.language)
        told = {"id": str(self._said), "title": titled(self._form, words), "language": self._form.sitting.language}
        version = resources.version()
        yield from self._templates.stream(f"{self._dialect}/{name}.xml.j2", version=version, **told, **context)
