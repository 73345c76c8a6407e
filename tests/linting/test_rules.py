"""Every rule finds what it is about in a file that was without fault before, at its line, and nothing beside it.

``cases/*.toml`` hold changes of the files in ``bases/``: ``wrong`` ones with the rule that has to find them, and
``near`` ones, which look like a fault and are none. ``also`` names what follows from a fault and is found as well.
"""

from __future__ import annotations

import tomllib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from quizgen.foreign.model import Remark
from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened
from quizgen.linting.registry import rules

HERE = Path(__file__).parent
BASES = HERE / "bases"
EVERY: list[tuple[str, dict[str, Any]]] = [
    (sort, {"base": "moodle.xml", "also": [], **case})
    for path in sorted((HERE / "cases").glob("*.toml"))
    for sort, cases in tomllib.loads(path.read_text("utf-8")).items()
    for case in cases
]
WRONG, NEAR = ([case for sort, case in EVERY if sort == wanted] for wanted in ("wrong", "near"))
ELSEWHERE = {"duplicate-id", "key-longest", "key-same-place", "no-feedback-at-all", "manifest-missing", "name-for-olat"}
"""Rules about many questions, or about what no change of one file makes."""


def text(base: str) -> str:
    return (BASES / base).read_text("utf-8")


def changed(case: dict[str, Any]) -> tuple[str, int]:
    """The file after the changes, and the line where the first of them begins to differ, or of what ``begins`` so."""
    found, place = text(case["base"]), -1
    for old, new in case["changes"]:
        assert found.count(old) == 1, old
        if place < 0:
            same = next((n for n, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
            place = found.index(old) + min(same, len(new))
        found = found.replace(old, new)
    if "begins" in case:
        assert found.count(case["begins"]) == 1, case["begins"]
        place = found.index(case["begins"])
    return found, found.count("\n", 0, place) + 1


def found_in(base: str, content: str) -> tuple[Remark, ...]:
    """What is found in a file, or in the package to which it belongs."""
    if not base.startswith("package/"):
        file, written = opened(content.encode(), base)
        return linted(file, written)
    held = {
        path.relative_to(BASES / "package").as_posix(): path.read_bytes() for path in (BASES / "package").rglob("*.*")
    }
    file, written = opened(packed({**held, base.removeprefix("package/"): content.encode()}), "package.zip")
    return linted(file, written)


def packed(members: dict[str, bytes]) -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return whole.getvalue()


def name(case: dict[str, Any]) -> str:
    return str(case.get("rule") or case["why"])


@pytest.mark.parametrize("base", sorted({case["base"] for _, case in EVERY} | {"qti12.xml", "static.Rmd"}))
def test_nothing_is_found_in_a_file_without_fault(base: str) -> None:
    assert found_in(base, text(base)) == ()


@pytest.mark.parametrize("case", WRONG, ids=name)
def test_a_fault_is_found_at_its_line_and_nothing_beside_it(case: dict[str, Any]) -> None:
    content, line = changed(case)
    found = found_in(case["base"], content)
    assert [one.line for one in found if one.rule == case["rule"]] == [line], found
    assert {one.rule for one in found} - {case["rule"], *case["also"]} == set(), found


@pytest.mark.parametrize("case", NEAR, ids=name)
def test_what_only_looks_like_a_fault_is_none(case: dict[str, Any]) -> None:
    content, _ = changed(case)
    found = found_in(case["base"], content)
    assert [one for one in found if one.rule not in case["also"]] == []


def test_every_rule_has_a_wrong_case() -> None:
    own = {rule.about.id for rule in rules() if rule.of_question or rule.of_file or rule.of_written}
    assert own - {case["rule"] for case in WRONG} == ELSEWHERE
