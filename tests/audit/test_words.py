"""The panel that guesses from words finds what gives keys away, and nothing where nothing does."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from made_answers import slip, words

from quizgen.audit.check import check_together
from quizgen.audit.words import guessed, leaning, right_ones
from quizgen.authored.item import Authored
from quizgen.authored.layouts import OneRight, SeveralRight, TrueOrFalse
from quizgen.model import Kind, Level, Part, Question
from quizgen.space import Dice, Permutation
from quizgen.text import Text


@dataclass(frozen=True)
class Written:
    """Just what the panel needs of a file of authored items."""

    items: tuple[Authored, ...]
    id: str = "toy-concepts"
    kinds: tuple[Kind, ...] = ("choice",)
    authored: bool = True

    def count(self, level: Level, kind: Kind) -> int:
        return sum((item.level, item.kind) == (level, kind) for item in self.items)

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        for number, item in enumerate(item for item in self.items if (item.level, item.kind) == (level, kind)):
            place = Permutation(4, seed, number // 4)[number % 4]
            answer = item.answer.laid_out(item.id, place, Dice(seed), 3)
            yield Question(
                family=self.id, topic="t", level=level, id=item.id, asks="concept", params={}, stem=item.stem,
                parts=(Part(answer, ()),), source="", where=item.id,
            )  # fmt: skip


def item(number: int, key: str, *others: str) -> Authored:
    distractors = tuple(words(other, f"m-{place}") for place, other in enumerate(others))
    stem = Text(f"Which of these is the padding of case {number}?")
    return Authored(f"i{number}", "easy", ("L1",), stem, OneRight(words(key), distractors), stem, "", ())


def file(*items: Authored) -> Written:
    return Written(tuple(items))


PLAIN = ("aaaa bbbb", "cccc dddd", "eeee ffff", "gggg hhhh")


@pytest.mark.parametrize(
    ("strategy", "key", "others"),
    [
        ("longest", "a much longer answer than those", ("bb cc", "dd ee", "ff gg")),
        ("shortest", "bb", ("cc dd ee", "ff gg hh", "ii jj kk")),
        ("most words of the stem", "padding case", ("aaaa bbbb cc", "dddd eeee ff", "gggg hhhh ii")),
        ("most words of the other options", "one two", ("one abc", "two def", "ghi jkl")),
        ("most hedges", "aaa may bb", ("bbb aaa cc", "ccc ddd ee", "ddd eee ff")),
        ("fewest absolute words", "aaaa bbb", ("aaa never", "bbb alway all", "ccc must bb")),
    ],
)
def test_what_gives_every_key_away_is_found(strategy: str, key: str, others: Sequence[str]) -> None:
    verdict = guessed([file(*(item(number, key, *others) for number in range(16)))])  # type: ignore[list-item]  # enough
    assert verdict is not None
    assert not verdict.passed
    assert verdict.share > 0.6
    if strategy in {"longest", "shortest"}:
        assert verdict.strategy == strategy


def test_options_that_look_alike_give_nothing_away() -> None:
    every = [item(number, *(PLAIN[(number + step) % 4] for step in range(4))) for number in range(16)]
    verdict = guessed([file(*every)], together=True)  # type: ignore[list-item]  # enough
    assert verdict is not None
    assert verdict.passed
    assert verdict.limit == pytest.approx(0.35)


def test_few_items_are_given_the_benefit_of_the_doubt() -> None:
    small = guessed([file(item(1, *PLAIN))])  # type: ignore[list-item]  # enough
    large = guessed([file(*(item(number, *PLAIN) for number in range(50)))])  # type: ignore[list-item]  # enough
    assert small is not None
    assert large is not None
    assert small.limit > 1 > large.limit > 0.35


def test_true_and_false_are_counted_and_not_guessed_from_words() -> None:
    answer = TrueOrFalse(true=True, slip=slip("m"))
    said = Authored("t", "easy", ("L1",), Text("True or false: x."), answer, Text("x"), "", ())
    assert guessed([file(said)]) is None  # type: ignore[list-item]  # enough
    assert leaning([file(said)]) == {"True": 1}  # type: ignore[list-item]  # enough


@pytest.mark.parametrize(
    ("statement", "absolute"),
    [
        ("pooling always helps.", True),
        ("since it is large, it is slow.", True),
        ("it has no weights.", True),
        ("it is certain to run faster.", True),
        ("it is not a stone in all but name.", True),
        ("nobody notes it, though ample weights are there.", False),
        ("it is false that it helps.", False),
    ],
)
def test_a_statement_is_absolute_by_its_words(statement: str, *, absolute: bool) -> None:
    answer = TrueOrFalse(true=False, slip=slip("m"))
    said = Authored("t", "easy", ("L1",), Text(f"True or false: {statement}"), answer, Text("x"), "", ())
    found = leaning([file(said)], absolute=True)  # type: ignore[list-item]  # enough
    assert found == ({"False": 1} if absolute else {})


def test_right_options_are_counted_by_item() -> None:
    def several(name: str, right: int, wrong: int) -> Authored:
        keys = tuple(words(f"right {place}") for place in range(right))
        answer = SeveralRight(keys, tuple(words(f"wrong {place}", f"m-{place}") for place in range(wrong)))
        return Authored(name, "easy", ("L1",), Text("Which?"), answer, Text("x"), "", ())

    every = [several("a", 1, 3), several("b", 4, 0), several("c", 1, 4), several("d", 5, 0), several("e", 4, 2)]
    assert right_ones([file(*every)]) == {"1": 2, "all": 2, "4": 1}  # type: ignore[list-item]  # enough


def test_all_files_are_judged_together_only_if_there_are_several() -> None:
    given_away = [item(number, "bb", "cc dd ee", "ff gg hh", "ii jj kk") for number in range(16)]
    one, other = file(*given_away[:8]), Written(tuple(given_away[8:]), "others-concepts")
    assert check_together([one]) is None  # type: ignore[list-item]  # enough
    report = check_together([one, other])  # type: ignore[list-item]  # enough
    assert report is not None
    assert (report.items, report.strategy, report.passed) == (16, "shortest", False)
    assert "authored items together: the blind strategy 'shortest' finds 100.0%" in report.smallest
