"""What is told of rules: each once, in sentences, and every remark that readers make is a rule's."""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import quizgen
from quizgen.audit import lint_page
from quizgen.errors import UsageError
from quizgen.linting.registry import ids, rules

QUIZGEN = Path(quizgen.__file__).parent
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SAYING = {"add", "Remark", "_RefusedError", "_say", "_unusable"}
"""What readers call with the id of a rule first."""


def remarked(room: str) -> Iterator[tuple[str, str]]:
    """Every id that a room's code remarks under, and where."""
    for path in (QUIZGEN / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                said = node.args[0].value
                if called in _SAYING and isinstance(said, str) and len(node.args) > 1:
                    yield said, str(path)


def test_every_rule_is_told_once_in_sentences() -> None:
    assert [name for name, count in Counter(rule.about.id for rule in rules()).items() if count > 1] == []
    for rule in rules():
        about = rule.about
        assert _ID.fullmatch(about.id)
        assert re.fullmatch(r"[A-Z“].*[.]", about.meaning), about.id
        assert re.fullmatch(r"[A-Z0-9“<\[a].*[.]", about.advice), about.id
        assert about.sorts


@pytest.mark.parametrize("room", ["foreign", "verifying"])
def test_every_remark_of_a_reader_is_told_among_the_rules(room: str) -> None:
    known = {rule.about.id for rule in rules()}
    said = [*remarked(room)]
    assert said
    assert [(name, where) for name, where in said if name not in known] == []


def test_what_is_told_of_readers_is_remarked_by_one() -> None:
    said = {name for room in ("foreign", "verifying") for name, _ in remarked(room)}
    told = {rule.about.id for rule in rules() if not (rule.of_question or rule.of_file or rule.of_written)}
    assert told - said - {"code-not-run", "root"} == set()


def test_the_page_has_a_row_for_every_rule() -> None:
    (file,) = lint_page.pages()
    page = b"".join(file.chunks).decode()
    assert [
        rule.about.id for rule in rules() if page.count(f"\n| `{rule.about.id}` | {rule.about.severity} |") != 1
    ] == []


def test_an_unknown_rule_is_refused_with_those_that_are_like_it() -> None:
    assert ids("mojibake, equal-options,", "--rule") == {"mojibake", "equal-options"}
    with pytest.raises(UsageError, match="--ignore: there is no rule 'mojibak'; did you mean 'mojibake'"):
        ids("mojibak", "--ignore")
