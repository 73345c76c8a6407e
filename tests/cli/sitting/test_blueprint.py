"""An exam that is drawn from a blueprint for whoever sits it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizgen.asking.verify import verified
from quizgen.cli.record import opened
from quizgen.errors import Disagreement
from quizgen.model import Item, Question
from quizgen.study.log.events import Answered
from quizgen.study.sitting import proving

Run = Callable[..., Result]
BLUEPRINT = """title = "Two sizes"
duration = 30
[[slots]]
family = "conv-output-size"
level = "easy"
kind = "numerical"
count = 2
points = 3
"""


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A blueprint of two questions and thirty minutes."""
    file = tmp_path / "sizes.toml"
    file.write_text(BLUEPRINT, "utf-8")
    return str(file)


def keys(run: Run, path: str, folder: Path) -> dict[str, str]:
    """The form that ``exam`` makes of that seed: its keys, by its seal."""
    assert run("exam", path, "--seed", "s", "--format", "json", "-o", str(folder)).exit_code == 0
    (form,) = json.loads((folder / "exam.json").read_text("utf-8"))["forms"]
    return {"seal": form["seal"]} | {str(one["place"]): str(one["parts"][0]["key"]) for one in form["questions"]}


def test_it_is_form_a_of_the_exam_of_its_seed_and_what_is_handed_in_belongs_to_that(
    run: Run, path: str, tmp_path: Path
) -> None:
    known = keys(run, path, tmp_path / "out")
    result = tmp_path / "mine.json"
    lines = f"0815\nAda\n{known['1']}\n1\ndone\nyes\n"
    found = run("quiz", "--blueprint", path, "--seed", "s", "--result", str(result), input=lines)
    assert found.exit_code == 0
    assert "2 questions, 6 points, 30 minutes." in found.stdout
    assert "3 of 6 points (50%)" in found.stdout
    handed = json.loads(result.read_text("utf-8"))
    assert (handed["seal"], handed["number"], handed["name"], handed["seed"]) == (known["seal"], "0815", "Ada", "s")
    assert handed["answers"] == {"1": known["1"], "2": "1"}
    told = run("analyze", str(result), "--exam", str(tmp_path / "out"), "-o", str(tmp_path / "analysis"))
    assert told.exit_code == 0
    with opened() as record:
        noted = [(one.mode, one.right) for one in record.events() if isinstance(one, Answered)]
    assert noted == [("exam", True), ("exam", False)]


def test_a_seed_is_drawn_and_told_and_the_exam_goes_on_with_it(run: Run, path: str) -> None:
    first = run("quiz", "--blueprint", path, input="1\n")
    assert "The seed is " in first.stderr
    assert "Not handed in" in first.stdout
    again = run("quiz", "--blueprint", path, input="o\ndone\nyes\n")
    assert "The seed is" not in again.stderr
    assert "1 of 2 questions answered so far" in " ".join(again.stdout.split())
    stem = first.stdout.split("Question 1 of 2", 1)[1].split("Type a number")[0].split("\n", 1)[1]
    assert stem in again.stdout


def test_questions_that_are_others_now_are_told(run: Run, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run("quiz", "--blueprint", path, input="1\n")
    monkeypatch.setattr("quizgen.cli.sitting.drawn.form_of", _other(run))
    found = run("quiz", "--blueprint", path, input="")
    assert found.exit_code == 1
    assert "begin afresh with --anew" in found.stderr


def test_a_blueprint_that_was_changed_meanwhile_is_told_and_begun_afresh_with_anew(run: Run, path: str) -> None:
    run("quiz", "--blueprint", path, input="1\n")
    file = Path(path)
    file.write_text(file.read_text("utf-8").replace("count = 2", "count = 3"), "utf-8")
    found = run("quiz", "--blueprint", path, input="")
    assert found.exit_code == 1
    assert "has other questions now" in found.stderr
    assert "Question 1 of 3" in run("quiz", "--blueprint", path, "--anew", input="").stdout


def _other(_: Run) -> Callable[..., object]:
    from quizgen.sets import reader

    made = reader.form_of

    def form_of(rows: list[dict[str, object]], **told: object) -> object:
        return made([{**row, "source": "another edition"} for row in rows], **told)  # type: ignore[arg-type]

    return form_of


def test_a_question_that_proves_faulty_counts_for_nothing(run: Run, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def second_is_faulty(question: Question) -> Item:
        heard.append("")
        if len(heard) == 2:
            raise Disagreement("two witnesses disagree")
        return verified(question)

    monkeypatch.setattr(proving, "verified", second_is_faulty)
    found = run("quiz", "--blueprint", path, input="1\n1\ndone\nyes\n")
    assert "0 of 3 points" in found.stdout
    assert "Faulty, and not counted: question 2." in found.stdout
    assert "two witnesses disagree" in found.stderr
    with opened() as record:
        assert len(list(record.events())) == 1
