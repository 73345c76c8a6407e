"""A run that was killed is gone on with, and nothing is read twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import cv2
import numpy as np
import pytest
from click.testing import CliRunner, Result
from filled import Printed

from quizgen.cli import main, parallel, scan_exam, scan_reading
from quizgen.cli.scan_store import NAME, Store
from quizgen.results.readings import Pictured
from quizgen.scanning.reading import PageRead

Run = Callable[..., Result]
PAGES = 6
"""More than one process is worth."""


class Read(NamedTuple):
    """A pile of scans, and all that was found on them by one run."""

    pile: Path
    asked: list[str]
    results: Path


def piled(exam: Printed, home: Path, pages: int) -> Path:
    for number in range(pages):
        exam.scan(home / "pile" / f"{number}.png", exam.forms[number % 2], f"000000{number}", {})
    return home / "pile"


@pytest.fixture(scope="module")
def read(exam: Printed, tmp_path_factory: pytest.TempPathFactory) -> Read:
    home = tmp_path_factory.mktemp("read")
    found = Read(piled(exam, home, 3), ["--exam", str(exam.folder)], home / "results")
    result = CliRunner().invoke(main, ["scan", str(found.pile), *found.asked, "-o", str(found.results)])
    assert result.exit_code == 0, result.output
    return found


@pytest.mark.parametrize("cut", [-1, -300, 20, 0])
def test_a_run_that_was_killed_while_it_wrote_is_gone_on_with(run: Run, read: Read, tmp_path: Path, cut: int) -> None:
    content = (read.results / NAME).read_bytes()
    (tmp_path / NAME).write_bytes(content[:cut])
    done = run("scan", str(read.pile), *read.asked, "-o", str(tmp_path))
    assert done.exit_code == 0
    assert (tmp_path / NAME).read_bytes() == content
    assert (tmp_path / "results.csv").read_bytes() == (read.results / "results.csv").read_bytes()


def test_what_was_read_is_not_read_again_and_more_scans_join_it(
    run: Run, exam: Printed, read: Read, tmp_path: Path
) -> None:
    asked = [*read.asked, "-o", str(tmp_path / "r")]
    pile = Path(shutil.copytree(read.pile, tmp_path / "pile"))
    (tmp_path / "r").mkdir()
    shutil.copy(read.results / NAME, tmp_path / "r")
    (pile / "0.png").rename(pile / "renamed.png")
    exam.scan(pile / "more.png", exam.forms[0], "7654321", {})
    done = run("scan", str(pile), *asked)
    assert "Read before, and not again: 3 of 4 pages." in done.stderr
    assert done.stdout.startswith("4 pages: 4 read")


def test_a_line_that_was_changed_is_named(run: Run, read: Read, tmp_path: Path) -> None:
    asked = [*read.asked, "-o", str(tmp_path)]
    path = tmp_path / NAME
    path.write_bytes((read.results / NAME).read_bytes().replace(b'"digest"', b'"digits"', 2))
    assert f"{path}, line 2 is not as quizgen wrote it" in run("scan", *asked).stderr
    path.write_bytes(b"mine\n")
    assert "does not begin as quizgen's readings do" in run("scan", *asked).stderr


def test_two_runs_do_not_write_to_one_place(run: Run, read: Read, tmp_path: Path) -> None:
    shutil.copy(read.results / NAME, tmp_path)
    seal = scan_exam.sat(Path(read.asked[1]), None).exam.seal
    with Store(tmp_path, seal).adding() as adding:
        adding.add(Pictured("other", "/other", PageRead("other", 1, "", 0, (), "no code"), {}))
        shutil.copytree(read.pile, tmp_path / "pile")
        cv2.imwrite(str(tmp_path / "pile" / "new.png"), np.full((100, 100), 255, np.uint8))
        done = run("scan", str(tmp_path / "pile"), *read.asked, "-o", str(tmp_path))
    assert done.exit_code == 2
    assert f"another run is writing to {tmp_path / NAME}" in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")
@pytest.mark.parametrize(("jobs", "number"), [("1", signal.SIGKILL), ("2", signal.SIGKILL), ("2", signal.SIGTERM)])
def test_a_process_that_is_ended_leaves_what_it_has_read(
    run: Run, exam: Printed, tmp_path: Path, jobs: str, number: int
) -> None:
    asked = [
        "scan",
        str(piled(exam, tmp_path, PAGES)),
        "--exam",
        str(exam.folder),
        "-o",
        str(tmp_path / "r"),
        "--jobs",
        jobs,
    ]
    path = tmp_path / "r" / NAME
    with subprocess.Popen([sys.executable, "-m", "quizgen", *asked], stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not (path.exists() and path.read_bytes().count(b"\n") > 2):
            time.sleep(0.01)
        os.kill(process.pid, number)
        _, said = process.communicate()
    assert not (tmp_path / "r" / "results.csv").exists()
    assert ("the same command goes on with the others" in said) == (number == signal.SIGTERM)
    read = path.read_bytes().count(b"\n") - 1
    done = run(*asked)
    assert f"Read before, and not again: {read} of {PAGES} pages." in done.stderr
    assert done.stdout.startswith(f"{PAGES} pages: {PAGES} read")


@pytest.mark.slow
def test_a_page_at_which_a_process_ends_is_named_and_those_before_are_kept(
    run: Run, exam: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ending(task: scan_reading.Task) -> Pictured:
        return os._exit(9) if task.scan.path.name == "4.png" else read_as_usual(task)

    read_as_usual = scan_reading.page_of
    monkeypatch.setattr(scan_reading, "page_of", ending)
    monkeypatch.setattr(parallel, "can_fork", lambda: True)
    ending.__module__, ending.__qualname__ = scan_reading.__name__, "page_of"
    pile = piled(exam, tmp_path, PAGES)
    done = run("scan", str(pile), "--exam", str(exam.folder), "-o", str(tmp_path / "r"), "--jobs", "2")
    assert done.exit_code == 1
    assert "was stopped, perhaps for want of memory; pages before it are kept" in done.stderr
