"""What nobody should ask for is one sentence that says what to do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]
BLUEPRINT = 'title = "{}"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'
ONE = ("generate", "conv-output-size", "-n", "1", "--seed", "1", "--format", "json")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "odd.toml").write_text(BLUEPRINT.format("A\\u001b[31m"), encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("exam", "folder"), "folder is a folder; give the path of a blueprint, or final, midterm or quiz"),
        (("exam", "odd.toml"), "odd.toml: title: the text holds the character U+001B; leave it out"),
        (
            ("exam", "quiz", "--seed", "1", "-o", "file/x"),
            "file is a file, and file/x needs a folder of that name",
        ),
        ((*ONE, "-o", "file/x.json"), "file is a file, and file/x.json needs a folder of that name: give another name"),
        ((*ONE, "--title", "a\x01b"), "a heading is one line without control characters"),
        ((*ONE, "--title", "a\nb"), "a heading is one line without control characters"),
        ((*ONE, "--title", "a\udcff"), "a heading is one line without control characters"),
        (("generate", "zzzzqq"), "there is no family, topic or file 'zzzzqq'; 'quizgen families' lists all"),
        (("explain", "zzzzqq"), "'zzzzqq'; 'quizgen explain --help' names the networks and shows a line of layers"),
        (
            ("explain", "zzqq:Net", "--run", "--input", "3x8x8"),
            "there is no module 'zzqq' in this folder, nor installed: call quizgen in the folder that holds it",
        ),
    ],
)
def test_what_cannot_be_is_told_with_what_to_do(run: Run, arguments: tuple[str, ...], says: str) -> None:
    result = run(*arguments)
    said = [line for line in result.stderr.splitlines() if not line.startswith("--run imports")]
    assert (result.exit_code, result.stdout, len(said)) == (2, "", 1)
    assert says in said[0]


def test_a_working_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    code = (
        "import os, sys; from quizgen.cli import main; os.mkdir('gone'); os.chdir('gone'); os.rmdir('../gone'); main()"
    )
    command = [sys.executable, "-c", code, *ONE]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: the working folder is there no more: go to another one\n"
