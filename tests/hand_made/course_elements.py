"""PrairieLearn's elements as its documentation describes them, as far as quizgen's questions use them.

Each is worked in the phases prepare, parse, grade and test; what it does not know raises.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from string import ascii_lowercase
from typing import Any, TypeAlias

from lxml import html as lxml_html

Data: TypeAlias = dict[str, Any]
NUMBERS = {"answers-name", "weight", "aria-label", "placeholder", "label"}
ATTRIBUTES: Mapping[str, set[str]] = {
    "pl-multiple-choice": {"answers-name", "weight", "order"},
    "pl-checkbox": {"answers-name", "weight", "order"},
    "pl-integer-input": NUMBERS,
    "pl-number-input": NUMBERS | {"rtol", "atol"},
    "pl-string-input": NUMBERS | {"remove-leading-trailing"},
    "pl-matching": {"answers-name", "weight", "fixed-order", "fixed-options-order"},
    "pl-order-blocks": {
        *("answers-name", "weight", "grading-method", "partial-credit"),
        *("source-blocks-order", "solution-placement"),
    },
    "pl-answer": {"correct", "feedback", "ranking"},
    "pl-statement": {"match"},
    "pl-option": {"name"},
    "pl-figure": {"file-name", "type", "alt"},
    "pl-hidden-hints": set(),
    "pl-hint": {"show-after-submission"},
    "pl-question-panel": set(),
    "pl-submission-panel": set(),
    "pl-answer-panel": set(),
}
"""Those of the documented attributes that quizgen writes."""
OFFERED = ("pl-multiple-choice", "pl-checkbox")


@dataclass(frozen=True)
class Element:
    """An element that takes an answer."""

    tag: str
    name: str
    weight: int
    node: Any

    def children(self, tag: str) -> list[Any]:
        return list(self.node.findall(tag))

    @property
    def atol(self) -> float:
        return float(self.node.get("atol"))


def elements(page: str) -> list[Element]:
    """Those of a page that take answers; raises ValueError for what the documentation does not know."""
    found = []
    for fragment in lxml_html.fragments_fromstring(page):
        for node in [] if isinstance(fragment, str) else fragment.iter():
            if not isinstance(node.tag, str) or not node.tag.startswith("pl-"):
                continue
            if strange := set(node.attrib) - ATTRIBUTES[node.tag]:
                raise ValueError(f"{node.tag} has {strange}")
            if "answers-name" in node.attrib:
                found.append(Element(node.tag, node.get("answers-name"), int(node.get("weight")), node))
    return found


def inner(node: Any) -> str:
    """What stands in a node."""
    return (node.text or "") + "".join(lxml_html.tostring(one, encoding="unicode") for one in node)


def prepare(element: Element, data: Data) -> None:
    """Lays out what is on offer; names stand once."""
    name, params, keys = element.name, data["params"], data["correct_answers"]
    if name in params or (name in keys and not element.tag.endswith("-input")) or name in data["answers_names"]:
        raise ValueError(f"the name {name} stands twice")
    data["answers_names"][name] = True
    if element.tag in OFFERED:
        rows = [
            {
                "key": ascii_lowercase[place],
                "html": inner(node),
                "correct": node.get("correct") == "true",
                "feedback": node.get("feedback"),
            }
            for place, node in enumerate(element.children("pl-answer"))
        ]
        if len({row["html"].strip() for row in rows}) != len(rows) or not any(row["correct"] for row in rows):
            raise ValueError(f"the options of {name} cannot be told apart, or none is right")
        params[name] = rows
        right = [row for row in rows if row["correct"]]
        keys[name] = right[0] if element.tag == "pl-multiple-choice" else right
    elif element.tag == "pl-matching":
        options = [node.get("name") for node in element.children("pl-option")]
        statements = [node.get("match") for node in element.children("pl-statement")]
        params[name] = [[{"key": str(place)} for place in range(len(statements))], [{"key": one} for one in options]]
        keys[name] = [options.index(one) for one in statements]
    elif element.tag == "pl-order-blocks":
        blocks = [
            {"inner_html": inner(node), "ranking": int(node.get("ranking")), "uuid": str(place)}
            for place, node in enumerate(element.children("pl-answer"))
        ]
        if len({block["inner_html"] for block in blocks}) != len(blocks):
            raise ValueError(f"two steps of {name} cannot be told apart")
        params[name], keys[name] = blocks, sorted(blocks, key=lambda block: int(str(block["ranking"])))
    elif name not in keys:
        raise ValueError(f"{name} has no right answer")


def parse(element: Element, data: Data) -> None:
    """What was sent as what it means, or why it means nothing."""
    name, sent = element.name, data["submitted_answers"]
    if element.tag in OFFERED:
        keys = {row["key"] for row in data["params"][name]}
        chosen = sent.get(name, [])
        chosen = [chosen] if isinstance(chosen, str) else chosen
        if not chosen or not set(chosen) <= keys or (element.tag == OFFERED[0] and len(chosen) > 1):
            data["format_errors"][name] = "You must select an option."
        sent[name] = chosen[0] if element.tag == OFFERED[0] and chosen else chosen
    elif element.tag == "pl-matching":
        statements, options = data["params"][name]
        for place in range(len(statements)):
            key = f"{name}-dropdown-{place}"
            try:
                if not 0 <= int(sent[key]) < len(options):
                    data["format_errors"][key] = "blank or invalid"
            except (KeyError, TypeError, ValueError):
                data["format_errors"][key] = "not a legal option"
    elif element.tag == "pl-order-blocks":
        sent[name] = json.loads(data["raw_submitted_answers"].get(f"{name}-input", "[]"))
        sent.pop(f"{name}-input", None)
        if not sent[name]:
            data["format_errors"][name] = "blank"
    else:
        found = _read(element.tag, str(sent.get(name, "")))
        if found is None:
            data["format_errors"][name] = "invalid"
        sent[name] = found


def _read(tag: str, text: str) -> int | float | str | None:
    """A number or a line as an input reads it."""
    bare = text.strip().replace("\N{MINUS SIGN}", "-")
    if tag == "pl-string-input":
        return bare or None
    try:
        if tag == "pl-integer-input":
            whole = int(bare.replace(" ", ""))
            return whole if abs(whole) < 2**53 else str(whole)  # as JavaScript can keep it
        found = float(Fraction(bare.replace(" ", ""))) if "/" in bare else float(bare.replace(" ", ""))
    except (OverflowError, ValueError, ZeroDivisionError):
        return None
    return found if isfinite(found) else None


def grade(element: Element, data: Data) -> None:
    """The score of one element."""
    name, sent, key = element.name, data["submitted_answers"], data["correct_answers"][element.name]
    feedback: Any = None
    if element.tag in OFFERED:
        chosen = {sent[name]} if isinstance(sent[name], str) else set(sent[name])
        rows = data["params"][name]
        score = float(chosen == {row["key"] for row in rows if row["correct"]})
        told = {row["key"]: row["feedback"] for row in rows if row["key"] in chosen}
        feedback = told[sent[name]] if element.tag == OFFERED[0] else told
    elif element.tag == "pl-matching":
        given = [int(sent[f"{name}-dropdown-{place}"]) for place in range(len(key))]
        score = sum(a == b for a, b in zip(given, key, strict=True)) / len(key)
    elif element.tag == "pl-order-blocks":
        score = float([one["uuid"] for one in sent[name]] == [one["uuid"] for one in key])
    elif element.tag == "pl-number-input":
        score = float(abs(sent[name] - key) <= element.atol * (1 + 1e-9))
    else:
        score = float(str(sent[name]) == str(key))
    found = {"score": score, "weight": element.weight}
    data["partial_scores"][name] = found | ({"feedback": feedback} if feedback is not None else {})


def test(element: Element, data: Data) -> None:
    """Types something that is right, wrong or no answer."""
    _TESTS[data["test_type"]](element, data)


def _right(element: Element, data: Data) -> None:
    name, key, raw = element.name, data["correct_answers"][element.name], data["raw_submitted_answers"]
    if element.tag == "pl-multiple-choice":
        raw[name] = key["key"]
    elif element.tag == "pl-checkbox":
        raw[name] = [row["key"] for row in key]
    elif element.tag == "pl-matching":
        raw |= {f"{name}-dropdown-{place}": one for place, one in enumerate(key)}
    elif element.tag == "pl-order-blocks":
        raw[f"{name}-input"] = json.dumps(key)
    else:
        raw[name] = str(key)
    data["partial_scores"][name] = {"score": 1, "weight": element.weight}


def _wrong(element: Element, data: Data) -> None:
    name, key, raw = element.name, data["correct_answers"][element.name], data["raw_submitted_answers"]
    if element.tag in OFFERED:
        wrong = [row["key"] for row in data["params"][name] if not row["correct"]]
        right = [row["key"] for row in data["params"][name] if row["correct"]]
        many = wrong[:1] or right[:1]
        raw[name] = many[0] if element.tag == "pl-multiple-choice" else many
    elif element.tag == "pl-matching":
        options = len(data["params"][name][1])
        raw |= {f"{name}-dropdown-{place}": (one + 1) % options for place, one in enumerate(key)}
    elif element.tag == "pl-order-blocks":
        raw[f"{name}-input"] = json.dumps(key[1:])
    elif element.tag == "pl-string-input":
        raw[name] = f"{key}1"
    else:
        raw[name] = str(key + 1 + (element.atol if element.tag == "pl-number-input" else 0))
    data["partial_scores"][name] = {"score": 0, "weight": element.weight}


def _nothing(element: Element, data: Data) -> None:
    name, raw, errors = element.name, data["raw_submitted_answers"], data["format_errors"]
    if element.tag == "pl-matching":
        for place in range(len(data["correct_answers"][name])):
            raw[f"{name}-dropdown-{place}"] = None
            errors[f"{name}-dropdown-{place}"] = "nothing was submitted"
    elif element.tag == "pl-order-blocks":
        raw[f"{name}-input"] = "[]"
        errors[name] = "nothing was submitted"
    else:
        raw[name] = [] if element.tag in OFFERED else ""
        errors[name] = "invalid"


_TESTS: Mapping[str, Callable[[Element, Data], None]] = {"correct": _right, "incorrect": _wrong, "invalid": _nothing}
