"""What blind strategies find in forms: luck is no fault, and a key that can be seen is one."""

from __future__ import annotations

from itertools import islice

from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice
from quizgen.audit.in_forms import InForms
from quizgen.model import Level, Question


def questions(name: str, number: int, level: Level = "medium") -> list[Question]:
    (source,) = catalog.select([name])
    return list(islice(source.draw(level, "choice", "1"), number))


def keyed(question: Question, place: int) -> Question:
    (part,) = question.parts
    assert isinstance(part.answer, Choice)
    return replace(question, parts=(replace(part, answer=replace(part.answer, right=place)),))


def test_the_keys_of_a_fair_form_are_found_no_more_often_than_luck_explains() -> None:
    seen = InForms()
    forms = [questions("conv-parameters", 20), questions("dilated-conv-output-size", 20)]
    found = seen.add(forms)
    assert all(one and one.passed and one.tried <= 20 for one in found)
    together = seen.together()
    assert together
    assert together.passed
    assert together.chance < together.hits < 0.5 * together.tried


def test_a_key_that_is_always_the_largest_is_found_with_its_strategy() -> None:
    seen = InForms()
    (found,) = seen.add([[keyed(one, 3) for one in questions("conv-parameters", 20)]])
    assert found
    assert not found.passed
    assert (found.hits, found.tried, found.chance) == (20, 20, 5)
    assert found.words() == f"the blind strategy '{found.strategy}' finds 20 of 20 keys"
    assert not seen.together().passed  # type: ignore[union-attr]


def test_a_key_that_is_found_a_little_too_often_shows_in_all_forms_together_alone() -> None:
    seen = InForms()
    every = questions("conv-parameters", 240)
    large = [keyed(one, 3) if place % 2 else one for place, one in enumerate(every)]
    forms = [large[at : at + 8] for at in range(0, 240, 8)]
    assert all(one and one.passed for one in seen.add(forms))
    together = seen.together()
    assert together
    assert (together.passed, together.strategy) == (False, "largest")


def test_forms_are_seen_alike_one_by_one_and_many_at_a_time() -> None:
    forms = [questions("conv-parameters", 4), questions("conv-output-size", 6), questions("which-conv-parameters", 3)]
    one, many = InForms(), InForms()
    alone = [found for form in forms for found in one.add([form])]
    assert [found and (found.hits, found.tried) for found in many.add(forms)] == [
        found and (found.hits, found.tried) for found in alone
    ]
    assert one.together() == many.together()


def test_options_in_words_are_looked_at_too_and_true_or_false_is_not() -> None:
    (source,) = catalog.select(["pooling-concepts"])
    every = [one for level in ("easy", "medium", "hard") for one in source.draw(level, "choice", "1")]
    sided = [one for one in every if len(one.options) == 2]
    worded = [one for one in every if len(one.options) == 4]
    assert sided
    assert worded
    first, second = InForms().add([sided, worded])
    assert first is None
    assert second
    assert 0 < second.tried <= len(worded)
