"""Exams and requests keep enemies apart, and say so where that leaves too few items."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizgen import catalog, resources
from quizgen.blueprint.cues import key, printed
from quizgen.blueprint.forms import forms
from quizgen.blueprint.reader import parse
from quizgen.blueprint.slots import Blueprint
from quizgen.blueprint.spread import cells, spread
from quizgen.cli import main
from quizgen.errors import UsageError
from quizgen.model import LEVELS, Item, Question

HEAD = 'title = "T"\ntopic = "sizes"\ndescription = "About sizes."\n'
ITEM = """
[[item]]
id = "{name}"
kind = "true-false"
level = "easy"
stem = "True or false: the layer {name} changes the size."
key = true
explanation = "It does."
source = "by hand"
enemies = {enemies}
misconception = "doubts-{name}"
concept = "expects-size-kept"
feedback = "The layer {name} does so."
"""
Write = Callable[..., Path]
RECURSION = ("rfd-which-jump", "rfd-why-k-minus-one", "rfd-steps-of-derivation", "rfd-steps-by-hand")
BY_RECURSION = (
    *("rfd-which-strides", "rf-stride-of-the-second-layer", "rf-shortcut-condition", "rf-order-of-strides"),
    *("rf-order-by-field", "adding-up-kernels", "raising-one-stride", "rf-change-and-effect"),
)
"""Items that state how a receptive field grows, and those that ask what follows from it at once."""


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a file of items by name, each with the enemies that it names."""

    def written(items: dict[str, list[str]], file: str = "mine.toml") -> Path:
        path = tmp_path / file
        path.write_text(HEAD + "".join(ITEM.format(name=name, enemies=foes) for name, foes in items.items()), "utf-8")
        return path

    return written


def exam(folder: Path, *slots: str) -> Blueprint:
    return parse('title = "T"\n' + "".join(f"[[slots]]\n{slot}\n" for slot in slots), "x.toml", folder)


def names(items: tuple[Item, ...] | list[Item]) -> set[str]:
    return {item.id.rpartition("-")[2] for item in items}


def test_what_waits_for_its_enemy_stands_in_the_next_form(write: Write, tmp_path: Path) -> None:
    write({"a": ["b"], "b": [], "c": ["d"], "d": []})
    for seed in "12345":
        pair = list(forms(exam(tmp_path, 'family = "mine.toml"\nlevel = "easy"\ncount = 2'), 2, seed))
        assert [len(form.items) for form in pair] == [2, 2]
        assert names(pair[0].items) | names(pair[1].items) == {"a", "b", "c", "d"}
        assert all(names(form.items) not in ({"a", "b"}, {"c", "d"}) for form in pair)


def test_more_forms_leave_the_first_ones_as_they_are(write: Write, tmp_path: Path) -> None:
    write({"a": ["b"], "b": [], "c": ["d"], "d": [], "e": ["f"], "f": [], "g": ["h"], "h": []})
    blueprint = exam(tmp_path, 'family = "mine.toml"\nlevel = "easy"\ncount = 2')
    two, three = ([[item.id for item in form.items] for form in forms(blueprint, n, "7")] for n in (2, 3))
    assert three[:2] == two


def test_a_slot_that_enemies_leave_too_few_items_says_so_in_one_sentence(write: Write, tmp_path: Path) -> None:
    write({"a": ["b", "c"], "b": ["c"], "c": []})
    with pytest.raises(UsageError) as caught:
        list(forms(exam(tmp_path, 'family = "mine.toml"\nlevel = "easy"\ncount = 2'), 1, "1"))
    assert str(caught.value) == (
        "x.toml: slots[1].count: form A asks for 2 items, but mine-items has no more at level easy as choice that no "
        "other place took, and 2 that may not stand beside others of the form (enemies, or a key given away); "
        "ask for fewer items (line 5)"
    )


def test_a_family_that_an_exam_asks_comes_before_its_enemies(write: Write, tmp_path: Path) -> None:
    write({"a": ["conv-output-size"], "b": []})
    slot = 'family = "mine.toml"\nlevel = "easy"'
    (form,) = forms(exam(tmp_path, slot, 'family = "conv-output-size"\nlevel = "easy"'), 1, "1")
    assert [item.id for item in form.items][:1] == ["mine-items-b"]
    assert form.items[1].family == "conv-output-size"
    (alone,) = forms(exam(tmp_path, f"{slot}\ncount = 2"), 1, "1")
    assert names(alone.items) == {"a", "b"}


def test_a_request_keeps_enemies_apart_and_counts_them_where_it_asks_for_too_many(write: Write) -> None:
    asked = cells(catalog.select([str(write({"a": ["b"], "b": [], "c": ["conv-output-size"]}))]), LEVELS, None)
    assert len(list(spread(asked, 2, "1"))) == 2
    with pytest.raises(UsageError, match=re.escape("has only 2 (easy, medium, hard; as choice), and 1 that may not")):
        list(spread(asked, 3, "1"))


def test_a_quiz_asks_what_may_stand_together_and_says_what_is_left(write: Write) -> None:
    arguments = ["quiz", str(write({"a": ["b"], "b": []})), "-n", "2", "--seed", "1"]
    result = CliRunner().invoke(main, arguments, input="?\n?\n")
    assert result.exit_code == 0, result.output
    assert "What is left would have its answers in the questions before; a new quiz asks it." in result.stdout
    assert "0 of 1 right" in result.stdout


def test_forms_that_share_items_keep_enemies_apart(write: Write, tmp_path: Path) -> None:
    write({"a": ["b"], "b": []})
    every = list(forms(exam(tmp_path, 'family = "mine.toml"\nlevel = "easy"'), 4, "1", repeat=True))
    assert [len(form.items) for form in every] == [1, 1, 1, 1]
    assert names(every[0].items) | names(every[1].items) == {"a", "b"}
    with pytest.raises(UsageError, match="may not stand beside others of the form"):
        list(forms(exam(tmp_path, 'family = "mine.toml"\nlevel = "easy"\ncount = 2'), 2, "1", repeat=True))


@pytest.mark.parametrize(
    ("enemy", "says"),
    [
        ("conv-output-siz", "there is no item or family 'conv-output-siz'; did you mean 'conv-output-size', "),
        ("bb", "there is no item or family 'bb'"),
        ("a", "'a' is this item itself; name others"),
        ("pooling-concepts-max-pooling-of-a-widnow", "did you mean 'pooling-concepts-max-pooling-of-a-window', "),
    ],
)
def test_an_enemy_that_is_not_there_is_named_with_its_place(write: Write, enemy: str, says: str) -> None:
    path = write({"a": [enemy], "b": []})
    with pytest.raises(UsageError) as caught:
        catalog.select([str(path)])
    assert str(caught.value).startswith(f"{path}: item 'a'.enemies: ")
    assert says in str(caught.value)


def test_an_enemy_is_named_once(write: Write) -> None:
    with pytest.raises(UsageError, match=r"item 'a'\.enemies: 'b' stands here twice; write it once"):
        catalog.select([str(write({"a": ["b", "b"], "b": []}))])


@pytest.mark.parametrize("enemy", ["b", "mine-items-b", "pooling-concepts-max-pooling-of-a-window", "stack-jump"])
def test_items_of_this_and_other_files_and_families_may_be_named(write: Write, enemy: str) -> None:
    (source,) = catalog.select([str(write({"a": [enemy], "b": []}))])
    (question,) = (q for q in source.draw("easy", "choice", "1") if q.id == "mine-items-a")
    assert question.enemies == ("mine-items-b" if enemy == "b" else enemy,)


def shipped_questions() -> list[Question]:
    written = catalog.authored()
    return [q for one in written for level in LEVELS for kind in one.kinds for q in one.draw(level, kind, "1")]


def test_the_stems_that_print_a_shipped_key_are_known() -> None:
    """A new pair is to be looked at: they never stand in one form, but a stem may say less."""
    every = shipped_questions()
    stems, keys = {q.id: printed(q) for q in every}, {q.id: key(q) for q in every}
    found = {(a, b) for a, stem in stems.items() for b, right in keys.items() if a != b and stem.gives(right)}
    growth, derivation = "dilated-convolution-concepts-dl-causal-padding", "receptive-field-derivation-concepts"
    stacked = "stacked-kernels-concepts-sk"
    assert found == {
        (f"{derivation}-rfd-why-k-minus-one", f"{derivation}-rfd-steps-of-derivation"),
        (f"{derivation}-rfd-why-k-minus-one", growth),
        (f"{derivation}-rfd-steps-of-derivation", growth),
        (f"{stacked}-seventy-two-percent", f"{stacked}-weights-of-stacks"),
        (
            "pooling-concepts-padded-max-pooling",
            "component-roles-concepts-between-two-convolutions",
        ),
    }


@pytest.mark.parametrize(
    ("item", "other"),
    [
        ("receptive-field-growth-concepts-rf-stride-of-the-second-layer", "rfd-which-strides"),
        ("receptive-field-growth-concepts-rf-change-and-effect", "rf-padding-effect"),
        ("receptive-field-derivation-concepts-rfd-jump-meaning", "stack-jump"),
        ("component-roles-concepts-which-layer-for-decoder", "transposed-parameters"),
        ("regularisation-concepts-regularisers-and-means", "l2-penalty"),
        ("component-roles-concepts-layers-that-know-the-mode", "batch-norm-value"),
        ("exam-technique-concepts-bias-left-unsaid", "network-table"),
        *((f"receptive-field-derivation-concepts-{states}", asks) for states in RECURSION for asks in BY_RECURSION),
        ("architectures-concepts-alexnet-why-two-groups", "gc-alexnet-second-convolution"),
        ("batch-normalisation-concepts-bn-why-scale-and-shift", "norm-layer-parameters"),
        ("component-roles-concepts-component-effects", "dl-what-stays"),
        ("component-roles-concepts-layers-that-know-the-mode", "bn-other-images-of-the-batch"),
        ("depthwise-separable-concepts-mobilenet-trade", "gc-architectures"),
        ("exam-technique-concepts-order-of-dependent-quantities", "flatten-linear-parameters"),
        ("grouped-and-pointwise-concepts-strided-pointwise", "which-shortcut"),
        ("receptive-field-growth-concepts-rf-what-it-is", "phrases-and-quantities"),
        ("regularisation-concepts-regularisers-and-means", "l2-and-weight-decay"),
        ("stacked-kernels-concepts-sk-vgg-argument", "sk-order-by-weights"),
        ("stacked-kernels-concepts-sk-vgg-argument", "sk-weights-of-stacks"),
        ("stacked-kernels-concepts-sk-what-it-costs", "stacked-vs-large-kernel-parameters"),
    ],
)
def test_what_a_stem_or_an_option_says_in_other_words_is_named_as_an_enemy(item: str, other: str) -> None:
    (question,) = (q for q in shipped_questions() if q.id == item)
    assert any(enemy.endswith(other) for enemy in question.enemies)


@pytest.mark.parametrize("path", sorted((resources.banks() / "blueprints").glob("*.toml")), ids=lambda path: path.stem)
def test_shipped_exams_hold_no_enemies(path: Path) -> None:
    blueprint = parse(path.read_text("utf-8"), path.name)
    for form in forms(blueprint, 2, "1"):
        for one, other in combinations((item.question for item in form.items), 2):
            assert {one.id, one.family}.isdisjoint(other.enemies)
            assert {other.id, other.family}.isdisjoint(one.enemies)
