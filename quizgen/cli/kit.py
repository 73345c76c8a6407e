"""What whoever marks and analyses an exam gets beside its forms, of all of them: exam.json, key.csv, a sheet of keys.

It is written form by form as they are drawn, and is never in memory as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import IO

from quizgen.answers import Slip
from quizgen.answers.encoding import Json
from quizgen.blueprint.forms import Draft, unproved_form
from quizgen.blueprint.record import misconception_records
from quizgen.blueprint.sealing import Sealer
from quizgen.cli.rendering import Kept
from quizgen.cli.sheets import require_room
from quizgen.formats import key_csv, key_sheet
from quizgen.formats.json import dumped
from quizgen.formats.protocol import File, Spool
from quizgen.model import Form

EXAM, KEYS, SHEET = "exam.json", "key.csv", "key-sheet"
SCHEMA = 1
"""The version of exam.json's schema; docs/exam-json.md says what it holds."""
BLOCK = 1 << 16


class Kit:
    """Seals the forms of an exam as they pass by, and keeps what is to be written of them.

    ``about`` is what exam.json says of the exam before its seal and its forms; ``head`` is a form without items.
    """

    def __init__(self, about: Json, head: Form, sealer: Sealer, spool: Spool) -> None:
        self._about, self._head, self._sealer = about, head, sealer
        self._records, self._rows = spool(), spool()
        self._sheet = Kept(spool())
        self._seals: list[str] = []
        self._slips: dict[str, Slip] = {}
        self._rows.write(key_csv.MARK + key_csv.written(iter([key_csv.HEAD])))

    def watch(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The same forms with their seals."""
        for draft in drafts:
            sealed, record = self._sealer.sealed(draft, self._head.sections)
            if self._head.sitting.sheet is not None:
                require_room(sealed)
            form = unproved_form(sealed, self._head)
            self._records.write((b",\n" if self._seals else b"\n") + dumped(record).encode(errors="replace"))
            self._rows.write(key_csv.written(key_csv.rows(form)))
            self._sheet.add(key_sheet.form_keys(form))
            self._seals.append(sealed.seal)
            self._slips |= {one.slip.id: one.slip for seat in sealed.seats for one in seat.question.options if one.slip}
            yield sealed

    def files(self, formats: Collection[str]) -> Iterator[File]:
        """The files, to be read when all forms have passed; of the sheet PDF and Typst source where forms are such."""
        about = {**self._about, "misconceptions": misconception_records(self._slips.values())}
        seal = self._sealer.exam(about, self._seals)
        yield File(EXAM, self._exam(about, seal))
        yield File(KEYS, _blocks(self._rows))
        if "pdf" in formats:
            from quizgen.formats.pdf import printed

            yield File(f"{SHEET}.pdf", [printed(key_sheet.source(self._head, self._sheet, seal), self._head)])
        if "typst" in formats:
            yield File(f"{SHEET}.typ", [key_sheet.source(self._head, self._sheet, seal).encode()])

    def _exam(self, about: Json, seal: str) -> Iterator[bytes]:
        head = dumped({"schema": SCHEMA, **about, "seal": seal})
        yield f'{head[:-1]}, "forms": ['.encode(errors="replace")
        yield from _blocks(self._records)
        yield b"\n]}\n"


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while block := file.read(BLOCK):
        yield block
