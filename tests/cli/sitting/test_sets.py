"""Sets that somebody wrote, asked on plain lines."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from quizgen.cli.record import opened
from quizgen.errors import QuizgenError
from quizgen.study.log.events import Answered

RIGHT = "b\n27\nac\n28\n156\n14\nca\nbca\n27\nb\n"
Run = Callable[..., Result]
Write = Callable[..., Path]


def test_a_form_is_practised_with_feedback_after_each_answer(run: Run, write: Write) -> None:
    found = run("quiz", str(write("A")), input=RIGHT)
    assert found.exit_code == 0
    assert "7 of 7 right" in found.stdout
    assert found.stdout.count("Right.") >= 7
    assert "So it is." in found.stdout


def test_a_mistake_is_told_by_its_feedback_and_summed_up_by_its_concept(run: Run, write: Write) -> None:
    found = run("quiz", str(write("A")), input="a\n")
    assert "The first one counts too." in found.stdout
    assert "counts wrongly (1×)" in found.stdout


def test_practice_is_noted_as_such_and_an_exam_as_one(run: Run, write: Write) -> None:
    path = str(write("A"))
    run("quiz", path, input="b\n28\n")
    run("quiz", path, "--exam-mode", input="b\n28\ndone\nyes\n")
    with opened() as record:
        events = [event for event in record.events() if isinstance(event, Answered)]
    assert [(event.mode, event.right, event.answer) for event in events] == [
        ("practice", True, "[1]"),
        ("practice", False, "28"),
        ("exam", True, "[1]"),
        ("exam", False, "28"),
        ("exam", False, "null"),
    ]
    assert events[3].misconceptions == ("one-more",)


def test_without_a_record_nothing_is_kept_and_leaving_hands_in(run: Run, write: Write) -> None:
    found = run("quiz", str(write("A")), "--exam-mode", "--no-record", input="b\n")
    assert "leaving hands in" in " ".join(found.stdout.split())
    assert "2 of 14 points" in found.stdout
    with opened() as record:
        assert not list(record.events())
    assert "You began this exam" not in run("quiz", str(write("A")), "--exam-mode", input="").stdout


def test_of_several_forms_one_is_named_or_asked_for(run: Run, write: Write) -> None:
    path = str(write("A", "B"))
    assert "A small exam has 2 forms: A, B." in run("quiz", path, input="b\n").stdout
    assert "Question 1 of 7" in run("quiz", path, input="b\n").stdout
    assert "forms" not in run("quiz", path, "--form", "B", input="").stdout
    other = run("quiz", path, "--form", "C")
    assert other.exit_code == 2
    assert "there is no form 'C' in 'A small exam'" in other.stderr


def test_a_student_is_found_by_number_and_nobody_is_told_other_numbers(run: Run, write: Write) -> None:
    path = str(write("0815", "0042", students=True))
    assert "Question 1 of 7" in run("quiz", path, "--student", "815", input="").stdout
    other = run("quiz", path, "--student", "4711")
    assert other.exit_code == 2
    assert "'4711'" in other.stderr
    assert "0815" not in other.stderr
    assert "0815" not in run("quiz", path, input="4711\n").stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["none.json"], "there is no file none.json"),
        (["--blueprint", "nothing"], "there is no blueprint 'nothing'"),
        (["--minutes", "20"], "an exam needs --blueprint, or one file"),
        (["--minutes", "20", "dilation"], "an exam needs --blueprint, or one file"),
        (["--minutes", "0", "x.json"], "not a whole number from 1 to 1,440"),
        (["--blueprint", "quiz", "dilation"], "leave one of them out"),
        (["a.json", "b.json"], "one file"),
        (["x.json", "--exam", "none"], "--exam says nothing here"),
        (["x.json", "--level", "easy"], "--level says nothing here"),
        (["x.json", "--as", "choice"], "--kind says nothing here"),
        (["x.json", "-n", "3"], "--number says nothing here"),
        (["x.json", "--seed", "7"], "--seed says nothing here"),
        (["x.json", "--network", "vgg16"], "--network says nothing here"),
        (["x.json", "--input", "3x8x8"], "--input says nothing here"),
        (["x.json", "--run"], "--run says nothing here"),
        (["x.json", "--name", "Ann"], "--name says nothing here"),
        (["x.json", "--anew", "--no-record"], "--anew says nothing here"),
        (["--blueprint", "quiz", "--form", "B"], "--form says nothing here"),
        (["--blueprint", "quiz", "--level", "easy"], "--level says nothing here"),
        (["--blueprint", "quiz", "--exam", "none"], "--exam says nothing here"),
        (["dilation", "--form", "B"], "--form says nothing here"),
        (["--student", "7"], "--student says nothing here"),
        (["--name", "Ann"], "--name says nothing here"),
    ],
)
def test_what_does_not_go_together_is_refused_in_a_sentence(run: Run, arguments: list[str], said: str) -> None:
    found = run("quiz", *arguments)
    assert found.exit_code == 2
    assert said in " ".join(found.stderr.split())
    assert len(found.stderr) <= 300


def test_a_figure_that_nobody_can_draw_here_stands_in_words(run: Run, write: Write) -> None:
    path = write("A")
    exam = json.loads(path.read_text("utf-8"))
    figures = [
        {"kind": "hologram", "params": {}, "alt": "A cube in three colours.", "place": "stem"},
        {"kind": "kernel", "params": {"no": 1}, "alt": "A kernel of 3 × 3.", "place": "stem"},
    ]
    exam["forms"][0]["questions"][0]["figures"] = figures
    path.write_text(json.dumps(exam), "utf-8")
    found = run("quiz", str(path), input="b\n")
    assert "A cube in three colours." in found.stdout
    assert "A kernel of 3 × 3." in found.stdout


def test_no_control_character_of_a_file_reaches_the_terminal(run: Run, write: Write) -> None:
    path = write("A")
    path.write_text(path.read_text("utf-8").replace("what comes out?", "what\\u001b[31m comes?"), "utf-8")
    assert "\x1b[31m comes" not in run("quiz", str(path), "--exam-mode", input="").stdout


def test_nothing_of_drawing_is_imported_before_the_first_question(write: Write) -> None:
    program = """
import sys
from quizgen.cli.talk import lines

def ask(self, prompt):
    heavy = ("torch", "sympy", "numpy", "networkx", "fsrs", "prompt_toolkit", "jinja2", "quizgen.asking.verify")
    print([name for name in heavy if name in sys.modules])
    raise SystemExit
lines.Lines.line = ask
from quizgen.cli import main
main(["quiz", sys.argv[1]])
"""
    found = subprocess.run([sys.executable, "-c", program, write("A")], check=True, capture_output=True, text=True)
    assert "Question 1 of 7" in found.stdout
    assert found.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--student", "4711"], "not that of '4711'"),
        (["--form", "0815", "--student", "4711"], "not that of '4711'"),
        (["--student", "815", "--name", "Somebody Else"], "another name than 'Somebody Else'"),
    ],
)
def test_nobody_sits_the_form_of_another_student(run: Run, write: Write, arguments: list[str], said: str) -> None:
    found = run("quiz", str(write("0815", students=True)), "--exam-mode", *arguments, input="")
    assert found.exit_code == 2
    assert said in " ".join(found.stderr.split())


def test_a_place_where_nothing_can_be_handed_in_is_told_before_anything_is_asked(
    run: Run, write: Write, tmp_path: Path
) -> None:
    path, other = str(write("A")), tmp_path / "other.json"
    other.write_text("mine", "utf-8")
    for place, said in (
        (str(other), "is there already"),
        (path, "is there already"),
        (str(tmp_path), "is a folder"),
        ("-", "give it a name"),
        (f"{other}/mine.json", "cannot be written"),
    ):
        found = run("quiz", path, "--result", place, input="1\nAnn\n")
        assert found.exit_code in {1, 2}
        assert said in " ".join(found.stderr.split())
        assert "Question 1" not in found.stdout
    assert other.read_text("utf-8") == "mine"


def test_what_cannot_be_handed_in_at_the_end_is_kept_and_written_elsewhere(
    run: Run, write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(write("A"))
    full = [QuizgenError("the disk is full")]

    def write_all(*_: object) -> None:
        raise full[0]

    with monkeypatch.context() as patched:
        patched.setattr("quizgen.cli.sitting.handing.write_all", write_all)
        lines = "7\nAnn\nb\no\ndone\nyes\n"
        found = run("quiz", path, "--result", str(tmp_path / "a.json"), input=lines)
    assert found.exit_code == 1
    assert "with another --result" in " ".join(found.stderr.split())
    again = run("quiz", path, "--result", str(tmp_path / "b.json"))
    assert again.exit_code == 0
    kept = json.loads((tmp_path / "b.json").read_text("utf-8"))
    assert (kept["number"], kept["name"], kept["answers"]["1"], kept["proctored"]) == ("7", "Ann", "B", False)


SPOKEN = """title = "A small exam"
instructions = ["Show all work.", "Round nothing."]
aids = "a calculator"
[[sections]]
title = "Sizes"
instructions = "Squares only."
"""


def test_what_the_head_of_the_exam_says_is_said_before_the_clock_starts(run: Run, write: Write) -> None:
    path = write("A")
    told = json.loads(path.read_text("utf-8"))
    told |= {"blueprint": {"name": "x", "text": SPOKEN}, "wrong": "1/4"}
    told["forms"][0]["questions"][0]["section"] = "Sizes"
    path.write_text(json.dumps(told), "utf-8")
    said = " ".join(run("quiz", str(path), "--exam-mode", input="").stdout.split())
    before, question = said.split("Question 1 of 7", 1)
    assert "Show all work. Round nothing. Allowed: a calculator." in before
    assert "a wrong one costs 25% of the points" in before
    assert "Where several options are right, wrong ones take away" in before
    assert "Sizes Squares only." in question
