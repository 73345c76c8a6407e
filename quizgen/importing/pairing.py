"""What belongs together, and steps in order, as the tables of imported files."""

from __future__ import annotations

from quizgen.foreign.model import Pairs, Passage, Steps
from quizgen.importing.making import Fields, Making, distinct
from quizgen.importing.passages import Dropped, spoken


def pairing(asked: Pairs, making: Making, line: int, wrong: Passage | None) -> tuple[str, Fields]:
    """The kind and the keys of its table: places that are numbers are an order, of which ``wrong`` is told."""
    matched = [one for one in asked.pairs if one.prompt is not None and one.prompt.source.strip()]
    if not matched:
        raise Dropped("no-pairs", "there is no prompt to be matched", line)
    prompts = [making.passages.line(one.prompt) for one in matched if one.prompt]
    answers = [making.passages.line(one.answer) for one in matched]
    extra = list(dict.fromkeys(making.passages.line(one.answer) for one in asked.pairs if one not in matched))
    said = [spoken(one) for one in answers]
    numbers = [str(number) for number in range(1, len(answers) + 1)]
    if making.ours and sorted(said) == sorted(numbers) and len(said) > 1 and not extra:
        return "ordering", ordered(prompts, [int(one) for one in said], making.told(wrong))
    told = [making.told(one.feedback, prompt) for one, prompt in zip(matched, prompts, strict=True)]
    extra = [one for one in extra if spoken(one) not in said]
    if len(set(said)) < len(said):
        return "parts", {"part": _chosen(prompts, answers, [*answers, *extra], told)}
    distinct(answers, "answers", line)
    pairs = [
        {"prompt": prompt, "answer": answer, **words}
        for prompt, answer, words in zip(prompts, answers, told, strict=True)
    ]
    return "matching", {"pair": pairs, **({"extra": extra} if extra else {})}


def _chosen(prompts: list[str], answers: list[str], every: list[str], told: list[Fields]) -> list[Fields]:
    """A choice for each prompt, where two of them have the same answer."""
    offered = list({spoken(one): one for one in every}.values())
    return [
        {
            "kind": "choice",
            "prompt": prompt,
            "order": "fixed",
            "option": [
                {"text": one, "right": True} if spoken(one) == spoken(answer) else {"text": one, **words}
                for one in offered
            ],
        }
        for prompt, answer, words in zip(prompts, answers, told, strict=True)
    ]


def ordered(steps: list[str], places: list[int], told: Fields) -> Fields:
    """The keys of an ordering, from its steps as they are shown and the place of each, from 1."""
    right = [steps[places.index(number)] for number in range(1, len(steps) + 1)]
    shown = {} if places == sorted(places) else {"shown": places}
    return {"key": right, **shown, **told}


def steps(asked: Steps, making: Making, line: int) -> Fields:
    """The keys of an ordering; a file shows steps in the order of its lines."""
    words = [making.passages.line(one) for one in asked.steps]
    if len(words) < 2:
        raise Dropped("no-steps", "there is nothing to be put in order", line)
    distinct(words, "steps", line)
    lines = [one.line for one in asked.steps]
    shown = sorted(range(1, len(words) + 1), key=lambda number: lines[number - 1])
    told = len(set(lines)) == len(lines) and shown != sorted(shown)
    return {"key": words, **({"shown": shown} if told else {})}
