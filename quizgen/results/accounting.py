"""What has become of every page, and what is not sure: nothing that went in is left unsaid."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from quizgen.results.corrections import Settled
from quizgen.results.forms import Exam
from quizgen.results.pages import Pages, Refused, Seen
from quizgen.results.papers import MISSING, SURE, TWICE, UNKNOWN, Paper, Papers
from quizgen.sheets.place import NUMBER, place_of


class Account(Struct, frozen=True):
    """Pages in are those read, doubtful, refused and left out; ``absent`` are numbers of the roster without a sheet."""

    pages: Pages
    papers: Papers
    exam: Exam
    changed: Sequence[str] = ()
    unused: Sequence[str] = ()
    absent: Sequence[str] = ()
    doubtful: Sequence[Seen] = ()

    @property
    def read(self) -> int:
        """Pages of which every answer is sure or blank, and the student known."""
        return len(self.pages.seen) - len(self.doubtful)

    def having(self, fault: str) -> list[Paper]:
        """The papers with which that is wrong."""
        return [paper for paper in self.papers.every if fault in paper.faults]

    @property
    def is_settled(self) -> bool:
        """Whether nothing is lost, doubtful, or refused, and every correction has found its place."""
        return not self.pages.refused and not self.unused and all(one.state == SURE for one in self.papers.every)

    @property
    def json(self) -> dict[str, object]:
        """All of it, for ``scan.json``."""
        return {
            "pages": {
                "in": self.pages.number,
                "read": self.read,
                "doubtful": len(self.doubtful),
                "refused": len(self.pages.refused),
                "left_out": len(self.pages.aside),
            },
            "papers": {"in": len(self.papers.every), "sure": len(self.having_none())},
            "refused": [*map(_told, self.pages.refused)],
            "left_out": [*map(_told, self.pages.aside)],
            "doubtful": [row for page in self.doubtful for row in _rows(page)],
            "again": [{**_page(one), "is": _page(first)} for one, first in self.papers.again],
            "missing": [
                {"number": one.number, "form": one.form.name, "pages": one.missing} for one in self.having(MISSING)
            ],
            "unknown": sorted({one.number for one in self.having(UNKNOWN)}),
            "twice": sorted({one.number for one in self.having(TWICE)}),
            "absent": [*self.absent],
            "changed": [*self.changed],
            "unused": [*self.unused],
        }

    def having_none(self) -> list[Paper]:
        """The papers with which nothing is wrong."""
        return [paper for paper in self.papers.every if not paper.faults]


def account(pages: Pages, papers: Papers, exam: Exam, settled: Settled) -> Account:
    """The account of all pages, once the papers were looked at."""
    copies = {one.key for one, _ in papers.again}
    doubtful = [one for one in pages.seen if one.doubtful and one.key not in copies]
    there = {paper.number for paper in papers.every}
    absent = sorted(exam.names.keys() - there) if exam.names is not None else []
    changed, unused = tuple(dict.fromkeys(settled.changed)), tuple(dict.fromkeys(settled.unused))
    return Account(pages, papers, exam, changed, unused, absent, doubtful)


def _page(page: Seen | Refused) -> dict[str, object]:
    return {"file": page.file, "page": page.page}


def _told(page: Refused) -> dict[str, object]:
    return {**_page(page), "why": page.why}


def _rows(page: Seen) -> Iterator[dict[str, object]]:
    for read in page.doubtful:
        place = place_of(read)
        what = "" if place == NUMBER else place.column
        about = {"form": page.form.name, "question": what, "index": read.index, "why": read.why}
        yield {**_page(page), **about}


def some(things: Iterable[str], most: int = 3) -> str:
    """The things in words, or the first of them and how many more there are."""
    every = [*things]
    more = f" and {len(every) - most:,} more" if len(every) > most else ""
    return ", ".join(every[:most]) + more
