"""What was imported without feedback: nothing is said of what is right, nor of wrong answers that nobody gave."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen.answers import NOT_RIGHT, Answer, Choice, Given, Matching, Multiple, Ordering
from quizgen.answers.marks import Chosen, Placed
from quizgen.authored import opened
from quizgen.cli import main
from quizgen.model import Question
from quizgen.study.remarks import remarks
from quizgen.text.terminal import TERMINAL

Write = Callable[..., Path]
SILENT, HEARD = NOT_RIGHT.template, "Two is for b."
HEAD = """title = "Old"
topic = "old"
description = "Items imported from old.xml, Moodle XML; the keys are those of that file."
imported = "moodle"
"""
PAIR = '[[item.pair]]\nprompt = "{}"\nanswer = "{}"\n'
ITEMS = {
    "choice": 'stem = "Which is linear?"\n'
    '[[item.option]]\ntext = "convolution"\nright = true\n'
    '[[item.option]]\ntext = "ReLU"\n[[item.option]]\ntext = "softmax"\n',
    "multiple": 'stem = "Which are linear?"\n[[item.option]]\ntext = "convolution"\nright = true\n'
    '[[item.option]]\ntext = "mean"\nright = true\n[[item.option]]\ntext = "ReLU"\n',
    "true-false": 'stem = "ReLU is linear."\nkey = false\n',
    "matching": 'stem = "Match."\nextra = ["4"]\n' + "".join(PAIR.format(*pair) for pair in ("a1", "b2", "c3")),
    "ordering": 'stem = "Order."\nkey = ["x", "y", "z"]\n',
    "numerical": 'stem = "How many?"\nkey = 4\n[[item.mistake]]\nvalue = 5\n',
    "grid": 'stem = "Fill in."\ncolumns = ["layer", "side"]\nrows = [["conv", ""]]\n'
    "[[item.gap]]\nkey = 26\n[[item.gap.mistake]]\nvalue = 28\n",
}


def bank(write: Write, *kinds: str) -> Path:
    """A file with an item of each of these kinds."""
    items = "".join(f'[[item]]\nid = "q-{kind}"\nkind = "{kind}"\n{ITEMS[kind]}' for kind in kinds)
    return write(HEAD + items, "old.toml")


def asked(path: Path) -> Question:
    """The only question of a file."""
    source = opened(path)
    (item,) = source.items
    return next(iter(source.draw(item.level, item.kind, "1")))


def written(path: Path, name: str, folder: Path) -> str:
    """Everything that a format writes of all items of a file, its key and solutions among it."""
    number = path.read_text(encoding="utf-8").count("[[item]]")
    words = ["generate", str(path), "-n", str(number), "--key", "--format", name, "-o", f"{folder}/"]
    run = CliRunner().invoke(main, words)
    assert run.exit_code == 0, run.output
    return "".join(one.read_text(encoding="utf-8") for one in folder.rglob("*") if one.is_file())


@pytest.mark.parametrize("name", ["markdown", "latex", "typst", "ipynb"])
def test_no_key_says_that_an_answer_is_not_right_of_which_nobody_said_anything(
    name: str, write: Write, tmp_path: Path
) -> None:
    path = bank(write, *ITEMS)
    assert SILENT not in written(path, name, tmp_path / "out")
    told = path.read_text(encoding="utf-8").replace('answer = "2"\n', f'answer = "2"\nfeedback = "{HEARD}"\n')
    path.write_text(told, encoding="utf-8")
    assert HEARD in written(path, name, tmp_path / "told")


@pytest.mark.parametrize("kind", ["matching", "ordering"])
@pytest.mark.parametrize("name", ["moodle", "gift"])
def test_no_general_feedback_says_it_of_right_pairs_or_steps(
    name: str, kind: str, write: Write, tmp_path: Path
) -> None:
    path = bank(write, kind)
    assert SILENT not in written(path, name, tmp_path / "out")


def test_google_forms_tells_nobody_who_is_right(write: Write, tmp_path: Path) -> None:
    found = written(bank(write, "choice", "numerical", "matching"), "google-forms", tmp_path / "out")
    assert '"whenWrong"' in found
    assert not re.search(r"(ReLU|softmax|5): " + SILENT, found)


def _wrong(answer: Answer) -> Given:
    match answer:
        case Choice(options, right):
            return Chosen(frozenset({(right + 1) % len(options)}))
        case Multiple(options):
            return Chosen(frozenset(range(len(options))))
        case Matching(places=places) | Ordering(places=places):
            return Placed((*places[1:], places[0]))
        case _:
            raise AssertionError(answer)


@pytest.mark.parametrize("kind", ["choice", "multiple", "matching", "ordering"])
def test_the_quiz_says_no_more_than_what_is_right(kind: str, write: Write) -> None:
    (part,) = asked(bank(write, kind)).parts
    found = remarks(part.answer, part.answer.mark(_wrong(part.answer)), ())
    said = [TERMINAL.line(text) for one in found for text in (one.head, *one.said) if text]
    assert [words[1:] for words in said] == ([") does not fit."] if kind == "multiple" else [])
