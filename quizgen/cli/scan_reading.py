"""Reads the pages of scans, in several processes if that is wished, and keeps each as soon as it is read."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import nullcontext
from pathlib import Path

from msgspec import Struct, structs

from quizgen.cli import scan_exam
from quizgen.cli.errors import remark
from quizgen.cli.parallel import cores, processes
from quizgen.cli.scan_files import Scan, decoded, named
from quizgen.cli.scan_store import Store
from quizgen.cli.watching import watched
from quizgen.errors import QuizgenError, Stopped
from quizgen.jobs.crew import handed_over
from quizgen.results.readings import Pictured, key, shown
from quizgen.results.review import WHOLE
from quizgen.scanning import pictured
from quizgen.scanning.pictures import count
from quizgen.text.counted import are, many

FEW = 4
"""So few pages are not worth another process."""


class Task(Struct, frozen=True):
    """A page of a scan, and the folder of the exam whose sheets are looked for."""

    exam: Path
    scan: Scan
    page: int


def read(scans: Sequence[Scan], exam: Path, store: Store, jobs: int | None) -> None:
    """Reads all pages that the store does not hold yet; those that were read stay there, whatever happens."""
    known = {line.key for line in store.lines()}
    every = [Task(exam, scan, page) for scan in scans for page in range(1, count(scan.path) + 1)]
    tasks = [task for task in every if key(task.scan.digest, task.page) not in known]
    if len(tasks) < len(every):
        remark(f"Read before, and not again: {len(every) - len(tasks):,} of {many(len(every), 'page')}.")
    done = 0
    try:
        with store.adding() as adding:
            for line in watched(_read(tasks, jobs or cores()), "Reading pages", len(tasks)):
                adding.add(line)
                done += 1
    except (KeyboardInterrupt, Stopped):
        if done:
            remark(f"{are(done, 'page')} kept in {store.path}: the same command goes on with the others.")
        raise


def _read(tasks: Sequence[Task], jobs: int) -> Iterator[Pictured]:
    """The pages in their order."""
    with nullcontext() if jobs == 1 or len(tasks) <= FEW else processes(jobs) as crew:
        if crew is None:
            yield from map(page_of, tasks)
        else:
            for task, done in handed_over(crew, page_of, tasks):
                try:
                    yield done.result()
                except BrokenExecutor:
                    raise QuizgenError(
                        f"a process that read {named(task.scan.path)}, page {task.page}, or one after it was stopped, "
                        "perhaps for want of memory; pages before it are kept: run it again with --jobs 1, or without "
                        "that file"
                    ) from None


def page_of(task: Task) -> Pictured:
    """What stands on a page, with pictures."""
    scan = task.scan
    found, cut = pictured.read(scan.path, task.page, scan_exam.sheets(task.exam))
    pictures = {WHOLE if at is None else shown(*at): b64encode(picture).decode() for at, picture in cut.items()}
    shown_as = structs.replace(found, file=named(scan.path))
    return Pictured(scan.digest, decoded(scan.path.resolve()), shown_as, pictures)
