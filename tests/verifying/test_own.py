"""Our own questions: no key is doubted, those about one layer are understood, and planted wrong keys are found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice
from typing import Any

import pytest
from msgspec.structs import replace

from quizgen import catalog, verifying
from quizgen.asking.source import Source
from quizgen.authored import Concepts
from quizgen.foreign import gift
from quizgen.foreign.model import Choosing, Foreign, ForeignFile, Number
from quizgen.formats.gift.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import LEVELS, Evidence, Form, Item

ONE_LAYER = """
    ceil-mode-pool-output-size conv-output-size dilated-conv-output-size per-axis-output-size pool-output-size
    conv-parameters grouped-conv-parameters transposed-output-size transposed-parameters conv-macs grouped-conv-macs
    code-default-arguments code-number-of-values code-output-shape code-parameters
"""
ASKED = frozenset(("choice", "numerical"))


def questions(sources: Sequence[Source], each: int) -> tuple[Foreign, ...]:
    """So many of every level and kind, as GIFT tells them."""
    items = [Item(question, Evidence("2.13.0", ())) for question in _drawn(sources, each)]
    (file,) = FORMAT.write([Form("Midterm", "7", tuple(items), "A")], Options("exam"))
    return gift.read(b"".join(file.chunks), "exam.gift").questions


def _drawn(sources: Sequence[Source], each: int) -> Iterator[Any]:
    for source in sources:
        for kind in source.kinds:
            for level in LEVELS:
                if kind in ASKED and source.count(level, kind):
                    drawn = islice(source.draw(level, kind, "verified"), each)
                    yield from (one for one in drawn if FORMAT.refusal(one) is None)


def one_layer() -> list[Source]:
    return [source for source in catalog.sources() if getattr(source, "id", "") in ONE_LAYER.split()]


def with_wrong_key(question: Foreign) -> tuple[Foreign, str]:
    """The same with another key than the right one, and that one as it is written."""
    match question.asked:
        case Choosing(options):
            right = next(place for place, option in enumerate(options) if option.share == 1)
            wrong = (right + 1) % len(options)
            shares = [Fraction(place == wrong) for place in range(len(options))]
            spoiled = [replace(option, share=share) for option, share in zip(options, shares, strict=True)]
            return replace(question, asked=replace(question.asked, options=tuple(spoiled))), options[right].text.source
        case Number(accepted):
            right_one = next(one for one in accepted if one.share == 1)
            assert right_one.value is not None
            spoiled_one = replace(right_one, value=right_one.value + 1009, written="wrong")
            others = [one for one in accepted if one.share != 1]
            return replace(question, asked=Number((spoiled_one, *others))), str(right_one.value)
    raise AssertionError(question.sort)


def digits(words: str) -> str:
    """Its numbers alone, without what separates thousands."""
    plain = words.replace(",", "") if words.replace(",", "").isdigit() else words
    return " ".join("".join(mark if mark.isdigit() else " " for mark in plain).split())


def compare(asked: tuple[Foreign, ...]) -> int:
    """Holds every key and a wrong one against torch; how many are understood."""
    told = verifying.verified(ForeignFile("exam.gift", "gift", asked))
    assert told.remarks == ()
    understood = 0
    for question in asked:
        if verifying.checked(question) is None:
            continue
        understood += 1
        spoiled, right = with_wrong_key(question)
        (remark,) = verifying.verified(ForeignFile("exam.gift", "gift", (spoiled,))).remarks
        assert remark.rule == "key-wrong"
        assert digits(remark.words.rpartition(" is ")[2]) == digits(right.removeprefix("<code>torch.Size"))
    assert told.keys == understood
    return understood


def test_of_questions_about_one_layer_nearly_all_are_understood() -> None:
    asked = questions(one_layer(), 2)
    assert len(asked) > 120
    assert compare(asked) > 0.9 * len(asked)


@pytest.mark.slow
def test_so_they_are_of_several_hundred() -> None:
    asked = questions(one_layer(), 8)
    assert len(asked) > 500
    assert compare(asked) > 0.9 * len(asked)


def test_no_other_key_of_ours_is_doubted_and_what_is_understood_is_understood_rightly() -> None:
    others = [one for one in catalog.sources() if getattr(one, "id", "") not in ONE_LAYER.split()]
    compare(questions(others, 1))


def test_nothing_is_said_of_authored_items_whatever_their_keys() -> None:
    authored = [source for source in catalog.sources() if isinstance(source, Concepts)]
    asked = questions(authored, 2)
    assert len(asked) > 60
    for question in asked:
        assert verifying.checked(question) is None
