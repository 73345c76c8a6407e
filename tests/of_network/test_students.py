"""Eleven classes as students write them: questions on each, whose keys torch gives in ways of its own."""

from __future__ import annotations

from math import prod
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from asked import asked
from counted import field, made, outputs
from everything import ALL

from quizgen import of_network
from quizgen.asking.verify import verified
from quizgen.audit.contract.alone import FromJson
from quizgen.audit.equations import false_equations
from quizgen.audit.shown import contradictions
from quizgen.model import Question
from quizgen.text.terminal import TERMINAL

if TYPE_CHECKING:
    from own_networks import Student

FOLDER = Path(__file__).parent / "student_networks"
EVERY = ("CifarNet", "UNet", "resnet8", "M5", "VGG", "TinyMobileNet", "MiniGoogLeNet")
SOME = ("CifarNet", "M5", "MiniGoogLeNet")
"""Networks of which fields are found by gradients."""
WHOLE = {"mnist_example", "cifar_tutorial", "autoencoder", "siamese", "resnet_scratch", "vgg_like"}
"""Networks of which all parameters are asked."""


def questions(student: Student, *asks: str) -> list[tuple[of_network.Family, Question]]:
    return asked(of_network.about(student.subject()), *asks)


def numerical(student: Student, asks: str) -> list[tuple[list[str], object]]:
    """The names of a question's layers, and its key."""
    found = [one for _, one in questions(student, asks) if one.kind == "numerical"]
    return [(one.params["names"], one.parts[0].answer.key_json()) for one in found]


def test_every_item_is_verified_and_says_what_it_holds(student: Student) -> None:
    found = questions(student)
    assert len({family.id for family, _ in found}) >= 4
    for family, question in found:
        assert verified(question).evidence.measured
        assert list(FromJson(family).faults(question)) == []
        assert list(contradictions(question)) == []
        assert list(false_equations(question)) == []


def test_stems_and_ids_differ(student: Student) -> None:
    found = [question for _, question in questions(student) if question.kind == "numerical"]
    assert len({one.id for one in found}) == len(found)
    assert len({TERMINAL.text(one.stem) for one in found}) == len(found)


def test_sizes_are_those_that_the_module_gives(student: Student) -> None:
    real = outputs(made(student.net, FOLDER), student.shapes)
    checked = 0
    for names, key in numerical(student, "output_size"):
        name, _, call = names[-1].partition("#")
        if name in real:
            assert key in real[name][int(call or 1) - 1].shape[2:]
            checked += 1
    assert checked


def test_parameters_are_those_that_the_module_has(student: Student) -> None:
    net = made(student.net, FOLDER)
    outputs(net, student.shapes)
    layers, whole = dict(net.named_modules()), sum(part.numel() for part in net.parameters())
    keys = []
    for names, key in numerical(student, "parameters"):
        modules = {layers[name] for name in names if name in layers}
        assert key == sum(part.numel() for one in modules for part in one.parameters())
        keys.append(key)
    assert keys
    assert (whole in keys) == (student.net.partition(".")[0] in WHOLE)


def test_macs_are_weights_times_positions(student: Student) -> None:
    net = made(student.net, FOLDER)
    real, layers = outputs(net, student.shapes), dict(net.named_modules())
    found = numerical(student, "macs")
    assert found
    for names, key in found:
        name, _, call = names[0].partition("#")
        weight = layers[name].weight
        assert key == weight.numel() * prod(real[name][int(call or 1) - 1].shape[2:])


@pytest.mark.slow
@pytest.mark.parametrize("word", EVERY if ALL else SOME)
def test_fields_and_their_starts_are_those_of_gradients(word: str, student_of: object) -> None:
    student: Student = student_of(word)  # type: ignore[operator]
    layers = dict(made(student.net, FOLDER).named_modules())
    checked = 0
    for asks, which in (("receptive_field", 0), ("start", 1)):
        for names, key in numerical(student, asks):
            name, _, call = names[-1].partition("#")
            if name in layers and len(names) <= 5:
                found = field(made(student.net, FOLDER), name, int(call or 1), student.shapes[0])
                assert found[which] == (key if which == 0 else float(_number(key)))
                checked += 1
    assert checked


def _number(key: object) -> float:
    numerator, _, denominator = str(key).partition("/")
    return int(numerator) / int(denominator or 1)


def test_what_is_kept_gives_the_same_questions_without_the_code(student: Student) -> None:
    again = of_network.subject(of_network.read(of_network.written(student.kept)))
    told = student.subject()
    assert (again.digest, again.text, again.left, again.whole) == (told.digest, told.text, told.left, told.whole)
    first = [question.id for _, question in questions(student)]
    assert [question.id for _, question in asked(of_network.about(again))] == first
