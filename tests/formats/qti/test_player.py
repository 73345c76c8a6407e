"""Items of QTI 3 are played in Chromium, right and wrong: points and feedback are those of quizgen's own marking."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, islice

import node
import pytest
from msgspec.structs import replace
from qti_answers import act, attempts, mistaken, ours, said
from qti_package import files, items, of, package
from qti_player import MISSING, Player, player

from quizgen import catalog
from quizgen.answers import LONG, Chosen, Given, Placed, Written
from quizgen.blueprint import draw
from quizgen.model import Form
from quizgen.text.markdown import MARKDOWN

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


@pytest.mark.parametrize("family", ["conv-relu-pool-map", "network-table", "size-parameters-field"])
def test_linked_values_of_families_are_marked_as_here(played: Player, form: Form, family: str) -> None:
    """Foreseen mistakes in one value, the others right as they were: what follows from the wrong one differs."""
    (source,) = (one for one in catalog.sources() if one.id == family)
    item = next(draw(source, "easy", next(kind for kind in source.kinds if kind in LONG), "played"))
    found = files(package("qti30", replace(form, items=(item,))))
    for given in islice(chain(attempts(item.question), mistaken(item.question)), 2, 8):
        played.load(of(item, found).decode())
        act(played, item.question, given)
        ended = played.end()
        mark = ours(item, given, Fraction(0))
        assert ended.outcomes["SCORE"] == pytest.approx(float(mark.points or 0)), given
        expected = said(item.question, mark)
        assert all(any(one.endswith(words) for one in ended.feedback) for words in expected), given


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


@pytest.mark.parametrize("family", ["code-parameters", "conv-value"])
def test_lines_of_programs_and_maps_stand_below_each_other(played: Player, form: Form, family: str) -> None:
    (source,) = (one for one in catalog.sources() if one.id == family)
    item = next(draw(source, "easy", "choice", "lines"))
    played.load(of(item, files(package("qti30", replace(form, items=(item,))))).decode())
    shown = [one for block in played.page.locator("pre").all_inner_texts() for one in block.splitlines()]
    written = MARKDOWN.text(item.question.stem).split("```")[1::2]
    assert [one.strip() for one in shown] == [one.strip() for block in written for one in block.splitlines()[1:]]
    assert len(shown) > 2


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
