"""Writes what follows from the readings: table, account, what was settled, and the page on which the rest is."""

from __future__ import annotations

import json
import os
import shlex
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from quizgen import resources
from quizgen.cli import listing, scan_exam
from quizgen.cli.listing import Run
from quizgen.cli.output import Target, write_all
from quizgen.cli.scan_store import Store
from quizgen.errors import UsageError
from quizgen.results import review
from quizgen.results.accounting import Account
from quizgen.results.corrections import Settled
from quizgen.results.readings import Line, shown
from quizgen.results.rows import Marked, table
from quizgen.scanning import pictured
from quizgen.scanning.deciding import Thresholds
from quizgen.sheets.place import place_of

TABLE, ACCOUNT, REVIEW, SETTLED = "results.csv", "scan.json", "review.html", "settled.json"
SCHEMA = 1


class Results(Struct, frozen=True):
    """What is written, and by which thresholds it was found."""

    account: Account
    marked: Sequence[Marked]
    settled: Settled
    thresholds: Thresholds
    lines: Sequence[Line]


class Place(Struct, frozen=True):
    """The folder of results, that of the exam, and the tables that were read, which may be written over."""

    folder: Path
    exam: Path
    tables: Sequence[str]

    def checked(self) -> None:
        """Raises UsageError where the folder holds what another run wrote, or what somebody changed since."""
        for one in listing.every(self.folder):
            if "scan" not in one.asked:
                raise UsageError(
                    f"{self.folder} holds files of '{one.words}': give another folder for the results with -o"
                )
        known = listing.read(self.folder / listing.NAME).files
        read = {Path(name).resolve() for name in self.tables}
        for name in (TABLE, ACCOUNT, REVIEW):
            path = self.folder / name
            if path.resolve() in read or not os.path.lexists(path):
                continue
            if not path.is_file() or listing.digest_of(path) != known.get(name):
                changed = "was changed after quizgen wrote it" if name in known else "was not written by quizgen"
                way = f"give it with --answers {path}, or " if name == TABLE else ""
                raise UsageError(f"{path} {changed}: {way}move it away")

    def write(self, results: Results, store: Store) -> list[Path]:
        """Writes all files, or none; returns their paths."""
        now: dict[str, str] = {}
        files = {name: self._noted(name, chunks, now) for name, chunks in self._files(results, store).items()}
        targets = [Target(self.folder / name, chunks) for name, chunks in files.items()]
        run = Run({"scan": str(self.exam)}, (results.account.exam.seal,))
        listed = (listing.text(run, now) for _ in range(1))
        write_all([*targets, Target(self.folder / listing.NAME, listed)])
        return [target.path for target in targets]

    def _files(self, results: Results, store: Store) -> dict[str, Iterable[bytes]]:
        account, exam = results.account, results.account.exam
        return {
            TABLE: table(results.marked, exam),
            ACCOUNT: [_json(results)],
            SETTLED: [results.settled.kept(exam.seal)],
            REVIEW: review.page(account, _Pictures(account, store, self.exam, results.lines), self._next()),
        }

    def _next(self) -> str:
        asked = (
            "quizgen",
            "scan",
            "--exam",
            str(self.exam),
            "-o",
            str(self.folder),
            "--corrections",
            "corrections.json",
        )
        return shlex.join(asked)

    @staticmethod
    def _noted(name: str, chunks: Iterable[bytes], now: dict[str, str]) -> Iterator[bytes]:
        digest = listing.hashed()
        for chunk in chunks:
            digest.update(chunk)
            yield chunk
        now[name] = digest.hexdigest()


def _json(results: Results) -> bytes:
    exam, bounds = results.account.exam, results.thresholds
    about = {"schema": SCHEMA, "quizgen": resources.version(), "exam": exam.seal, "title": exam.title}
    by = {"blank": bounds.blank, "mark": bounds.mark, "erased": bounds.erased}
    return f"{json.dumps({**about, 'thresholds': by, **results.account.json}, indent=1)}\n".encode()


class _Pictures:
    """Pictures of what is to be settled: those that were kept, and else cut out of the scan, if that is still there."""

    def __init__(self, account: Account, store: Store, exam: Path, lines: Sequence[Line]) -> None:
        self._wanted = review.wanted(account)
        self._kept = store.pictures(self._wanted)
        self._exam = exam
        self._lines = {line.key: line for line in lines if line.key in self._wanted}

    def __call__(self, key: str, name: str) -> str:
        """The picture in base64; empty where there is none."""
        if (key, name) not in self._kept:
            self._kept |= {(key, one): picture for one, picture in self._cut(key).items()}
        return self._kept.get((key, name), "")

    def _cut(self, key: str) -> Mapping[str, str]:
        line, wanted = self._lines[key], self._wanted[key]
        path = Path(line.path)
        with suppress(OSError):
            if path.is_file() and listing.digest_of(path) == line.digest:
                return {name: b64encode(one).decode() for name, one in self._seen(path, line, wanted).items() if one}
        return {}

    def _seen(self, path: Path, line: Line, wanted: frozenset[str]) -> Mapping[str, bytes]:
        if review.LARGE in wanted:
            return {review.LARGE: pictured.whole(path, line.read.page)}
        fields = map(place_of, line.read.fields)
        named = {place: shown(*place) for place in fields if shown(*place) in wanted}
        found = pictured.pictures(path, line.read.page, scan_exam.sheets(self._exam), [*named])
        return {named[place]: picture for place, picture in found.items()}
