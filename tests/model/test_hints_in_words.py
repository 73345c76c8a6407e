"""Hints for items in words help, come from the author's words, and do not tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from handmade import answered, matching, ordering, slip, true_false
from msgspec.structs import replace

from quizgen import catalog
from quizgen.answers import Choice, Matching, Multiple, Option, Ordering
from quizgen.model import LEVELS, Question
from quizgen.model.hints import hints
from quizgen.model.hints_in_words import EACH
from quizgen.text import Text
from quizgen.text.terminal import TERMINAL


def shown(question: Question) -> list[str]:
    return [TERMINAL.line(hint) for hint in hints(question)]


def test_the_first_hint_is_the_usual_mistake_and_the_second_where_to_read() -> None:
    assert shown(matching().question) == [
        "Whoever goes wrong here often counts wrongly.",
        "It can be read in: A paper (2018), figure 2.",
    ]


def test_of_two_sides_the_mistake_would_be_the_key() -> None:
    asked = true_false().question
    assert shown(asked) == ["It can be read in: A paper (2018), figure 2."]
    assert shown(replace(asked, hint=Text("Draw it.")))[0] == "Draw it."


def test_what_the_author_says_to_think_of_comes_first() -> None:
    assert shown(replace(matching().question, hint=Text("Draw it."))) == [
        "Draw it.",
        "Whoever goes wrong here often counts wrongly.",
    ]


def chosen(*feedback: str) -> Question:
    wrong = [Option(Text(f"Number {n}."), Text(str(n)), slip(f"s{n}", words)) for n, words in enumerate(feedback)]
    choice = Choice((Option(Text("A clever layer"), Text("key")), *wrong), 0)
    return answered(matching(), choice).question


def test_a_choice_has_an_option_crossed_out_that_does_not_tell_the_key() -> None:
    assert shown(chosen("The clever one has it.", "It has none."))[1] == "“Number 1” can be crossed out. It has none."
    assert shown(chosen("Be clever.", "So clever."))[1] == "“Number 0” can be crossed out."


def test_what_is_crossed_out_is_wrong_and_its_reason_shares_no_word_with_the_key() -> None:
    crossed = [(one, hint) for one in WRITTEN for hint in shown(one) if " can be crossed out." in hint]
    assert len(crossed) > 90
    for question, hint in crossed:
        option, _, reason = hint.partition(" can be crossed out.")
        answer = question.parts[0].answer
        assert isinstance(answer, Choice)
        assert TERMINAL.line(answer.key.text).removesuffix(".") != option.strip("“”")
        said = {word[:5] for word in words(question.stem.template)}
        telling = {word[:5] for word in words(TERMINAL.line(answer.key.text))} - said
        assert not telling & {word[:5] for word in words(reason)}


def test_whether_all_options_are_right_or_some_the_first_hint_is_the_same() -> None:
    right = tuple(Option(Text(words), Text(words)) for words in ("One", "Two", "Three", "Four"))
    every = answered(matching(), Multiple(right, frozenset(range(4)))).question
    some = answered(matching(), Multiple((*right, Option(Text("5"), Text("5"), slip("a", "No."))), frozenset([1])))
    assert shown(every)[0] == shown(some.question)[0] == TERMINAL.line(EACH)
    several = [one for one in WRITTEN if one.kind == "multiple" and one.hint is None]
    assert several
    assert all(shown(one)[0] == TERMINAL.line(EACH) for one in several)


def test_a_mistake_is_named_in_words_that_say_what_is_wrong() -> None:
    told = " ".join(words for one in WRITTEN for words in shown(one))
    assert not any(word in told for word in ("misremembers Network", "dilates more than", "lets ReLU learn"))


def test_a_list_of_works_has_years_and_may_be_the_order_that_is_asked_for() -> None:
    works = "LeCun et al. (1998); Krizhevsky et al. (2012)"
    steps, pairs = (replace(item.question, source=works) for item in (ordering(), matching()))
    assert shown(steps) == ["Whoever goes wrong here often counts wrongly."]
    assert shown(pairs)[1] == f"It can be read in: {works}."


def test_of_many_mistakes_the_most_frequent_are_named() -> None:
    item = matching()
    (part,) = item.question.parts
    assert isinstance(part.answer, Matching)
    rare = replace(slip("a", "No."), concept=replace(slip("a", "No.").concept, name="is rare"))
    options = (replace(part.answer.options[0], slip=rare), *part.answer.options[1:])
    found = shown(answered(item, replace(part.answer, options=options)).question)
    assert found[0] == "Whoever goes wrong here often counts wrongly or is rare."


def written() -> Iterator[Question]:
    for source in catalog.authored():
        for level in LEVELS:
            for kind in source.kinds:
                yield from source.draw(level, kind, "hints")


WRITTEN = list(written())


def two_sided(question: Question) -> bool:
    answer = question.parts[0].answer
    return isinstance(answer, Choice) and answer.two_sided


def test_every_item_in_words_has_two_hints_and_those_of_two_sides_one_of_their_authors() -> None:
    assert len(WRITTEN) > 150
    assert all(question.hint for question in WRITTEN if two_sided(question))
    assert {question.id for question in WRITTEN if len(hints(question)) < 2} == {
        question.id for question in WRITTEN if question.kind == "ordering" and ";" in question.source
    }


def test_no_hint_has_an_empty_place() -> None:
    for question in WRITTEN:
        assert not any(re.search(r"often [.]|often or| or [.]|: [.]", hint) for hint in shown(question))


def test_the_hint_of_two_sides_asks_for_something_and_states_no_side() -> None:
    for question in filter(two_sided, WRITTEN):
        (hint, _) = shown(question)
        assert not re.search(r"\b(true|false|right|wrong|not|no|never|always|only)\b", hint.lower()), hint
        assert len(hint.split()) >= 6


def keys(question: Question) -> list[Text]:
    match question.parts[0].answer:
        case Choice() as choice:
            return [choice.key.text]
        case Multiple() as several:
            return [option.text for option in several.key]
        case Matching() as matching:
            return [option.text for option in matching.options]
        case Ordering(steps):
            return list(steps)
    raise AssertionError(question.kind)


def words(text: str) -> set[str]:
    return {word for word in re.findall(r"[\w×]+", text.lower()) if len(word) > 3}


def test_no_hint_quotes_a_key() -> None:
    for question in WRITTEN:
        told = " ".join(one for one in shown(question) if not one.startswith("It can be read in: ")).lower()
        assert not any(TERMINAL.line(key).lower().rstrip(".") in told for key in keys(question))


@pytest.mark.parametrize("best", [max, min])
def test_who_chooses_by_the_words_of_the_first_hint_finds_few_keys(best: Callable[[list[int]], int]) -> None:
    found, asked = 0.0, 0
    for question in WRITTEN:
        answer = question.parts[0].answer
        if isinstance(answer, Choice) and not answer.two_sided:
            told = words(shown(question)[0])
            scores = [len(words(TERMINAL.line(option.text)) & told) for option in answer.options]
            asked += 1
            found += (scores[answer.right] == best(scores)) / scores.count(best(scores))
    assert asked > 80
    assert found / asked < 0.35


def test_what_belongs_to_nothing_is_no_mistake_to_be_warned_of() -> None:
    slips = ((question, option.slip) for question in WRITTEN for option in question.options if option.slip)
    every = [question for question, slip in slips if slip.concept.id == "nothing-left-over"]
    assert every
    assert not [question.id for question in every if "belongs to none" in " ".join(shown(question))]
