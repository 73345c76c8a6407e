"""Students' networks on the command line: asked in a quiz, written in formats, printed as an exam that is proven."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from everything import ALL
from own_networks import NETWORKS, Student, followed

from quizgen.cli import main

LSTM = """
import torch.nn as nn
print("imported")
class Net(nn.LSTM):
    def __init__(self):
        super().__init__(3, 4)
"""
SLOTS = """
title = "Projects"
repeat = true
[[slots]]
network = "{net}"
input = "3x32x32"
family = "network-changed-size"
level = "medium"
[[slots]]
network = "lenet5"
topic = "parameters"
level = "easy"
"""


def run(*words: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, words, input=typed)


@pytest.mark.slow
def test_a_quiz_asks_about_it(any_student: Student) -> None:
    student = any_student
    result = run("quiz", *student.options, "-n", "3", "--seed", "1", typed="?\n" * 3)
    assert result.exit_code == 0, result.output
    assert result.stdout.count(f"Solution – {student.kept.title}: ") == 3


@pytest.mark.slow
def test_right_answers_are_right(student_of: Callable[[str], Student]) -> None:
    options = student_of("CifarNet").options
    made = json.loads(run("generate", *options, "-n", "6", "--seed", "2", "--format", "json").stdout)
    keys = "".join(f"{item['key']}\n" for item in made["items"])
    result = run("quiz", *options, "-n", "6", "--seed", "2", typed=keys)
    assert result.exit_code == 0, result.output
    assert "Not right" not in result.stdout


@pytest.mark.slow
@pytest.mark.parametrize("net", ["audio.py:M5", *["inception_like.py:MiniGoogLeNet"] * ALL])
def test_an_exam_is_proven_without_the_code(net: str, tmp_path: Path) -> None:
    options, out = followed(net).options, str(tmp_path / "out")
    words = ("exam", *options, "--seed", "1", "--forms", "2", "--format", "markdown")
    assert run(*words, "-o", out).exit_code == 0
    assert run(*words, "-o", str(tmp_path / "again")).exit_code == 0
    for file in (tmp_path / "out").iterdir():
        assert file.name == ".quizgen" or file.read_bytes() == (tmp_path / "again" / file.name).read_bytes()
    kept = json.loads((tmp_path / "out" / "exam.json").read_text("utf-8"))
    for file in kept["files"]:
        assert json.loads(file["text"])["title"] == followed(net).kept.title
    result = run("exam", "verify", out)
    assert result.exit_code == 0, result.output
    assert "every key confirmed" in result.output


@pytest.mark.slow
def test_slots_of_a_blueprint_name_networks_and_another_one_stands_in(tmp_path: Path) -> None:
    own, blueprint = followed("cifar_tutorial.py:CifarNet"), tmp_path / "projects.toml"
    blueprint.write_text(SLOTS.format(net=own.path), "utf-8")
    refused = run("exam", str(blueprint), "--seed", "1", "-o", "-", "--format", "markdown")
    assert refused.exit_code == 2
    assert "add --run" in refused.stderr
    mine = run("exam", str(blueprint), "--run", "--seed", "1", "-o", "-", "--format", "markdown")
    assert mine.exit_code == 0, mine.output
    assert "CifarNet" in mine.stdout
    assert "LeNet-5" in mine.stdout
    other = run("exam", str(blueprint), "--network", "resnet18", "--seed", "1", "-o", "-", "--format", "markdown")
    assert other.exit_code == 0, other.output
    assert "CifarNet" not in other.stdout
    assert "ResNet-18" in other.stdout


@pytest.mark.slow
def test_what_is_not_asked_is_told_all_at_once_and_a_network_without_questions_is_refused(tmp_path: Path) -> None:
    crnn = run("generate", *followed("conv_lstm_head.py:CRNN").options, "-n", "2", "--seed", "1")
    told = [line for line in crnn.stderr.splitlines() if line.startswith("Not asked: ")]
    assert "Not asked: rnn: no question is made of LSTM." in told
    assert "Not asked: attn: no question is made of MultiheadAttention." in told
    (tmp_path / "net.py").write_text(LSTM, "utf-8")
    refused = run("quiz", "--network", f"{tmp_path / 'net.py'}:Net", "--run", "--input", "5x3")
    assert refused.exit_code == 2
    assert "there is nothing to ask about Net" in refused.stderr
    assert "Traceback" not in refused.output


@pytest.mark.slow
def test_all_formats_of_learning_platforms_take_its_questions(tmp_path: Path) -> None:
    for net in sorted(NETWORKS)[: 3 if ALL else 1]:
        out = tmp_path / net.partition(".")[0]
        result = run(
            "generate", *followed(net).options, "-n", "5", "--seed", "1", "--format", "moodle,json", "-o", str(out)
        )
        assert result.exit_code == 0, result.output
        assert len(json.loads((out / "items.json").read_text("utf-8"))["items"]) == 5
        assert (out / "items.xml").stat().st_size > 1000
