"""Content packages, item by item: files wait in a spool until all are there, for an archive has them by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from heapq import merge
from operator import itemgetter
from typing import IO

from msgspec import Struct
from msgspec.structs import replace as changed

from quizgen import resources
from quizgen.formats.archive import archive, from_begin
from quizgen.formats.ascending import Ascending
from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.foot import titled
from quizgen.formats.frames import frame
from quizgen.formats.instructions import allowed, marking
from quizgen.formats.protocol import Spool
from quizgen.formats.qti.piece import Meta, Packed, Shelf
from quizgen.model import Form
from quizgen.space import digest
from quizgen.space.digests import Digests
from quizgen.templating import QTI, Templates

TEST, MANIFEST = "test.xml", "imsmanifest.xml"


class Section(Struct):
    """A section of the test, and what it says of each of its items."""

    id: str
    shelf: Shelf
    refs: IO[bytes]


class Package:
    """Takes items, then gives the archive; of an item it keeps a few digests alone, and all else in spools."""

    def __init__(self, dialect: str, form: Form, spool: Spool) -> None:
        self._dialect, self._form, self._spool = dialect, form, spool
        self._templates = Templates(QTI)
        self._store, self._resources, self._ids = spool(), spool(), spool()
        self._places = Ascending(spool)
        self._sections: dict[Shelf, Section] = {}
        self._given, self._again = Digests(), Counter[str]()
        self._said = Fingerprint()

    def add(self, piece: Packed) -> None:
        """Takes one more item; the same one again is another file."""
        self._said.add(piece.content)
        meta = self._own(piece.meta)
        self._keep(meta.files[0], piece.content)
        for name, content in piece.drawings:
            if self._is_new(name):
                self._keep(name, content)
        section = self._section(piece.shelf)
        section.refs.writelines(self._templates.stream(f"{self._dialect}/ref.xml.j2", m=meta))
        self._resources.writelines(self._templates.stream(f"{self._dialect}/resource.xml.j2", m=meta))

    def archive(self) -> Iterator[bytes]:
        """The package."""
        own = sorted([(MANIFEST, self._manifest()), (TEST, self._test())])
        kept = ((name, self._kept(start, size)) for name, start, size in self._places)
        yield from archive(merge(own, kept, key=itemgetter(0)), self._spool)

    def _own(self, meta: Meta) -> Meta:
        """What is said of an item, under a name that no other one has."""
        own = meta
        while not self._is_new(own.id):
            self._again[meta.id] += 1
            name = f"{meta.id}_{self._again[meta.id] + 1}"
            own = changed(meta, id=name, files=(f"{name}.xml", *meta.files[1:]))
        self._ids.write(f"{own.id}\n".encode())
        return own

    def _is_new(self, name: str) -> bool:
        """Whether an id or the name of a drawing is there for the first time."""
        mark = (digest(name),)
        new = self._given.isdisjoint(mark)
        self._given.update(mark)
        return new

    def _keep(self, name: str, content: bytes) -> None:
        self._places.add(name, self._store.tell(), len(content))
        self._store.write(content)

    def _kept(self, start: int, size: int) -> Iterator[bytes]:
        self._store.seek(start)
        yield self._store.read(size)

    def _section(self, shelf: Shelf) -> Section:
        if shelf not in self._sections:
            self._sections[shelf] = Section(f"section-{len(self._sections) + 1}", shelf, self._spool())
        return self._sections[shelf]

    def _manifest(self) -> Iterator[bytes]:
        self._ids.seek(0)
        yield from self._stream("manifest", ids=(line.decode().rstrip("\n") for line in self._ids))
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
