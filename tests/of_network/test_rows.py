"""Questions about rows: which a change reaches, and which is wrong; keys by torch, and nobody finds them blindly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from asked import line
from own_networks import NETWORKS, followed
from programs_run import confirms, ran

from quizgen import of_network
from quizgen.answers import Choice, Chosen, Multiple
from quizgen.architectures import notation
from quizgen.asking.source import is_audited
from quizgen.audit.contract.alone import FromJson
from quizgen.audit.rules import Rules
from quizgen.audit.shown import contradictions
from quizgen.audit.words import guessed
from quizgen.formats.ipynb.programs import program
from quizgen.layers import Network
from quizgen.model import LEVELS, Question
from quizgen.text.terminal import TERMINAL

LINE = "conv 16 k9 s4, relu, maxpool k4, conv 32 k3 p1 d2 g4, bn, relu, conv 40 k3, gap, flatten, linear 10"
MAP = "conv 8 k3, bn, relu, maxpool 2, conv 16 k3 p1, relu, maxpool 2, flatten, linear 30, linear 10"
BLIND = 0.35


def rows(families: tuple[of_network.Family, ...], *asks: str) -> Iterator[tuple[of_network.RowFamily, Question]]:
    for family in families:
        if isinstance(family, of_network.RowFamily) and (not asks or family.asks in asks):
            for level in LEVELS:
                yield from ((family, question) for question in family.draw(level, family.kind, "1"))


@pytest.fixture(scope="module")
def several_right() -> list[tuple[str, Multiple]]:
    """What each family about a student's network asks, and its answers of which several are right."""
    asked = (rows(of_network.about(followed(net).subject())) for net in sorted(NETWORKS))
    answers = ((family.asks, question.parts[0].answer) for found in asked for family, question in found)
    return [(asks, answer) for asks, answer in answers if isinstance(answer, Multiple)]


@pytest.mark.parametrize("shape", [(1, 16000), (3, 64, 64)], ids=["line", "map"])
def test_every_row_item_is_verified_and_its_json_is_enough(shape: tuple[int, ...]) -> None:
    found = list(rows(line(LINE if len(shape) == 2 else MAP, *shape)))
    assert {family.asks for family, _ in found} == {"changed_shapes", "changed_parameters", "wrong_row"}
    for family, question in found:
        assert is_audited(family)
        assert [*Rules(family).broken(question), *FromJson(family).faults(question), *contradictions(question)] == []
        confirms(question, ran(program(question) or ""))


@pytest.mark.slow
def test_each_wrong_row_and_each_one_left_out_has_a_mistake(several_right: list[tuple[str, Multiple]]) -> None:
    for _, answer in several_right:
        for place in range(len(answer.options)):
            chosen = answer.right ^ {place}
            if chosen:
                mark = answer.mark(Chosen(frozenset(chosen)))
                assert not mark.right
                assert [met.place for met in mark.met] == [place]


@pytest.mark.slow
def test_no_rows_by_their_places_alone_are_the_key(several_right: list[tuple[str, Multiple]]) -> None:
    keys: dict[tuple[str, int], Counter[frozenset[int]]] = defaultdict(Counter)
    for asks, answer in several_right:
        keys[asks, len(answer.options)][answer.right] += 1
    for asks in ("changed_shapes", "changed_parameters"):
        found = [counted for (one, _), counted in keys.items() if one == asks]
        assert sum(max(counted.values()) for counted in found) <= BLIND * sum(counted.total() for counted in found)


@pytest.mark.slow
def test_nobody_finds_the_wrong_row_from_the_options() -> None:
    families = [family for net in NETWORKS for family in of_network.about(followed(net).subject())]
    asked = [family for family in families if family.asks == "wrong_row"]
    verdict = guessed(asked)
    assert verdict is not None
    assert verdict.passed, verdict
    for family in asked:
        for _, question in rows((family,)):
            answer = question.parts[0].answer
            assert isinstance(answer, Choice)
            told = [TERMINAL.line(option.text).split(": ") for option in answer.options]
            assert sorted(Counter(name for name, _ in told).values()) == [2, 2]
            assert sorted(Counter(reason for _, reason in told).values()) == [2, 2]


def test_what_is_kept_asks_the_same_rows() -> None:
    kept = followed("cifar_tutorial.py:CifarNet").kept
    again = of_network.about(of_network.subject(of_network.read(of_network.written(kept))))
    first = of_network.about(of_network.subject(kept))
    assert [question.id for _, question in rows(again)] == [question.id for _, question in rows(first)]


def test_a_line_is_kept_and_asked_again() -> None:
    network = Network((1, 16000), notation.layers(LINE, (1, 16000)))
    kept = of_network.written(of_network.Layered("your network", network))
    again = of_network.about(of_network.subject(of_network.read(kept)))
    assert [family.id for family in again] == [family.id for family in line(LINE, 1, 16000)]
