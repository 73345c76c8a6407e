"""Each kind of fault that an author plants in a family is one sentence: what is wrong, where, and what to do."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from typing import Any

import pytest
from msgspec.structs import replace
from told import CONCEPT, GOOD, POINT, said

from quizgen import architectures, catalog, of_network
from quizgen.asking.computed import Example
from quizgen.asking.family import Family
from quizgen.asking.linked import LinkedFamily
from quizgen.asking.source import Audited
from quizgen.audit import guessing
from quizgen.audit.check import check_level
from quizgen.audit.contract import drawing
from quizgen.audit.contract.alone import agree
from quizgen.audit.panel import Verdict
from quizgen.math.reader import formula
from quizgen.misconceptions.kinds import Instead, Misreading, Mistake
from quizgen.model import LEVELS, Kind, Level, Question, Values
from quizgen.space import Combinations, Concat, Params, concat
from quizgen.text import Text


@formula(source="A. Author (2020), A book, page 1")
def half(left: int, right: int) -> float:
    """Not always whole."""
    return (left + right) / 2


@formula(source="A. Author (2020), A book, page 1")
def difference(left: int, right: int) -> int:
    """Not always above zero."""
    return left - right - 63


@formula(source="A. Author (2020), A book, page 1")
def with_stride(left: int, stride: int) -> int:
    """Speaks of a number that is not there."""
    return left + stride


def raising(params: Params) -> Values:
    raise LookupError(f"nothing at {params['left']}")


LINE = raising.__code__.co_firstlineno + 1
PLACE = rf"{re.escape(__file__)}, line {LINE}"


def unwritten(params: Params) -> Text:
    raising(params)
    return Text("")


def ends_elsewhere(params: Params, _: Values) -> tuple[Text, ...]:
    return (Text("$both == {left} + 1 == {o}$", {**params.values, "o": params["left"] + 1}),)


def prints_the_key(params: Params) -> Text:
    return Text("Are {a} the pixels of {left} and {right}?", {**params.values, "a": params["left"] + params["right"]})


def of_none(*_: object) -> None:
    raise ZeroDivisionError("the misconception divides by nothing")


FAULTS: Mapping[str, tuple[Mapping[str, Any], str]] = {
    "no title": ({"title": ""}, ": the title is empty: write"),
    "no word for what is asked": ({"asks": " "}, ": asks is empty: write the quantity that is asked"),
    "a case without a source": (
        {"examples": (Example({"left": 3, "right": 4}, (7,), " "),)},
        ": the source of a case is ' ': write author, year",
    ),
    "no case": ({"examples": ()}, ": nobody else's case is told: add an Example"),
    "a case without a number": (
        {"examples": (Example({"left": 3}, (7,), "A book, page 2"),)},
        ": the case of 'A book, page 2' lacks right: add the numbers",
    ),
    "a case with two keys": (
        {"examples": (Example({"left": 3, "right": 4}, (7, 7), "A book"),)},
        ": the case of 'A book' has a key of 2 numbers, the formula gives 1",
    ),
    "a case that is wrong": ({"examples": (Example({"left": 3, "right": 4}, (8,), "A book"),)}, " at .* A book 8"),
    "halves": ({"formulas": (half,)}, rf" at {POINT}: the formula gives \d+/2, not a whole number; leave such points"),
    "below zero": ({"formulas": (difference,)}, rf" at {POINT}: the formula gives -\d+, not above zero; .*signed=True"),
    "an unknown name": ({"formulas": (with_stride,)}, ": the formula speaks of stride, but the space has only left, r"),
    "a pattern that occurs nowhere": (
        {"misconceptions": (Mistake("no-padding", "2*padding", "padding", "No.", concept=CONCEPT),)},
        r": the misconception 'no-padding' cannot be made: .*'2\*padding' occurs nowhere.* optional=True .*py\)",
    ),
    "a misreading of nothing": (
        {"misconceptions": (Misreading("left-alone", {"stride": "left"}, "No.", concept=CONCEPT),)},
        r": the misconception 'left-alone' cannot be made: .*changes nothing.* \(.*conftest.py, line \d+\)",
    ),
    "a misconception that raises": (
        {"misconceptions": (Instead("no-number", of_none, "No.", concept=CONCEPT),)},
        rf": the misconception 'no-number' cannot be made: {re.escape(__file__)}, line \d+: ZeroDivisionError: the mis",
    ),
    "a misconception about an unknown number": (
        {"misconceptions": (Instead("no-stride", "left*stride", "No.", concept=CONCEPT),)},
        ": the misconception 'no-stride' speaks of stride, but the space has only left, right",
    ),
    "a concept that nobody knows": (
        {"misconceptions": (Instead("twice", "2*left", "No.", concept="no-such-concept"),)},
        "there is no concept 'no-such-concept'",
    ),
    "one name twice": ({"misconceptions": GOOD * 2}, ": two misconceptions are called 'twice': give each an id"),
    "no slug": ({"misconceptions": (replace(GOOD[0], id="Twice!"),)}, ": the misconception 'Twice!' is no slug"),
    "an unknown word": (
        {"asks": "rows_joined"},
        r": nobody finds 'rows_joined' \(asks\) .* write ALONE = {'rows_joined': function} beside FAMILY \(.*.py",
    ),
    "another word": (
        {"asks": "both_and_double"},
        rf" at {POINT}: from the JSON alone 'both_and_double' is \[.*the key",
    ),
    "JSON that lacks a number": (
        {"givens": lambda p: {"left": p["left"]}},
        rf" at {POINT}: the function for 'both' fails on the item's JSON: .*conftest.py, line \d+: KeyError: 'right'",
    ),
    "a measure that raises": (
        {"measure": raising},
        rf" at {POINT}: the formula gives \d+, but torch fails \({PLACE}: LookupError: nothing at \d+\)",
    ),
    "a stem that raises": (
        {"stem": unwritten},
        rf" at left=100, right=40: the item cannot be made: {PLACE}: LookupError: nothing at 100",
    ),
    "a hole without a value": (
        {"stem": lambda p: Text("Rows of {lost} pixels?", p.values)},
        rf" at {POINT}: a text cannot be printed in HTML: .*no value for the hole 'lost'",
    ),
    "a solution that ends elsewhere": (
        {"solution": ends_elsewhere},
        rf" at {POINT}: the solution ends at \d+, the key",
    ),
    "a stem with its key": (
        {"stem": prints_the_key},
        rf": the key stands in \d+ of 60 stems, as at {POINT}; .*printed_key=",
    ),
    "too few points": (
        {
            "levels": {
                level: concat(Combinations({"left": range(9), "right": range(n, n + 6)}))
                for level, n in zip(LEVELS, (10, 20, 30), strict=True)
            }
        },
        ": has only 54 items of the kind numerical, at least 60 are wanted: declare more values",
    ),
}


def test_a_toy_keeps_the_contract(family: Family, linked: LinkedFamily) -> None:
    for source in (family, linked):
        for level in LEVELS:
            assert check_level(source, level, 30, panel=False).smallest == ""


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_one_sentence(family: Family, name: str) -> None:
    changes, sentence = FAULTS[name]
    told = said(dataclasses.replace(family, **changes))
    assert re.search(sentence, told), told


def test_a_key_that_has_to_stand_in_its_stem_is_declared(family: Family) -> None:
    declared = dataclasses.replace(family, stem=prints_the_key, printed_key="it is asked whether it is so")
    assert check_level(declared, "easy", 6, panel=False).passed


def test_levels_that_share_points_are_named_with_one_of_them(family: Family) -> None:
    shared = dataclasses.replace(family, levels={**family.levels, "hard": family.levels["easy"]})
    assert re.match(rf" at {POINT}: the point stands in the level easy too, with 81 in all; give", said(shared, "hard"))


def test_a_point_that_stands_twice_in_a_level_is_named(family: Family) -> None:
    (part,) = family.levels["easy"].parts
    twice = dataclasses.replace(family, levels={**family.levels, "easy": Concat((part, part))})
    assert re.match(rf" at {POINT}: the point stands twice in the level", said(twice))


def test_a_draw_that_changes_and_one_that_does_not_heed_its_seed_are_told(family: Family) -> None:
    number = count()
    shaky = dataclasses.replace(
        family, stem=lambda p: Text("Are {n} of {left} and {right}?", {**p.values, "n": -next(number)})
    )
    assert re.search("the same seed gives another stem when it is drawn again", said(shaky))
    assert list(drawing.seeded(Deaf(family), "easy")) == [
        "the seeds 1 and 2 give the same items; let draw depend on the seed"
    ]


@dataclass(frozen=True)
class Deaf:
    """A source whose items are the same for every seed."""

    source: Family

    def __getattr__(self, name: str) -> Any:
        return getattr(self.source, name)

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        del seed
        return self.source.draw(level, kind, "1")

    def find(self, item: str) -> None:
        del item


def test_an_item_that_is_not_found_by_its_id_is_told(family: Family) -> None:
    found = list(drawing.again(Deaf(family), "easy"))
    assert re.match(rf"at {POINT}: the item conftest-\w+ is not found in its level by its id", found[0])


def test_a_draw_of_other_items_than_the_level_says_is_told(family: Family) -> None:
    (fault, twice) = drawing.counted(family, "easy", "numerical", ["a", "b", "a"], None)
    assert fault == "says that it holds 81 items of the kind numerical, but a draw of 81 gives 3"
    assert twice == "a is drawn twice as numerical"


def test_a_choice_without_misconceptions_on_both_sides_says_the_ways_out(family: Family) -> None:
    one_sided = said(dataclasses.replace(family, misconceptions=family.misconceptions[:3], numerical_only=""))
    assert "has only 0 items of the kind choice" in one_sided
    assert "or misconceptions on the other side of the key" in one_sided
    assert one_sided.endswith("or ask for the number alone: options 0, or numerical_only='why'")


def test_what_the_panel_refuses_is_told_with_strategy_share_and_ways_out(monkeypatch: pytest.MonkeyPatch) -> None:
    quarters = (Fraction(1, 4),) * 4
    monkeypatch.setattr(guessing, "blind", lambda *_: Verdict("medoid", Fraction(41, 100), quarters))
    (conv, which) = catalog.select(["conv-output-size", "which-conv-output-size"])
    assert said(conv, "hard", panel=True) == (
        ": the blind strategy 'medoid' finds 41.0% of the keys, at most 35% may be found, and the key's ranks are "
        "25%, 25%, 25%, 25%, where 25%, 25%, 25%, 25% would be even and 5% more or less may be; widen the space, add "
        "misconceptions on the side of the key where there are few, or ask for the number: as_numbers=('hard',), or "
        "numerical_only='why'"
    )
    assert said(which, panel=True).endswith("widen the space, so that more layers can stand beside the right one")


@pytest.mark.slow
def test_networks_that_somebody_gives_and_files_of_items_keep_what_concerns_them() -> None:
    found = architectures.load("lenet5")
    every: list[Audited] = [*of_network.families(found.network, found.title, found.names), catalog.authored()[0]]
    for source in every:
        for level in LEVELS:
            assert check_level(source, level, 4, panel=False).smallest == ""


@pytest.mark.parametrize(
    ("found", "key", "same"),
    [
        (3, 3, True),
        (3.0000001, 3, True),
        (0.3333333333, "1/3", True),
        (4, 3, False),
        ((3, 4), [3, 4], True),
        ((3,), [3, 4], False),
        ([3], 3, False),
        (3, [3], False),
        ([[1, "given"], [2, [3, 3]]], [[1, None], [2, [3, 3]]], True),
        ([[1, 5], [2, [3, 4]]], [[1, None], [2, [3, 3]]], False),
    ],
)
def test_what_json_gives_agrees_number_by_number(found: Any, key: Any, same: bool) -> None:  # noqa: FBT001 - a parameter
    assert agree(found, key) is same
