"""What whoever marks and analyses an exam gets beside its forms, of all of them: exam.json, key.csv, a sheet of keys.

It is written form by form as they are drawn, and is never in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future
from functools import cached_property
from typing import IO

from quizgen.answers import Slip
from quizgen.answers.encoding import Json
from quizgen.blueprint.forms import Draft, unproved_form
from quizgen.blueprint.record import misconception_records
from quizgen.blueprint.sealing import Sealer
from quizgen.cli.exam_folder import EXAM
from quizgen.cli.rendering import Kept
from quizgen.cli.sheets import require_room
from quizgen.formats import key_csv, key_sheet
from quizgen.formats.json import dumped
from quizgen.formats.protocol import File, Spool
from quizgen.jobs.crew import Crew
from quizgen.model import Form
from quizgen.text.spreadsheet import MARK, written

KEYS, SHEET = "key.csv", "key-sheet"
SCHEMA = 1
"""The version of exam.json's schema; docs/exam-json.md says what it holds."""
BLOCK = 1 << 16


class Kit:
    """Seals the forms of an exam as they pass by, and keeps what is to be written of them.

    ``about`` is what exam.json says of the exam before its seal and its forms; ``head`` is a form without items. The
    sheet is PDF and Typst source where ``formats`` are such.
    """

    def __init__(self, about: Json, head: Form, sealer: Sealer, spool: Spool, formats: Collection[str]) -> None:
        self._about, self._head, self._sealer, self._formats = about, head, sealer, formats
        self._records, self._rows = spool(), spool()
        self._sheet = Kept(spool())
        self._seals: list[str] = []
        self._early: Future[bytes] | None = None
        self._slips: dict[str, Slip] = {}
        self._rows.write(MARK + written([key_csv.HEAD]))

    def watch(self, drafts: Iterable[Draft], printers: Crew | None = None) -> Iterator[Draft]:
        """The same forms with their seals; after the last one ``printers`` have the sheet to print, too."""
        for draft in drafts:
            sealed, record = self._sealer.sealed(draft, self._head.sections)
            if self._head.sitting.sheet is not None:
                require_room(sealed)
            form = unproved_form(sealed, self._head)
            self._records.write((b",\n" if self._seals else b"\n") + dumped(record).encode(errors="replace"))
            self._rows.write(written(key_csv.rows(form)))
            self._sheet.add(key_sheet.form_keys(form))
            self._seals.append(sealed.seal)
            self._slips |= {slip.id: slip for seat in sealed.seats for slip in seat.question.slips}
            yield sealed
        if "pdf" in self._formats and printers:
            self._early = printers.submit(self._printed)

    def files(self) -> Iterator[File]:
        """The files, to be read when all forms have passed."""
        yield File(EXAM, self._exam())
        yield File(KEYS, _blocks(self._rows))
        if "pdf" in self._formats:
            yield File(f"{SHEET}.pdf", [self._early.result() if self._early else self._printed()])
        if "typst" in self._formats:
            yield File(f"{SHEET}.typ", [self._source().encode()])

    @cached_property
    def _all(self) -> Json:
        """What is told about the exam when all forms have passed."""
        return {**self._about, "misconceptions": misconception_records(self._slips.values())}

    @cached_property
    def _seal(self) -> str:
        return self._sealer.exam(self._all, self._seals)

    def _source(self) -> str:
        return key_sheet.source(self._head, self._sheet, self._seal)

    def _printed(self) -> bytes:
        from quizgen.formats.pdf.format import printed

        return printed(self._source(), self._head)

    def _exam(self) -> Iterator[bytes]:
        head = dumped({"schema": SCHEMA, **self._all, "seal": self._seal})
        yield f'{head[:-1]}, "forms": ['.encode(errors="replace")
        yield from _blocks(self._records)
        yield b"\n]}\n"


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block
