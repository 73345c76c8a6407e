"""Items of QTI 3 are played in Chromium, right and wrong: points and feedback are those of quizgen's own marking."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import node
import pytest
from qti_answers import act, attempts, ours, said
from qti_package import files, items, of, package
from qti_player import MISSING, Player, player

from quizgen.answers import Chosen, Given, Placed, Written
from quizgen.model import Form

pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=MISSING)]
WRONG = Fraction(1, 4)
OF_THE_PLAYER = {
    "aria-toggle-field-name": "control-cell",
    "empty-table-header": "header-cell",
    "aria-allowed-attr": "qti-simple-choice",
    "aria-allowed-role": "qti-simple-choice",
    "list": "qti-order-source-wrapper",
}
"""What axe finds in the player's own widgets, whatever the item is, and their classes."""


@pytest.fixture(scope="module")
def played() -> Iterator[Player]:
    with player() as found:
        yield found


def test_every_answer_is_worth_what_it_is_here_and_the_same_is_said_about_it(played: Player, form: Form) -> None:
    found = files(package("qti30", form, WRONG))
    played.files = found
    for item in form.items:
        for given in attempts(item.question):
            played.load(of(item, found).decode())
            act(played, item.question, given)
            ended = played.end()
            mark = ours(item, given, WRONG)
            where = (item.id, given)
            assert ended.outcomes["SCORE"] == pytest.approx(float(mark.points or 0)), where
            *remarks, solution = ended.feedback
            assert solution, where
            assert ("Correct." in remarks) == (mark.points == item.points), where
            wrong = [one for one in remarks if one != "Correct."]
            expected = said(item.question, mark)
            assert all(any(one.endswith(words) for words in expected) for one in wrong), (where, wrong)
            assert all(any(one.endswith(words) for one in wrong) for words in expected), (where, wrong)
    assert played.faults == []


def _several(*numbers: int) -> tuple[Given, ...]:
    """Answers to the item of several parts whose first two are these numbers; there is nothing right behind them."""
    return (*(Written((one,)) for one in numbers), Chosen(frozenset([0])), None, None, Placed((0, 1, 2)), None)


@pytest.mark.parametrize("second", [656, 648, 808, 800, 1])
def test_what_follows_from_an_own_earlier_value_counts(played: Player, form: Form, second: int) -> None:
    item = form.items[-1]
    found = files(package("qti30", form))
    given = _several(9, second)
    played.load(of(item, found).decode())
    act(played, item.question, given)
    ended = played.end()
    mark = ours(item, given, Fraction(0))
    assert ended.outcomes["SCORE"] == pytest.approx(float(mark.points or 0))
    assert [
        words for words in said(item.question, mark) if not any(one.endswith(words) for one in ended.feedback)
    ] == []


@pytest.mark.parametrize(
    ("typed", "score"),
    [("1024", 1.5), ("1024.0", 1.5), ("1.024e3", 1.5), ("1023.999", 0), ("abc", 0), ("1,024", 0)],
)
def test_numbers_are_right_however_they_are_written_and_words_never(
    played: Player, form: Form, typed: str, score: float
) -> None:
    played.load(of(form.items[1], files(package("qti30", form))).decode())
    played.type(0, typed)
    assert played.end().outcomes["SCORE"] == score


@pytest.mark.parametrize(("typed", "score"), [("9.5", 1), ("11.5", 1), ("9.49999", 0), ("11.50001", 0), ("abc", 0)])
def test_a_tolerance_ends_where_it_ends_here(played: Player, form: Form, typed: str, score: float) -> None:
    played.load(of(form.items[-1], files(package("qti30", form))).decode())
    played.type(3, typed)
    assert played.end().outcomes["SCORE"] == score


def test_everybody_can_use_what_is_shown(played: Player, form: Form) -> None:
    found = files(package("qti30", form))
    played.files = found
    played.page.add_script_tag(path=node.MODULES / "axe-core" / "axe.min.js")
    for raw in items(found).values():
        played.load(raw.decode())
        before = played.page.evaluate("axe.run()")
        played.end()
        for judged in (before, played.page.evaluate("axe.run()")):
            assert judged["passes"]
            nodes = [(rule["id"], node["html"]) for rule in judged["violations"] for node in rule["nodes"]]
            assert [one for one in nodes if OF_THE_PLAYER.get(one[0], "none") not in one[1]] == []
