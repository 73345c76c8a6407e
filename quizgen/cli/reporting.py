"""The report of an exam's fairness, form by form as they are drawn: it never is in memory as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any

import click

from quizgen.cli.errors import LONGEST, shortened
from quizgen.formats.protocol import File, Spool

if TYPE_CHECKING:
    from quizgen.blueprint.forms import Draft

NAME = "report.json"
BLOCK = 1 << 16


class Reporting:
    """Looks at the forms of an exam as they pass by, and writes what it saw."""

    def __init__(self, head: dict[str, Any], spool: Spool, *, shared: bool, personal: bool = False) -> None:
        from quizgen.blueprint.fairness import Fairness

        self._head = head
        self._seen = Fairness(shared=shared or personal, personal=personal)
        self._forms: IO[bytes] = spool()

    def watch(self, drafts: Iterable[Draft]) -> Iterator[Draft]:
        """The same forms."""
        for draft in drafts:
            lead = b",\n" if self._seen.forms else b""
            self._forms.write(lead + json.dumps(self._seen.add(draft).json()).encode())
            yield draft

    def file(self) -> File:
        """The report; to be read when all forms have passed."""
        return File(NAME, self._chunks())

    def _chunks(self) -> Iterator[bytes]:
        summary = json.dumps(self._head | self._seen.summary(), indent=1).encode()
        yield summary.removesuffix(b"\n}") + b',\n "forms": [\n'
        self._forms.seek(0)
        while block := self._forms.read(BLOCK):
            yield block
        yield b"\n]}\n"

    def tell(self) -> None:
        """Says on standard error what is outside the bounds."""
        outside = self._seen.outside
        if outside:
            more = len(outside) + self._seen.further - 1
            others = f" ({more:,} more in {NAME})" if more else f" (see {NAME})"
            click.echo(shortened(f"Note: not quite fair: {outside[0]}{others}", LONGEST - 1), err=True)
