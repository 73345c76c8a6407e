"""XML that is ill formed, or more than anybody reads."""

from __future__ import annotations

import pytest

from quizgen.foreign.remarks import Remarks
from quizgen.foreign.xml.parsing import DEEPEST, parsed


def read(text: str) -> tuple[list[tuple[str, int, bool]], list[tuple[str, int]]]:
    """The questions with their ids and lines and whether they are whole, and the remarks."""
    remarks = Remarks()
    root = parsed(text, remarks, "question")
    found = [(one.get("id"), one.line, one.closed) for one in root.all("question")] if root else []
    return found, [(one.rule, one.line) for one in remarks.every]


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        ("<b>x</c>", "ill-formed"),
        ("a & b", "ill-formed"),
        ("a &nbsp; b", "entity-unknown"),
        ("\x01", "ill-formed"),
        ("&#0;", "ill-formed"),
        ("<b a=1/>", "ill-formed"),
        ("<x:b/>", "ill-formed"),
    ],
)
def test_reading_goes_on_with_the_next_question(inside: str, rule: str) -> None:
    text = (
        f"<quiz>\n<question id='1'/>\n<question id='2'>\n{inside}</question>\n<question id='3'><b/></question>\n</quiz>"
    )
    found, remarks = read(text)
    assert found == [("1", 2, True), ("2", 3, False), ("3", 5, True)]
    assert remarks == [(rule, 4)]


def test_two_faults_have_two_lines() -> None:
    text = "<quiz>\n<question id='1'>&</question>\n<question id='2'>&</question>\n<question id='3'/>\n</quiz>\n"
    assert read(text) == ([("1", 2, False), ("2", 3, False), ("3", 4, True)], [("ill-formed", 2), ("ill-formed", 3)])


def test_a_file_that_is_cut_off_keeps_what_is_whole() -> None:
    assert read("<quiz>\n<question id='1'/>\n<question id='2'>\n<b>") == (
        [("1", 2, True), ("2", 3, False)],
        [("ill-formed", 4)],
    )


def test_entities_of_a_files_own_are_refused_at_once() -> None:
    bomb = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    for declared in (bomb, '<!ENTITY nbsp "&#160;">', '<!ENTITY f SYSTEM "file:///etc/passwd">', "<!ELEMENT quiz ANY>"):
        assert read(f"<!DOCTYPE quiz [\n{declared}]><quiz>&a9;</quiz>") == ([], [("dtd-refused", 1)])


def test_a_dtd_elsewhere_is_neither_fetched_nor_missed() -> None:
    text = '<!DOCTYPE quiz SYSTEM "http://example.org/quiz.dtd">\n<quiz><question id="1">a &eacute; b</question></quiz>'
    assert read(text) == ([("1", 2, True)], [("entity-unknown", 2)])


def test_what_is_nested_too_deeply_is_refused() -> None:
    assert read("<quiz>" * (DEEPEST + 1))[1] == [("ill-formed", 1)]
    assert read("<quiz>" * (DEEPEST - 1) + "</quiz>" * (DEEPEST - 1)) == ([], [])


def test_prefixes_and_namespaces_are_no_part_of_names() -> None:
    assert read('<a:quiz xmlns:a="u"><a:question a:id="1"/></a:quiz>') == ([("1", 1, True)], [])
