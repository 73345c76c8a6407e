"""Items in Python are those of the command line; answers are given in plain values and marked as everywhere."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import handmade
import handmade_parts
import pytest
from click.testing import CliRunner
from torch import Tensor, nn
from torch.nn import functional

import quizgen
from quizgen.answers import Chosen, Filled, Given, Numerical, Placed, Written
from quizgen.cli import main
from quizgen.model import Item as Verified
from quizgen.python.items import Item, Items

KINDS: dict[str, Callable[[], Verified]] = {
    **handmade_parts.EVERY,
    "shape": lambda: handmade.answered(handmade.numerical(), Numerical((3, 8, 8))),
}


def command(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    ("asked", "options"),
    [
        ({"n": 4, "seed": 7}, ["-n", "4", "--seed", "7"]),
        (
            {"n": 3, "seed": "x", "level": "hard", "kind": ["numerical", "choice"]},
            ["-n", "3", "--seed", "x", "--level", "hard", "--kind", "numerical,choice"],
        ),
    ],
)
def test_they_are_what_generate_writes_for_the_same_request(asked: dict[str, Any], options: list[str]) -> None:
    written = command("generate", "dilation", "conv-macs", *options, "--format", "jsonl").splitlines()
    items = quizgen.draw("dilation", "conv-macs", **asked)
    assert [item.id for item in items] == [json.loads(line)["id"] for line in written]
    assert items.to("jsonl").decode().splitlines() == written


def test_items_about_a_network_are_what_generate_writes_about_it() -> None:
    written = command("generate", "--network", "lenet5", "-n", "3", "--seed", "2", "--format", "jsonl").splitlines()
    items = quizgen.draw(network="lenet5", n=3, seed=2)
    assert [item.id for item in items] == [json.loads(line)["id"] for line in written]


def test_a_smaller_number_gives_the_beginning_of_a_larger_one() -> None:
    assert quizgen.draw("pooling", n=5, seed=3)[:2].every == quizgen.draw("pooling", n=2, seed=3).every


def test_families_are_those_that_the_command_lists() -> None:
    listed = json.loads(command("families", "--json"))
    found = quizgen.families()
    assert [(one.id, one.topic, one.title, one.levels, [*one.kinds]) for one in found] == [
        (one["family"], one["topic"], one["title"], one["levels"], one["kinds"]) for one in listed
    ]
    assert found["conv-macs"] in quizgen.families("cost")
    assert all(one.topic == "cost" for one in quizgen.families("cost"))
    assert f"{found['conv-macs'].levels['hard']:,}" in found._repr_html_()


@pytest.mark.parametrize("kind", KINDS)
def test_the_right_answer_is_right_and_no_answer_is_worth_nothing(kind: str) -> None:
    item = Item(KINDS[kind]())
    verdict = quizgen.check(item, item.answer)
    assert verdict
    assert (verdict.right, verdict.share, verdict.points) == (True, Fraction(1), item.points)
    assert "Right." in verdict.text
    nothing = quizgen.check(item, None)
    assert not nothing
    assert nothing.share == 0
    assert "The answer is" in str(nothing)
    assert "Not right" not in str(nothing)


def plain(given: Given) -> Any:
    """An answer as a program gives it."""
    match given:
        case Chosen(places):
            return "".join(ascii_lowercase[place] for place in sorted(places))
        case Placed(places):
            return [ascii_lowercase[place] for place in places]
        case Written(values):
            return values if len(values) > 1 else values[0]
        case Filled(cells):
            return [plain(cell) for cell in cells]
    return None


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "parts"])
def test_wrong_answers_are_worth_what_their_kind_says_and_show_their_mistake(kind: str) -> None:
    made: Verified = KINDS[kind]()
    (part,) = made.question.parts
    for given in part.answer.samples().wrong:
        mark, verdict = part.answer.mark(given), Item(made).mark(plain(given))
        assert not verdict.right
        assert verdict.share == mark.share
        assert [one.id for one in verdict.misconceptions] == list(dict.fromkeys(met.slip.id for met in mark.met))


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("choice", "z"),
        ("choice", "ab"),
        ("choice", 10**6),
        ("multiple", ""),
        ("multiple", "az"),
        ("numerical", "many"),
        ("numerical", (1, 2)),
        ("numerical", True),
        ("numerical", float("nan")),
        ("shape", 3),
        ("shape", "3 x 4 x 5 x 6 x 7 x 8"),
        ("matching", "a"),
        ("ordering", "aab"),
        ("grid", 3),
        ("grid", [1]),
        ("parts", 3),
        ("parts", [1]),
    ],
)
def test_what_is_no_answer_is_told_in_one_sentence(kind: str, answer: Any) -> None:
    with pytest.raises(quizgen.UsageError) as raised:
        Item(KINDS[kind]()).mark(answer)
    assert "\n" not in str(raised.value)
    assert 20 < len(str(raised.value)) <= 300


def test_numbers_and_shapes_may_be_given_as_people_write_them() -> None:
    number, shape = Item(KINDS["numerical"]()), Item(KINDS["shape"]())
    assert all(number.mark(one).right for one in (number.answer, float(number.answer), f" {number.answer} "))
    assert number.mark(Fraction(number.answer)).right
    assert all(shape.mark(one).right for one in (list(shape.answer), " x ".join(map(str, shape.answer))))


def test_an_option_may_be_given_by_its_value() -> None:
    item = quizgen.draw("conv-output-size", kind="choice", seed=4)[0]
    right = item.verified.question.options[ascii_lowercase.index(item.answer)].value
    assert item.mark(right).right
    assert item.mark(item.answer.upper()).right


def test_a_later_part_may_be_right_from_an_earlier_wrong_one() -> None:
    item = Item(handmade_parts.several())
    first, second, *others = item.answer
    verdict = item.mark([first - 1, (first - 1) ** 2 * 8 + 8, *others])
    assert verdict.points == item.points - item.verified.question.parts[0].points
    assert f"Right from your {first - 1}; with the right {first} it would be {second}." in verdict.text


def test_a_foreseen_mistake_says_what_it_is() -> None:
    item = quizgen.draw("conv-macs", kind="numerical", level="easy", seed=1)[0]
    mistake = item.mistakes[0]
    verdict = item.mark(mistake.about.replace(",", ""))
    assert [one.id for one in verdict.misconceptions] == [mistake.id]
    assert mistake.feedback in verdict.text
    assert f"The answer is {item.key}." in verdict.text


@pytest.mark.parametrize("kind", KINDS)
def test_a_notebook_shows_what_is_asked_with_key_and_feedback_folded(kind: str) -> None:
    item = Item(KINDS[kind]())
    shown = item._repr_html_()
    before, _, folded = shown.partition("<details>")
    assert before.count("<div") - before.count("</div") == 1 or "table" in before
    assert item.id in folded
    assert item.id not in before
    for option in item.options:
        assert option in str(item)
    assert "<script" not in shown


def test_nothing_that_is_shown_before_an_answer_tells_the_key() -> None:
    item = quizgen.draw("conv-macs", kind="numerical", seed=1)[0]
    assert item.key not in str(item)
    assert item.key not in item._repr_html_().partition("<details>")[0]


def test_every_format_may_be_asked_for_and_saved(tmp_path: Path) -> None:
    items = quizgen.draw("conv-output-size", "pooling", n=2, seed=5)
    assert items.to("moodle").startswith(b"<?xml")
    assert items[0].to("json").startswith(b"{")
    path = items.save(tmp_path / "week.md")
    assert path.read_text("utf-8").startswith("# ")
    assert items.save(tmp_path / "text.txt", "gift").read_bytes() == items.to("gift")
    assert b"Solution" in items.to("markdown", key=True)
    assert b"Solution" not in items.to("markdown")


def test_items_are_a_sequence_with_a_seed() -> None:
    items = quizgen.draw("pooling", n=2, seed=5)
    assert isinstance(items[:1], Items)
    assert [*items] == [items[0], items[1]]
    assert repr(items).endswith(", seed 5>")
    assert repr(items[0]) == f"<Item {items[0].id} ({items[0].level}, {items[0].kind})>"


def test_the_same_item_drawn_again_is_equal_and_another_one_is_not() -> None:
    first, again = (quizgen.draw("conv-output-size", n=2, seed=7) for _ in range(2))
    assert first == again
    assert len({*first, *again}) == 2
    assert first[0] != first[1]
    assert first[0] != "an item"


def test_a_check_of_a_name_is_the_audit_of_its_levels() -> None:
    audit = quizgen.check("conv-macs", n=3)
    assert audit
    assert [report.level for report in audit] == ["easy", "medium", "hard"]
    assert audit.faults == ()
    assert "nothing was found" in repr(audit)
    assert audit._repr_html_().count("<tr>") == 4


def test_a_module_of_ones_own_has_questions_and_is_afterwards_as_it_was() -> None:
    class Small(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.conv1, self.conv2, self.head = nn.Conv2d(3, 8, 5), nn.Conv2d(8, 16, 3, 2), nn.Linear(16 * 25, 10)

        def forward(self, x: Tensor) -> Tensor:
            x = functional.max_pool2d(functional.relu(self.conv1(x)), 2)
            return self.head(self.conv2(x).flatten(1))  # type: ignore[no-any-return]  # torch leaves it open

    module = Small()
    items = quizgen.draw(network=module, input=(3, 28, 28), n=4, seed=1)
    assert len({item.id for item in items}) == 4
    assert all(item.mark(item.answer).right for item in items)
    assert module.training
    with pytest.raises(quizgen.UsageError, match="say how large the input is"):
        quizgen.draw(network=module)
    with pytest.raises(quizgen.UsageError, match="conv1"):
        quizgen.draw(network=module, input=(4, 28, 28))


def test_items_travel_to_other_processes() -> None:
    items = quizgen.draw("dilation", "conv-macs", "network-table", "pooling-concepts", n=8, seed=7)
    there = pickle.loads(pickle.dumps(items))  # noqa: S301 - our own
    assert there == items
    assert str(there) == str(items)
    assert [one.mark(one.answer).right for one in there] == [True] * 8
    assert there.to("moodle") == items.to("moodle")
    assert copy.deepcopy(items)[0] is items[0]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (lambda: quizgen.draw(["conv-macs"]), "one by one"),  # type: ignore[arg-type]
        (lambda: quizgen.draw("conv-macs", seed=None), "seed=None"),  # type: ignore[arg-type]
        (lambda: quizgen.check(3), "neither an item nor a name"),  # type: ignore[call-overload]
        (lambda: quizgen.check(quizgen.draw("conv-macs"), "a"), "give one item"),  # type: ignore[call-overload]
        (lambda: quizgen.check("conv-macs", "a"), "has no answer"),  # type: ignore[call-overload]
    ],
)
def test_what_is_no_name_no_seed_and_no_item_is_told_in_a_sentence(asked: Callable[[], object], said: str) -> None:
    with pytest.raises(quizgen.UsageError, match=said):
        asked()


@pytest.mark.parametrize("name", ["conv-output-size", "which-conv-output-size", "conv-value", "size-parameters-field"])
@pytest.mark.parametrize("answer", ["a" * 5000, 10**400, ["x"] * 900, {"much": "x" * 900}])
def test_however_much_is_answered_the_message_is_short(name: str, answer: object) -> None:
    item = quizgen.draw(name, seed=5)[0]
    try:
        said = str(item.mark(answer))
    except quizgen.UsageError as error:
        said = str(error)
    assert len(said) <= 400
