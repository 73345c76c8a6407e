"""The report of an exam's fairness, form by form as they are drawn: it never is in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

import click
from msgspec.structs import asdict

from quizgen.cli.errors import LONGEST, shortened
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import File, Spool

if TYPE_CHECKING:
    from quizgen.audit.in_forms import Found
    from quizgen.blueprint.calibration import Calibration
    from quizgen.blueprint.forms import Draft

NAME, PAGE = "report.json", "report.html"
BLOCK = 1 << 16
TOGETHER = 16
"""So many forms are looked at together, which takes the panel little longer than one."""
WITHHELD = "seed"
"""The page does not tell it."""


class Reporting:
    """Looks at the forms of an exam as they pass by, and writes what it saw.

    Where it is ``strict``, a form outside the bounds does not pass: QuizgenError is raised.
    """

    def __init__(  # noqa: PLR0913 - what decides what is told
        self,
        head: dict[str, Any],
        spool: Spool,
        *,
        shared: bool,
        personal: bool = False,
        strict: bool = False,
        calibration: Calibration | None = None,
    ) -> None:
        from quizgen.audit.in_forms import InForms
        from quizgen.blueprint.fairness import Fairness

        self._head, self._strict = head, strict
        self._seen = Fairness(shared=shared or personal, personal=personal)
        if calibration:
            self._seen.foretell = calibration.foretold
        self._panel = InForms()
        self._waiting: list[Draft] = []
        self._forms: IO[bytes] = spool()
        self._questions = 0

    def watch(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The same forms; all are looked at when the last one has passed."""
        for draft in drafts:
            self._waiting.append(draft)
            if self._strict or len(self._waiting) == TOGETHER:
                self._look()
            yield draft
        self._look()
        found = self._panel.together()
        self._seen.finish(*_too_many(found, "all forms together: "))
        self._refuse()

    def _look(self) -> None:
        every, self._waiting = self._waiting, []
        found = self._panel.add([[seat.question for seat in draft.seats] for draft in every])
        for draft, guessed in zip(every, found, strict=True):
            row = self._seen.add(draft, *_too_many(guessed)).json() | {"panel": guessed and asdict(guessed)}
            self._forms.write((b",\n" if self._forms.tell() else b"") + json.dumps(row).encode())
            self._questions = max(self._questions, len(draft.seats))
        self._refuse()

    def _refuse(self) -> None:
        if self._strict and self._seen.outside:
            raise QuizgenError(
                f"{self._seen.outside[0]}, which --strict refuses: take another seed, change the blueprint, "
                "or leave --strict out"
            )

    def files(self) -> Iterator[File]:
        """The report as JSON and as a page; to be read when all forms have passed."""
        from quizgen.blueprint.report import SHOWN, page

        yield File(NAME, self._chunks())
        about = {name: value for name, value in self._head.items() if name != WITHHELD}
        summary = self._summary() | {"number": self._seen.forms, "questions": self._questions}
        yield File(PAGE, page(about, summary, self._rows(), islice(self._rows(), SHOWN)))

    def _summary(self) -> dict[str, Any]:
        from quizgen.audit.in_forms import BOUND

        summary, found = self._seen.summary(), self._panel.together()
        return summary | {"balanced": [*summary["balanced"], BOUND], "panel": found and asdict(found)}

    def _rows(self) -> Iterator[dict[str, Any]]:
        """The forms again, one by one; several may read at the same time."""
        at = 0
        while True:
            self._forms.seek(at)
            line = self._forms.readline()
            at = self._forms.tell()
            if not line:
                return
            yield json.loads(line.rstrip(b",\n"))

    def _chunks(self) -> Iterator[bytes]:
        summary = json.dumps(self._head | self._summary(), indent=1).encode()
        yield summary.removesuffix(b"\n}") + b',\n "forms": [\n'
        self._forms.seek(0)
        while block := self._forms.read(BLOCK):
            yield block
        yield b"\n]}\n"

    def tell(self, *, written: bool) -> None:
        """Says on standard error what is outside the bounds, how much more is, and where that was written."""
        outside = self._seen.outside
        if outside:
            more = len(outside) + self._seen.further - 1
            told = [f"{more:,} more"] * bool(more) + [f"see {PAGE}"] * written
            others = f" ({', '.join(told)})" if told else ""
            click.echo(shortened(f"Note: not quite fair: {outside[0]}{others}", LONGEST - 1), err=True)


def _too_many(found: Found | None, where: str = "") -> Iterator[str]:
    """That blind guessing finds too many keys."""
    if found and not found.passed:
        yield f"{where}{found.words()}"
