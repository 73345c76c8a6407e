"""Variants by what they are about and a seed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from msgspec import structs
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice
from quizgen.asking.verify import verified
from quizgen.audit.contract.alone import FromJson
from quizgen.blueprint.forms import forms
from quizgen.blueprint.reader import parse
from quizgen.errors import Disagreement, UsageError
from quizgen.formats.json import item_json
from quizgen.live import variant
from quizgen.live import variants as module
from quizgen.model import Item

FAMILY = "conv-output-size"


def test_the_same_seed_gives_the_same_item_and_others_give_others() -> None:
    first = [item_json(variant(FAMILY, "easy", "choice", seed)) for seed in range(12)]
    again = [item_json(variant(FAMILY, "easy", "choice", str(seed))) for seed in range(12)]
    assert first == again
    assert len({item["id"] for item in first}) > 6


def test_a_variant_was_verified_by_real_layers() -> None:
    found = variant(FAMILY, "hard", "numerical", 5)
    assert found.evidence.torch
    assert found.evidence.measured


def test_a_variant_whose_witnesses_do_not_agree_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = module._question

    def faulty(*arguments: object) -> object:
        question = asked(*arguments)  # type: ignore[arg-type]
        witnesses = tuple(structs.replace(one, expected=(1,)) for one in question.witnesses)
        return replace(question, witnesses=witnesses)

    monkeypatch.setattr(module, "_question", faulty)
    with pytest.raises(Disagreement):
        variant(FAMILY, "easy", "choice", 1)


def test_parameters_that_are_fixed_stay() -> None:
    for seed in range(20):
        found = variant(FAMILY, "medium", "numerical", seed, params={"kernel_size": 3, "stride": 2})
        (layer,) = (one for one in found.question.params["layers"] if "kernel_size" in one)
        assert (layer["kernel_size"], layer["stride"]) == (3, 2)


@pytest.mark.parametrize("options", [3, 4, 5])
def test_a_choice_has_as_many_options_as_are_wished(options: int) -> None:
    for seed in range(8):
        assert len(variant(FAMILY, "medium", "choice", seed, options=options).question.options) == options


def test_keys_stand_at_every_place_about_as_often_as_at_others() -> None:
    places = [0] * 4
    for seed in range(200):
        answer = variant(FAMILY, "medium", "choice", seed, options=4).question.parts[0].answer
        assert isinstance(answer, Choice)
        places[answer.right] += 1
    assert min(places) > 25, places


def test_an_item_by_its_id_is_that_item_with_options_as_the_seed_has_them() -> None:
    (source,) = (one for one in catalog.sources() if one.id == "pooling-concepts")
    name = next(one.id for one in source.draw("hard", "choice", "") if len(one.options) > 2)
    found = [variant(source.id, "hard", "choice", seed, item=name) for seed in range(12)]
    assert {one.id for one in found} == {name}
    assert len({tuple(str(option.text) for option in one.question.options) for one in found}) > 1


@pytest.mark.parametrize(
    ("family", "wished", "said"),
    [
        ("no-such-family", {}, "there is no family 'no-such-family' here"),
        ("pooling", {}, "there is no family 'pooling' here"),
        (FAMILY, {"item": "conv-output-size-aaaaaaaaaaaaaaaa"}, "has no easy item"),
        (FAMILY, {"options": 17}, "has no easy choice item with 17 options"),
    ],
)
def test_what_there_is_not_is_said_in_a_sentence(family: str, wished: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        variant(family, "easy", "choice", 1, **wished)  # type: ignore[arg-type]


def drawn(slot: str) -> Item:
    exam = parse(f'title = "T"\n[[slots]]\n{slot}\n', "test.toml")
    (form,) = forms(exam, 1, "3")
    return form.items[0]


def test_an_item_knows_which_others_may_stand_for_it() -> None:
    whole = drawn(f'family = "{FAMILY}"\nlevel = "medium"').question.kin
    assert (whole.params, whole.alone, whole.named) == ((), False, True)
    fixed = drawn(f'family = "{FAMILY}"\nlevel = "medium"\nparams = {{ kernel_size = 3 }}').question.kin
    assert fixed.params == (("kernel_size", 3),)
    item = variant(FAMILY, "easy", "choice", 0).id
    assert drawn(f'family = "{FAMILY}"\nlevel = "easy"\nitems = ["{item}"]').question.kin.alone
    assert drawn('family = "pooling-concepts"\nlevel = "hard"').question.kin.alone


def test_what_is_verified_is_found_again_from_its_json() -> None:
    (source,) = (one for one in catalog.sources() if one.id == FAMILY)
    question = variant(FAMILY, "medium", "numerical", 9, params={"stride": 2}).question
    assert list(FromJson(source).faults(question)) == []
    assert verified(question).id == question.id


HEAVY = {"click", "jinja2", "msgspec", "networkx", "numpy", "sympy", "torch", "typst"}


def imported(code: str) -> set[str]:
    """What a process of its own has imported after this."""
    told = f"{code}\nimport sys\nprint(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", told], check=True, capture_output=True, text=True)
    return set(found.stdout.split())


def test_pages_are_shown_without_importing_anything_large() -> None:
    asks = "Asked(family='x', level='easy', kind='choice').file({'filename': 'f', 'params': {'drawings': {}}})"
    assert not HEAVY & imported(f"from quizgen.live.prairielearn import Asked\n{asks}")


def test_answers_are_marked_without_layers() -> None:
    assert not {"networkx", "numpy", "sympy", "torch", "typst"} & imported(
        "import quizgen.live.grading, quizgen.live.testing"
    )
