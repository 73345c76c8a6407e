"""A run that was killed is gone on with, and nothing is read twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from filled import Printed

from quizgen.cli.scan_store import NAME

Run = Callable[..., Result]
PAGES = 6


@pytest.fixture
def pile(exam: Printed, tmp_path: Path) -> Path:
    """More scans than one process is worth."""
    for number in range(PAGES):
        exam.scan(tmp_path / "pile" / f"{number}.png", exam.forms[number % 2], f"000000{number}", {})
    return tmp_path / "pile"


@pytest.mark.parametrize("cut", [-1, -300, 20, 1, 0])
def test_a_run_that_was_killed_while_it_wrote_is_gone_on_with(
    run: Run, exam: Printed, pile: Path, tmp_path: Path, cut: int
) -> None:
    whole, part = (["--exam", str(exam.folder), "-o", str(tmp_path / name)] for name in ("whole", "part"))
    run("scan", str(pile), *whole)
    content = (tmp_path / "whole" / NAME).read_bytes()
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / NAME).write_bytes(content[:cut])
    done = run("scan", str(pile), *part)
    assert done.exit_code == 0
    assert (tmp_path / "part" / NAME).read_bytes() == content
    assert (tmp_path / "part" / "results.csv").read_bytes() == (tmp_path / "whole" / "results.csv").read_bytes()


def test_what_was_read_is_not_read_again_and_more_scans_join_it(
    run: Run, exam: Printed, pile: Path, tmp_path: Path
) -> None:
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "r")]
    run("scan", str(pile / "0.png"), *asked)
    done = run("scan", str(pile), *asked)
    assert f"Read before, and not again: 1 of {PAGES} pages." in done.stderr
    assert done.stdout.startswith(f"{PAGES} pages: {PAGES} read")
    (pile / "0.png").rename(pile / "renamed.png")
    assert f"{PAGES} of {PAGES} pages" in run("scan", str(pile), *asked).stderr


def test_a_line_that_was_changed_is_named(run: Run, exam: Printed, pile: Path, tmp_path: Path) -> None:
    asked = ["--exam", str(exam.folder), "-o", str(tmp_path / "r")]
    run("scan", str(pile), *asked)
    path = tmp_path / "r" / NAME
    path.write_bytes(path.read_bytes().replace(b'"digest"', b'"digits"', 2))
    assert f"{path}, line 2 is not as quizgen wrote it" in run("scan", *asked).stderr
    path.write_bytes(b"mine\n")
    assert "does not begin as quizgen's readings do" in run("scan", *asked).stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="processes are not killed so there")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_process_that_is_killed_leaves_what_it_has_read(
    run: Run, exam: Printed, pile: Path, tmp_path: Path, jobs: str
) -> None:
    asked = ["scan", str(pile), "--exam", str(exam.folder), "-o", str(tmp_path / "r"), "--jobs", jobs]
    path = tmp_path / "r" / NAME
    with subprocess.Popen([sys.executable, "-m", "quizgen", *asked], stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not (path.exists() and path.read_bytes().count(b"\n") > 2):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    assert not (tmp_path / "r" / "results.csv").exists()
    read = path.read_bytes().count(b"\n") - 1
    done = run(*asked)
    assert f"Read before, and not again: {read} of {PAGES} pages." in done.stderr
    assert done.stdout.startswith(f"{PAGES} pages: {PAGES} read")
