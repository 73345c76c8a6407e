"""Standard streams that are closed, full, or hold what no text is: one sentence, no traceback."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from warm import ran

ONE = "generate conv-output-size -n 1 --seed 7"


def shell(words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of ``quizgen`` with these words and redirections."""
    settings = "".join(f"{name}={value} " for name, value in environment.items())
    command = f"{settings}{sys.executable} -m quizgen {words}"
    return subprocess.run(command, check=False, shell=True, capture_output=True, text=True)  # noqa: S602 - a shell is meant


@pytest.mark.parametrize(
    "words",
    [f"{ONE} -o -", "generate all -n 20000 --format moodle -o -", f"{ONE} <&-", "families", "--help", "explain lenet5"],
)
def test_a_standard_output_that_is_closed_is_one_sentence(words: str) -> None:
    done = shell(f"{words} >&-")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "Error: standard output: it is closed\n")


def test_help_on_a_full_disk_is_one_sentence() -> None:
    done = shell("--help > /dev/full")
    assert (done.returncode, done.stderr) == (1, "Error: standard output: no space left on device\n")


def test_what_is_written_to_a_file_does_not_suffer_from_closed_streams(tmp_path: Path) -> None:
    for number, closed in enumerate(("", ">&- 2>&- <&-")):
        shell(f"{ONE} -o {tmp_path}/{number}.json {closed}")
    assert (tmp_path / "0.json").read_bytes() == (tmp_path / "1.json").read_bytes()


def test_errors_that_nobody_hears_leave_their_status() -> None:
    assert shell("generate nothing-of-this-name 2>&-").returncode == 2


def test_a_quiz_without_input_is_left() -> None:
    done = shell("quiz conv-output-size -n 1 --seed 7 <&-")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("No question was answered.\n")


def test_an_input_that_is_no_text_is_no_answer(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\xfe\x00\n" + b"9" * 5000 + b"\n1e999999999\n")
    done = shell(f"quiz conv-output-size -n 1 --seed 7 --as numerical < {tmp_path}/x", PYTHONIOENCODING="utf-8:strict")
    assert (done.returncode, done.stderr) == (0, "")
    assert "is not a number such as" in done.stdout
    assert done.stdout.count("has more than 30 digits") >= 1


def test_letters_that_a_terminal_lacks_are_replaced() -> None:
    done = shell("families", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "conv-output-size" in done.stdout


@pytest.mark.parametrize(
    "words",
    [
        f"generate conv-output-size -n {'9' * 5000}",
        f"exam quiz --forms {'9' * 5000}",
        f"generate {'9' * 5000}",
        f"exam {'9' * 5000}",
        "generate conv-output-size --wrong 1e999999999",
        f"explain 'conv 3->8 k3' --input 3x8x{'9' * 5000}",
        f"explain 'conv 3->8 k{'9' * 5000}' --input 3x8x8",
        f"explain os:path --run --input 3x8x{'9' * 5000}",
        f"families --{'9' * 5000}",
    ],
)
def test_whatever_is_typed_is_answered_with_one_sentence_of_at_most_300_characters(words: str) -> None:
    done = ran(*shlex.split(words))
    sentence, _, marked = done.stderr.partition("\n")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(sentence) <= 300
    shown = marked.splitlines()  # a line of layers, and a mark under the place
    assert len(shown) == (2 if "'conv 3->8 k9" in words else 0)
    assert all(line.startswith("  ") and len(line) <= 88 for line in shown)


def test_links_that_lead_in_a_circle_are_told(tmp_path: Path) -> None:
    loop = tmp_path / "loop.toml"
    loop.symlink_to(loop)
    (tmp_path / "exam.toml").write_text(
        'title = "T"\n[[slots]]\nfamily = "loop.toml"\nlevel = "easy"\n', encoding="utf-8"
    )
    for words in (
        f"generate {loop}",
        f"exam {tmp_path}/exam.toml",
        f"exam {loop}",
        f"explain {loop}",
        f"{ONE} -o {loop}",
    ):
        done = ran(*words.split())
        assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
        assert "loop.toml" in done.stderr
    loop = tmp_path / "loop.json"
    loop.symlink_to(loop)
    done = ran(*f"exam quiz --seed 1 --format json -o {loop}".split())
    assert (done.returncode, done.stderr) == (2, f"Error: {loop} is a link that leads to itself: give another name\n")
