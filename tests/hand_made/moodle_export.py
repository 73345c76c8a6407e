"""Moodle's report of responses for an exam in Moodle's XML, as Moodle itself sums up questions and answers.

It reads our XML alone; letters of options are places in it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Any

import numpy as np
from cloze import gaps
from lxml import etree

from quizgen.marking.records import FormKept, PartKept, QuestionKept

NOTHING = "-"


def export(rows: Sequence[dict[str, str]]) -> str:
    """The table as Moodle writes it."""
    text = StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def attempt(
    who: str,
    form: FormKept,
    xml: Sequence[Any],
    answers: Sequence[Sequence[str]],
    dice: np.random.Generator,
    *,
    state: str = "Finished",
) -> dict[str, str]:
    """A row of the table; Moodle shuffles questions and options."""
    row = {"Last name": who, "First name": "A", "Email address": f"{who}@example.org", "State": state}
    for number, place in enumerate(dice.permutation(len(xml)), 1):
        question, asked = xml[place], form.questions[place]
        row[f"Question {number}"] = shown(question.findtext("questiontext/text"))
        row[f"Response {number}"] = summed_up(question, asked, answers[place], dice)
        row[f"Right answer {number}"] = summed_up(question, asked, _key(asked), dice)
    return row


def questions(xml: bytes) -> list[Any]:
    """The questions of a file in the order of the form, which their names begin with."""
    root = etree.fromstring(xml)
    found = [one for one in root if one.get("type") != "category"]
    return sorted(found, key=lambda one: one.findtext("name/text"))


def shown(html: str) -> str:
    """HTML as Moodle's html_to_text shows it: list items behind stars, headings and strong words in capitals."""
    tree = etree.fromstring(f"<div>{html}</div>")
    return "".join(_pieces(tree)).strip()


def _pieces(node: Any) -> Iterator[str]:
    text = node.text or ""
    before, after = {
        "li": ("\t* ", "\n"),
        "p": ("", "\n\n"),
        "td": ("\t\t", ""),
        "th": ("\t\t", ""),
        "tr": ("", "\n"),
    }.get(node.tag, ("", ""))
    yield before
    yield text.upper() if node.tag in {"strong", "th"} else text
    for child in node:
        yield from _pieces(child)
        yield child.tail or ""
    yield after


def _key(question: QuestionKept) -> list[str]:
    return [_key_of(part) for part in question.parts]


def _key_of(part: PartKept) -> str:
    if part.letters:
        return part.letters
    values = [cell.key for cell in part.cells] if part.cells else [part.key]
    return "; ".join(" × ".join(map(str, one)) if isinstance(one, list) else str(one) for one in values)


def summed_up(question: Any, asked: QuestionKept, answers: Sequence[str], dice: np.random.Generator) -> str:
    """An answer in Moodle's words."""
    if question.get("type") == "cloze":
        return _cloze(question, asked, answers)
    (text,) = answers
    if not text.strip("; "):
        return NOTHING
    match question.get("type"):
        case "multichoice" | "truefalse":
            options = [shown(one.findtext("text")) for one in question.findall("answer")]
            words = [options[ord(letter) - ord("A")] for letter in text]
            return "; ".join(words[place] for place in dice.permutation(len(words)))
        case "numerical":
            return text
        case "matching":
            return "; ".join(_pairs(question, asked.parts[0], text))
        case "ordering":
            steps = [shown(one.findtext("text")) for one in question.findall("answer")]
            return "; ".join(steps[asked.parts[0].letters.index(letter)] for letter in text)
    raise AssertionError(question.get("type"))


def _pairs(question: Any, part: PartKept, text: str) -> Iterator[str]:
    """Each prompt with the answer beside it; steps with their places."""
    pairs = [(shown(one.findtext("text")), one.findtext("answer/text")) for one in question.findall("subquestion")]
    if part.kind == "ordering":
        for place, (step, _) in enumerate(pairs):
            yield f"{step} -> {text.index(chr(ord('A') + place)) + 1}"
        return
    right = dict(zip(part.letters, (answer for _, answer in pairs), strict=False))
    others = iter(answer for prompt, answer in pairs if not prompt)
    words = {one.letter: right[one.letter] if one.letter in right else next(others) for one in part.options}
    for (prompt, _), letter in zip(pairs, text, strict=False):
        yield f"{prompt} -> {words[letter]}"


def _cloze(question: Any, asked: QuestionKept, answers: Sequence[str]) -> str:
    found, _ = gaps(question.findtext("questiontext/text"))
    given: list[str] = []
    for part, text in zip(asked.parts, answers, strict=True):
        if part.kind in {"choice", "multiple"}:
            words = found[len(given)].replies
            given.append("; ".join(shown(words[ord(letter) - ord("A")].words) for letter in text))
        elif part.kind == "grid":
            cells = text.split(";") if text.strip("; ") else [""] * len(part.cells)
            given += [cell.strip().replace(" x ", " × ") for cell in cells]
        else:
            given.append(text)
    assert len(given) == len(found)
    return "; ".join(f"part {number}: {text}" for number, text in enumerate(given, 1))
