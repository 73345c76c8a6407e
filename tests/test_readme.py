"""The README's commands do what it says."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from filled import printed

from quizgen import resources
from quizgen.audit.learned.page import BEGIN, END
from quizgen.cli import main

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\w*\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
COMMANDS = [line.partition("#")[0].strip() for block in BLOCKS for line in block.splitlines()]
QUIZGEN = [command for command in COMMANDS if command.startswith("quizgen ") and " check" not in command]
TARGETS = [command.removeprefix("make ") for command in COMMANDS if command.startswith("make ")]


def scanned(home: Path) -> None:
    """An exam with an answer sheet in ``out``, and a sheet that was filled in in ``scans``."""
    slot = '[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\n'
    (home / "week.toml").write_text(f'title = "T"\nanswers = "sheet"\n{slot}', "utf-8")
    asked = ["exam", str(home / "week.toml"), "--seed", "1", "--format", "pdf", "-o", str(home / "out")]
    assert CliRunner().invoke(main, asked).exit_code == 0
    exam = printed(home / "out")
    exam.scan(home / "scans" / "1.png", exam.forms[0], "1234567", exam.right(0))


def remembered(home: Path, command: str) -> None:
    """An answer, in the log or in the file that is to be imported."""
    told = {"log": 1, "event": "answered", "uid": "0" * 16, "time": "2026-12-01T18:30:00Z", "sitting": "1"}
    told |= {"mode": "today", "item": "i", "source": "conv-macs", "topic": "cost", "level": "easy", "kind": "numerical"}
    told |= {"attempt": 1, "answer": "null", "right": False, "share": 0, "misconceptions": [], "concepts": []}
    line = json.dumps(told | {"hints": 0, "seconds": 9.5, "version": "0.2.0"})
    if " import " in command:
        (home / "mine.jsonl").write_text(f"{line}\n", "utf-8")
    else:
        assert CliRunner().invoke(main, ["progress", "import", "-"], input=line).exit_code == 0


@pytest.mark.parametrize("command", QUIZGEN)
def test_a_command_of_the_readme_runs(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if " new " not in command:
        shutil.copy(resources.banks() / "blueprints" / "midterm.toml", tmp_path / "my-exam.toml")
    shutil.copy(resources.banks() / "concepts" / "pooling.toml", tmp_path / "my-items.toml")
    if " verify " in command:
        asked = ["exam", "quiz", "--format", "json", "--seed", "1", "-o", shlex.split(command)[-1]]
        assert CliRunner().invoke(main, asked).exit_code == 0
    if " lint " in command:
        shutil.copy(ROOT / "tests" / "formats" / "golden" / "moodle.xml", tmp_path / "questions.xml")
    if " scan " in command:
        scanned(tmp_path)
    if " progress " in command:
        remembered(tmp_path, command)
    (tmp_path / "students.csv").write_text("number;name\n1234567;Zoë Ng\n", "utf-8")
    result = CliRunner().invoke(main, shlex.split(command)[1:], input="q\n")
    assert result.exit_code == 0, result.output
    assert result.output


def test_the_readme_shows_every_kind_of_use() -> None:
    assert {command.split()[1] for command in QUIZGEN} == {
        "exam",
        "blueprint",
        "generate",
        "families",
        "quiz",
        "progress",
        "show",
        "explain",
        "new",
        "scan",
        "site",
        "lint",
    }
    assert TARGETS == ["demo", "test"]


def test_learners_are_sent_to_no_command_that_reveals_the_key() -> None:
    learners = README.partition("## For learners")[2].partition("\n## ")[0]
    assert "quizgen quiz" in learners
    assert not re.search(r"quizgen (show|generate|exam)", learners)
    assert "--key" not in learners


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_of_the_readme_is_in_the_makefile(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_what_the_readme_points_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_quotes_the_results_of_the_benchmarks_as_they_were_written() -> None:
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    (quoted,) = re.findall("<!-- results: .*<!-- end of results -->", README, re.DOTALL)
    assert quoted in results
    assert re.search(r"^On \d+ \w+ \d{4}, \d+ cores of .*, Python [\d.]+, .*torch [\d.]+", quoted, re.MULTILINE)
    assert quoted.count("\n| ") >= 8


def test_the_readme_takes_a_moodle_import_back_by_its_questions_first() -> None:
    steps = ["delete its questions first", "subcategories", "select all, delete", "then delete the empty categories"]
    places = [" ".join(README.split()).index(step) for step in steps]
    assert places == sorted(places)


def test_the_readme_quotes_what_trees_found_as_it_was_written() -> None:
    learned = (ROOT / "banks" / "LEARNED.md").read_text(encoding="utf-8")
    (quoted,) = re.findall(f"{re.escape(BEGIN)}.*{re.escape(END)}", README, re.DOTALL)
    assert quoted in learned, "run make learned"
    levels = re.findall(r"^\| `[a-z0-9-]+` \| (?:easy|medium|hard) \|", learned, re.MULTILINE)
    assert f"in the mean of {len(levels)} levels" in " ".join(quoted.split())
