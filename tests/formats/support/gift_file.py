"""Reads GIFT back as Moodle's own importer reads it, which is lenient, and as gift-pegjs does, which is strict."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

PROGRAM = shutil.which("node") or ""
NODE = Path(__file__).parents[2] / "judges" / "node"
JUDGE = "gift-pegjs"
needs_judge = pytest.mark.skipif(
    not (PROGRAM and (NODE / "node_modules" / JUDGE).exists()),
    reason="NOT JUDGED: there is no node with gift-pegjs; run .ci/judges",
)
_SPECIAL = ((":", "058"), ("#", "035"), ("=", "061"), ("{", "123"), ("}", "125"), ("~", "126"), ("n", "010"))
_MEANT = {name: "\n" if mark == "n" else mark for mark, name in _SPECIAL}
_GRADE = re.compile(r"%(-*[0-9]{1,2}\.?[0-9]*)%")


@dataclass(frozen=True)
class Reply:
    """An answer with its share in percent; a number comes with its tolerance, a pair with what it is matched with."""

    percent: float
    words: str
    feedback: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Imported:
    """A question as Moodle holds it then."""

    kind: str
    name: str
    category: str
    stem: str
    replies: tuple[Reply, ...]
    general: str
    id: str
    tags: tuple[str, ...]
    single: bool = True


def imported(source: str) -> list[Imported]:
    """The questions: lines are trimmed, and an empty one, or what PHP takes for empty, ends a question."""
    category, found = "", []
    for block in _blocks(source):
        comment = "\n".join(line for line in block if line.startswith("//"))
        text = _hidden("\n".join(" " if line.startswith("//") else line for line in block).strip())
        if text.startswith("$CATEGORY:"):
            category = text[10:].strip()
        elif text:
            found.append(_question(text, comment, category))
    return found


def _blocks(source: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in [*(line.strip(" \t\n\r\0\x0b") for line in re.split(r"\r\n|\n|\r", source)), ""]:
        if line in {"", "0"}:
            yield from [block] if block else []
            block = []
        else:
            block.append(line)


def _hidden(text: str) -> str:
    text = text.replace("\\\\", "&&092;")
    for mark, name in _SPECIAL:
        text = text.replace(f"\\{mark}", f"&&{name}" if mark == "n" else f"&&{name};")
    return text.replace("&&092;", "\\")


def _shown(text: str) -> str:
    for name, mark in _MEANT.items():
        text = text.replace("&&010" if name == "010" else f"&&{name};", mark)
    return text


def _formatted(text: str, default: str) -> str:
    """The text of a field, which has to be HTML."""
    text = text.strip()
    form, rest = default, text
    if text.startswith("[") and text[1 : text.find("]")] in {"html", "moodle", "plain", "markdown"}:
        form, rest = text[1 : text.find("]")], text[text.find("]") + 1 :]
    assert form == "html", f"{text} is taken for {form}"
    return _shown(rest).strip()


def _question(text: str, comment: str, category: str) -> Imported:
    assert text.startswith("::")
    name, _, text = text[2:].partition("::")
    text = text.strip()
    start, end = text.find("{"), text.find("}")
    assert 0 <= start < end == len(text) - 1, f"other braces in {text}"
    answers, general = text[start + 1 : end].strip(), ""
    if "####" in answers:
        answers, _, general = answers.rpartition("####")
    kind, replies, single = _answers(answers.strip())
    ids = re.findall(r"\[id:((?:\\]|[^\]])+)]", comment)
    tags = re.findall(r"\[tag:((?:\\]|[^\]<>`])+)]", comment)
    return Imported(
        kind,
        _shown(name),
        category,
        _formatted(text[:start], "moodle"),
        tuple(replies),
        _formatted(general, "html") if general else "",
        ids[0].replace("\\]", "]") if ids else "",
        tuple(tag.replace("\\]", "]").strip() for tag in tags),
        single,
    )


def _answers(text: str) -> tuple[str, list[Reply], bool]:
    if text.startswith("#"):
        return "numerical", [_number(one) for one in text[1:].split("=") if one.strip()], True
    if "~" in text:
        pieces = [one.strip() for one in text.replace("=", "~=").split("~")]
        return "multichoice", [_choice(one) for one in pieces if one], "=" in text
    if "=" in text and "->" in text:
        return "match", [_pair(one) for one in text.split("=") if one.strip()], False
    side, *said = text.split("#")
    assert side.strip() in {"TRUE", "FALSE", "T", "F"}, f"a short answer: {text}"
    wrong, right = (_formatted(one, "html") for one in (*said, "", "")[:2])
    true = side.strip().startswith("T")
    return (
        "truefalse",
        [
            Reply(100 * true, "true", right if true else wrong),
            Reply(100 * (not true), "false", wrong if true else right),
        ],
        True,
    )


def _graded(text: str, otherwise: float) -> tuple[float, str]:
    grade = _GRADE.match(text)
    return (float(grade[1]), text[grade.end() :]) if grade else (otherwise, text)


def _choice(text: str) -> Reply:
    percent, rest = (100.0, text[1:]) if text.startswith("=") else _graded(text, 0)
    words, _, feedback = rest.partition("#")
    return Reply(percent, _formatted(words, "html"), _formatted(feedback, "html"))


def _number(text: str) -> Reply:
    percent, rest = _graded(text.strip(), 100)
    words, _, feedback = rest.partition("#")
    number, _, tolerance = _formatted(words, "html").partition(":")
    assert float(number) == float(number)
    return Reply(percent, number, _formatted(feedback, "html"), tolerance)


def _pair(text: str) -> Reply:
    prompt, arrow, answer = text.partition("->")
    assert arrow
    return Reply(100, _formatted(prompt, "html"), beside=_shown(answer).strip())


def judged(source: str) -> list[dict[str, Any]]:
    """The same by gift-pegjs, categories among them."""
    found = subprocess.run(
        [PROGRAM, str(NODE / "gift.js")], input=source, capture_output=True, text=True, check=False, timeout=300
    )
    assert not found.returncode, found.stderr[-2000:]
    questions: list[dict[str, Any]] = json.loads(found.stdout)
    return questions
