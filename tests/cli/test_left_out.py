"""Of much that is left out a count is said, and an example."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

import pytest
from click.testing import Result

from quizgen.audit.samples import items
from quizgen.catalog import first_of
from quizgen.cli import errors, plugins
from quizgen.cli.options import left_out
from quizgen.errors import QuizgenError, UsageError
from quizgen.formats.protocol import File, Options
from quizgen.jobs.recipe import require
from quizgen.model import Form, Kind

Run = Callable[..., Result]


@dataclass(frozen=True)
class ChoiceOnly:
    """A format that holds one kind."""

    name: str = "cards"
    suffix: str = ".txt"
    title: str = "Cards"
    kinds: frozenset[Kind] = frozenset(["choice"])

    def write(self, forms: Sequence[Form], options: Options) -> Iterator[File]:
        del forms, options
        yield File("cards.txt", [])


def test_a_format_says_which_items_it_holds_with_one_that_it_does_not() -> None:
    other = next(item for item in items() if item.kind != "choice")
    with pytest.raises(UsageError) as caught:
        require([ChoiceOnly()], (), items())
    assert str(caught.value) == (
        f"the format cards holds choice items, not {other.kind} ones such as that of {other.family}; "
        "ask for items that it holds, or for another format, such as moodle"
    )


def test_figures_that_cannot_go_to_standard_output_are_a_count_and_an_example(run: Run) -> None:
    asked = ("generate", "residual-value", "-n", "12", "--level", "easy", "--seed", "7")
    said = run(*asked).stderr
    assert said.startswith("Left out beside items.md: ")
    assert said.endswith(".svg; -o writes all.\n")
    assert said.count(".svg") == 1
    assert " files, such as " in said


def test_of_several_that_cannot_be_used_the_first_is_told_and_check_tells_each(
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = [f"the entry point '{name}' fails" for name in "abc"]
    assert first_of(broken[:1]) == broken[0]
    assert plugins.left_out(broken)
    assert capsys.readouterr().err == f"Left out: {broken[0]}; and so on for 2 more, which quizgen check names.\n"
    assert plugins.left_out(broken, every=True)
    assert capsys.readouterr().err.splitlines() == [f"Left out: {sentence}." for sentence in broken]
    assert not plugins.left_out()


class Terminal(StringIO):
    """Standard error on a terminal of that many columns."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_notes_are_wrapped_between_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", terminal := Terminal())
    monkeypatch.setattr(errors, "_room", lambda: 60)
    left_out([f"family-{number}" for number in range(60)], ["matching"])
    errors.faulty([QuizgenError("word " * 30), QuizgenError("other")])
    lines = terminal.getvalue().splitlines()
    assert " ".join(lines).startswith(
        "Left out: 60 families and files that cannot be asked as matching, such as family-0."
    )
    assert max(map(len, lines)) <= 60 < sum(map(len, lines)) / 3
