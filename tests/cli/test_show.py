from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import Result

from quizgen import catalog
from quizgen.blueprint.spread import cells, spread
from quizgen.cli.screen import WIDEST
from quizgen.model import Kind
from quizgen.model.hints import hints
from quizgen.text.terminal import TERMINAL

Run = Callable[..., Result]


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("family", "kind"),
    [("conv-output-size", "choice"), ("conv-output-size", "numerical"), ("which-conv-output-size", "multiple")],
)
def test_everything_that_belongs_to_an_item_is_shown(run: Run, family: str, kind: Kind) -> None:
    result = run("show", family, "--level", "medium", "--kind", kind, "--seed", "7")
    (source,) = catalog.select([family])
    (item,) = spread(cells([source], ["medium"], [kind]), 1, "7")
    text = flat(result.output)
    assert flat(TERMINAL.text(item.stem)) in text
    for option in item.question.options:
        assert TERMINAL.line(option.text) in text
        assert flat(TERMINAL.line(option.feedback)) in text
        assert option.slip is None or f"{option.slip.id}: " in text
    for part in (*item.question.solution, *hints(item.question)):
        assert flat(TERMINAL.text(part)) in text
    assert "── Hints ─" in text
    assert all(
        words in text
        for words in (item.id, item.question.source, item.question.asks, item.evidence.torch, flat(source.description))
    )
    assert result.stderr == ""


def test_without_a_seed_the_chosen_one_is_told_and_shows_the_same_again(run: Run) -> None:
    first = run("show", "conv-output-size")
    seed = first.stderr.split()[3].rstrip(";")
    assert f"--seed {seed}" in first.stderr
    assert run("show", "conv-output-size", "--seed", seed).stdout == first.stdout


def test_no_line_of_words_is_wider_than_the_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = run("show", "conv-output-size", "--seed", "7").output.splitlines()
    assert max(map(len, lines)) <= 50


@pytest.mark.parametrize("seed", ["", " ", "a\nb", "\x1f"])
def test_a_seed_is_a_printable_word(run: Run, seed: str) -> None:
    assert run("show", "conv-output-size", "--seed", seed).exit_code == 2


def test_every_family_can_be_shown_in_every_kind(run: Run) -> None:
    for source in catalog.sources():
        for kind in source.kinds:
            result = run("show", source.id, "--kind", kind, "--seed", "1")
            assert result.exit_code == 0, result.stderr


def test_the_measured_numbers_of_a_table_are_no_shape_and_its_remarks_are_wrapped(run: Run) -> None:
    shown = run("show", "conv-relu-pool-map", "--level", "hard", "--seed", "2").output
    assert "×" not in shown.partition("measured ")[2]
    remarks = shown.partition("These wrong values are foreseen:")[2].partition("── Key to (a)")[0]
    assert max(map(len, remarks.splitlines())) <= WIDEST
