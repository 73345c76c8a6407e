"""Blueprints are begun, checked and described to editors on the command line."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlparse
from urllib.request import url2pathname

import pytest
from click.testing import Result

Run = Callable[..., Result]
GOOD = 'title = "T"\n[[slots]]\nfamily = "conv-output-size"\nlevel = "easy"\ncount = 3\n'
BAD = """titel = "T"
[[slots]]
family = "conv-outputsize"
level = "easy"
[[slots]]
topic = "dilation"
level = "esy"
marks = 3
[[slots]]
family = "conv-parameters"
level = "easy"
params = { kernel = 3 }
[[slots]]
items = ["pooling-concepts-x"]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_new_blueprint_is_good_as_it_is_and_makes_an_exam(run: Run, folder: Path) -> None:
    made = run("blueprint", "new", "my-week")
    assert made.exit_code == 0, made.stderr
    assert made.stdout.split("\n")[:3] == ["my-week.toml", "Next:", "  quizgen blueprint check my-week.toml"]
    checked = run("blueprint", "check", "my-week.toml")
    assert (checked.exit_code, checked.stderr) == (0, "")
    exam = run("exam", "my-week.toml", "--forms", "2", "--seed", "1", "--format", "json", "-o", "out")
    assert exam.exit_code == 0, exam.stderr
    found = json.loads((folder / "out" / "my-week-b.json").read_text("utf-8"))
    assert [one["title"] for one in found["sections"]] == ["Sizes", "Parameters and ideas"]


def test_its_first_line_leads_editors_to_the_schema(run: Run, folder: Path) -> None:
    run("blueprint", "new", "my-week")
    first, *others = (folder / "my-week.toml").read_text("utf-8").splitlines()
    path = Path(url2pathname(urlparse(first.removeprefix("#:schema ")).path))
    assert path.read_text("utf-8") == run("blueprint", "schema").stdout
    assert "my-exam" not in "\n".join(others)


def test_nothing_is_written_over_and_names_are_slugs(run: Run, folder: Path) -> None:
    (folder / "my-week.toml").write_text("mine", "utf-8")
    there = run("blueprint", "new", "my-week")
    assert (there.exit_code, (folder / "my-week.toml").read_text("utf-8")) == (2, "mine")
    assert "is there already, and nothing was written" in there.stderr
    odd = run("blueprint", "new", "My week")
    assert odd.exit_code == 2
    assert "cannot be the name of a file" in odd.stderr


def test_all_faults_are_told_at_once_with_key_and_line(run: Run, folder: Path) -> None:
    (folder / "bad.toml").write_text(BAD, "utf-8")
    (folder / "good.toml").write_text(GOOD, "utf-8")
    found = run("blueprint", "check", "bad.toml", "good.toml")
    assert found.exit_code == 2
    told = [re.fullmatch(r"Error: bad\.toml: (\S+): .*\(line (\d+)\)", line) for line in found.stderr.splitlines()]
    assert [one and one.groups() for one in told] == [
        ("titel", "1"),
        ("slots[1].family", "3"),
        ("slots[2].level", "7"),
        ("slots[2].marks", "8"),
        ("slots[3].params", "12"),
        ("slots[4].items", "14"),
    ]
    assert all(len(line) <= 300 for line in found.stderr.splitlines())
    assert found.stdout.startswith("good.toml: T\n")


def test_a_good_one_is_told_slot_by_slot_with_the_number_of_forms(run: Run, folder: Path) -> None:
    (folder / "good.toml").write_text(GOOD + '[[slots]]\nfamily = "pooling-concepts"\nlevel = "medium"\n', "utf-8")
    title, head, *rows, last = run("blueprint", "check", "good.toml").stdout.splitlines()
    assert title == "good.toml: T"
    assert head.split() == ["slot", "families", "level", "kind", "count", "items", "forms"]
    cells = [re.split(r"\s{2,}", row) for row in rows]
    assert [one[:2] for one in cells] == [
        ["conv-output-size-easy", "conv-output-size"],
        ["pooling-concepts-medium", "pooling-concepts"],
    ]
    (items, forms), (_, few) = ([int(one.replace(",", "")) for one in row[-2:]] for row in cells)
    assert forms == items // 3
    assert last == f"4 items; at most {few} forms without an item in common, bounded by 'pooling-concepts-medium'."


def test_it_is_said_where_forms_have_other_families_because_one_has_few_items(run: Run, folder: Path) -> None:
    topic = '[[slots]]\ntopic = "dilation"\nlevel = "medium"\nkind = "choice"\n'
    (folder / "topic.toml").write_text(f'title = "T"\n{topic}', "utf-8")
    *_, row, last = run("blueprint", "check", "topic.toml").stdout.splitlines()
    forms = re.split(r"\s{2,}", row)[-1]
    assert last == (
        f"1 item; at most {forms} forms without an item in common, bounded by 'dilation-medium-choice'; some families "
        "have fewer items, for which others stand in."
    )


def test_shipped_blueprints_pass(run: Run) -> None:
    found = run("blueprint", "check", "quiz")
    assert found.exit_code == 0
    assert "10 items, 10 points; at most " in found.stdout


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (("check",), "Missing argument"),
        (("check", "midtrm"), "did you mean 'midterm'?"),
        (("check", "nowhere.toml"), "there is no file nowhere.toml"),
        (("chek",), "No such command 'chek'"),
        (("new",), "Missing argument"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_sentence(run: Run, arguments: tuple[str, ...], advice: str) -> None:
    found = run("blueprint", *arguments)
    assert found.exit_code == 2
    assert advice in found.stderr
    assert found.stderr.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_named(run: Run, folder: Path) -> None:
    folder.chmod(0o500)
    found = run("blueprint", "new", "my-week")
    folder.chmod(0o700)
    assert found.exit_code == 1
    assert "my-week.toml" in found.stderr
