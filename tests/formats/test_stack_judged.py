"""Debian's Maxima works out what is written for STACK: formulas of keys and misconceptions, variants, their tests.

All formulas at a few points, and questions of one level of each family; with ``QUIZGEN_STACK_POINTS=200`` at so many,
with as many seeds, and questions of all levels.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import pytest
from castexts import found
from stacked import ABSENT, MAXIMA, Check, Question, held, questions, run, seeded, text, variables, walked

from quizgen import catalog
from quizgen.answers import Grid
from quizgen.answers.values import components
from quizgen.asking.family import Family
from quizgen.asking.linked.family import LinkedFamily
from quizgen.asking.source import Source
from quizgen.asking.verify import verified
from quizgen.formats.protocol import Options
from quizgen.formats.stack.format import FORMAT, StackFormat
from quizgen.formats.stack.graded import formula, variable
from quizgen.formats.stack.values import reasoned, values
from quizgen.formats.stack.variants import FEWEST, variants
from quizgen.math.tree import symbols
from quizgen.model import LEVELS, Form, Level
from quizgen.model import Question as Asked
from quizgen.model.reasoning import Trees
from quizgen.text.html import HTML

FAMILIES = [one for one in catalog.sources() if isinstance(one, Family | LinkedFamily)]
WHOLE = int(os.environ.get("QUIZGEN_STACK_POINTS", "0"))
"""So many points and seeds, if that is wished."""
POINTS = SEEDS = WHOLE or 10
TESTED = (1, 2, 5)
"""Seeds for which the tests of a question are run."""
Known: TypeAlias = Mapping[str, object]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(MAXIMA is None, reason=ABSENT)]
each_family = pytest.mark.parametrize("family", FAMILIES, ids=lambda one: one.id)


def at_points(source: Source, level: Level) -> list[Asked]:
    """Questions for the value itself, about points of a level; a small level has fewer."""
    looked: list[Asked] = []
    first = next(iter(source.draw(level, source.usual(level), "judged")))

    def look(coming: Iterator[Asked]) -> Sequence[Asked]:
        looked.extend(islice(coming, 1, POINTS + 1))
        return ()

    assert first.alike
    first.alike("judged", look)
    return looked


@each_family
def test_maxima_finds_the_key_and_the_value_of_each_misconception_at_points_of_each_level(
    tmp_path: Path, family: Family | LinkedFamily
) -> None:
    wanted, lines = list[list[str]](), list[str]()
    for level in LEVELS:
        asked = at_points(family, level)
        assert len(asked) == min(POINTS, len(family.space(level)))
        for trees, known, expected in formulas(asked):
            names = sorted({name for tree in trees for name in symbols(tree)})
            rows = [f"[{', '.join(str(one[name]) for name in names)}]" for one in known]
            arguments = ", ".join(map(variable, names))
            lines.append(
                f"told(map(lambda([row], apply(lambda([{arguments}], {formula(trees)}), row)), [{', '.join(rows)}]))$"
            )
            wanted.append(expected)
    told = run(tmp_path, *lines)
    assert [line.replace(" ", "") for line in told] == [f"[{','.join(expected)}]" for expected in wanted]


def formulas(asked: Sequence[Asked]) -> Iterator[tuple[Trees, list[Known], list[str]]]:
    """Formulas, and for each point that they are for the numbers that are known there and what they give."""
    every: dict[tuple[int, Trees], list[tuple[Known, str]]] = {}
    for one in asked:
        known = reasoned(one).known
        for place, (value, number) in enumerate(zip(values(one), one.numericals, strict=True)):
            every.setdefault((place, value.trees), []).append((known, shown(number.key)))
            wrong = {option.slip.id: option.value for option in number.foreseen if option.slip}
            assert wrong.keys() == {each.slip.id for each in value.wrong}
            for each in value.wrong:
                every.setdefault((place, each.trees), []).append((known, shown(wrong[each.slip.id])))
    for (_, trees), points in every.items():
        yield trees, [known for known, _ in points], [value for _, value in points]


def shown(value: object) -> str:
    """A value as Maxima writes it."""
    return f"[{','.join(map(str, value))}]" if isinstance(value, tuple) else str(value)


@each_family
def test_every_seed_gives_a_verified_point_of_the_level_and_the_tests_of_the_question_pass(
    tmp_path: Path, family: Family | LinkedFamily
) -> None:
    for level in LEVELS if WHOLE else (LEVELS[FAMILIES.index(family) % len(LEVELS)],):
        drawn = islice(family.draw(level, family.usual(level), "judged"), 20)
        asked = next((one for one in drawn if not StackFormat().refusal(one)), None)
        if asked is not None:
            (question,) = written(asked)
            every = variants(asked)
            said = says_the_numbers_of_each_variant(question, every)
            held(tmp_path, holds_variants(question, every), said, passes_its_tests(question))


def written(asked: Asked) -> list[Question]:
    (file,) = FORMAT.write([Form("judged", "1", (verified(asked),))], Options("judged"))
    return questions(b"".join(file.chunks))


def holds_variants(question: Question, every: Sequence[Asked]) -> Check:
    """Seeds from 1 on give the variants in turn, each with its numbers and keys; so does a STACK that tells no seed."""
    assert FEWEST <= len(every) == len(question.seeds) == len({one.id for one in every})
    names = list(reasoned(every[0]).point)
    told = f"told([{', '.join([*map(variable, names), *question.inputs.values()])}])$"
    seeds = [*range(1, SEEDS + 1), None]
    rows_told = yield [variables(question), *(line for seed in seeds for line in (seeded(seed), told))]
    rows = [
        shown((*(reasoned(one).point[name] for name in names), *(shown(number.key) for number in one.numericals)))
        for one in every
    ]
    assert len(set(rows)) == len(rows)
    assert rows_told[:SEEDS] == [rows[(seed - 1) % len(rows)] for seed in range(1, SEEDS + 1)]
    assert rows_told[SEEDS] in rows


def says_the_numbers_of_each_variant(question: Question, every: Sequence[Asked]) -> Check:
    """Stem and worked solution have the numbers that quizgen itself would say at that point, one after the other."""
    texts = [question.text("questiontext/text"), question.text("generalfeedback/text")]
    shown = sorted({one for castext in texts for one in found(castext).shown})
    told = [f'told("{one}", {one})$' for one in shown]
    lines = yield [variables(question), *(line for seed in question.seeds for line in (seeded(seed), *told))]
    assert len(lines) == len(shown) * len(every)
    for place, one in enumerate(every):
        values = dict(line.split(" ", 1) for line in lines[place * len(shown) : (place + 1) * len(shown)])
        own = [one.stem, *(part.prompt for part in one.parts)], [text for part in one.parts for text in part.solution]
        for castext, expected in zip(texts, own, strict=True):
            said = numbers(filled(castext, {name: decimal(value.strip()) for name, value in values.items()}))
            wanted = [number for text in expected for number in numbers(HTML.text(text))]
            if not any(isinstance(part.answer, Grid) for part in one.parts):  # a table has numbers of its own
                assert said == wanted


def filled(castext: str, values: Mapping[str, str]) -> str:
    """A CASText as STACK shows it, without inputs, pictures and what is said of typing."""
    said = re.sub(r"\[\[if .*?\[\[/if\]\]|<img [^>]*>|\[\[[^\]]*\]\]", "", castext)
    said = re.sub(r"<p>Type [^<]*<code>[^<]*</code>\.</p>", "", said)
    return re.sub(r"\{[@#]([^{}@#]*)[@#]\}", lambda mark: values[mark[1]], said)


def decimal(told: str) -> str:
    """A decimal with its digits, as ``dispdp`` shows it."""
    shown = re.fullmatch(r"displaydp\((.*),(\d+)\)", told.replace(" ", ""))
    return f"{float(shown[1]):.{shown[2]}f}" if shown else told


def numbers(html: str) -> list[str]:
    """All numbers, without the marks between thousands."""
    words = unescape(re.sub(r"<[^>]*>", " ", html)).replace("\N{MINUS SIGN}", "-").replace("{,}", "")
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", words))


def passes_its_tests(question: Question) -> Check:
    """Each test tells the last note of each tree and its score."""
    lines, expected = [variables(question)], list[tuple[str, str, float]]()
    for seed in TESTED:
        lines.append(seeded(seed))
        for test in question.tests:
            values = {text(one, "name"): text(one, "value") for one in test.findall("testinput")}
            assert values.keys() == question.inputs.keys()
            lines += [f"{name}: {value}$" for name, value in values.items()]
            for one in test.findall("expected"):
                tree = question.trees[text(one, "name")]
                checks = [f"{node.test}({node.sans}, {node.tans}, {node.options or 0})" for node in tree.nodes]
                lines.append(f"told([{', '.join(checks)}])$")
                expected.append((tree.name, text(one, "expectedanswernote"), float(text(one, "expectedscore"))))
    judged = yield lines
    assert len(judged) == len(expected)
    for line, (name, note, score) in zip(judged, expected, strict=True):
        assert walked(question.trees[name], line.strip("[]").split(",")) == (note, score)


def test_all_numbers_of_a_key_are_asked_for() -> None:
    """What is compared above is whole."""
    asked = at_points(next(one for one in FAMILIES if one.id == "code-output-shape"), "easy")[0]
    assert len(components(asked.numericals[0].key)) == 4
