"""Rules about all questions of a file together, and about a package."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from quizgen.errors import UsageError
from quizgen.foreign.model import Remark
from quizgen.linting.dispatch import linted
from quizgen.linting.opening import opened

PACKAGE = Path(__file__).parent / "bases" / "package"
LONG, SHORT = "a rather long explanation of everything", "a brief wrong claim"


def found(content: bytes | str, where: str = "questions.gift") -> tuple[Remark, ...]:
    file, written = opened(content.encode() if isinstance(content, str) else content, where)
    return linted(file, written)


def gift(keys: list[str], wrong: str = SHORT) -> str:
    options = (f"={key}\n~{wrong} {number}\n~another {wrong} {number}" for number, key in enumerate(keys))
    return (
        "\n\n".join(f"::Q{number}::What of {number}? {{\n{some}\n#### So.\n}}" for number, some in enumerate(options))
        + "\n"
    )


@pytest.mark.parametrize(("longest", "of", "told"), [(10, 10, True), (9, 9, False), (10, 12, True), (8, 12, False)])
def test_keys_that_are_the_longest_are_told_where_chance_would_not_do_it(longest: int, of: int, told: bool) -> None:  # noqa: FBT001
    keys = [f"{LONG} {number}" if number < longest else f"brief {number}" for number in range(of)]
    assert [(one.rule, one.line, one.severity) for one in found(gift(keys))] == [("key-longest", 2, "warning")] * told


def test_a_key_that_is_longer_by_a_letter_is_seen_by_nobody() -> None:
    assert found(gift([f"another {SHORT}s {number}" for number in range(20)])) == ()


def test_numbers_have_no_length() -> None:
    assert found(gift([f"{10**20 + number}" for number in range(20)], "7")) == ()


def moodle(places: list[int], *, shuffled: bool = False, sorted_: bool = False) -> str:
    questions = []
    for number, right in enumerate(places):
        words = [f"{number + place}" if sorted_ else f"word {number} {'xyz'[place]}" for place in range(3)]
        answers = "".join(
            f'<answer fraction="{100 * (place == right)}"><text>{word}</text></answer>'
            for place, word in enumerate(words)
        )
        questions.append(
            f'<question type="multichoice">\n<name><text>n{number}</text></name>'
            f"<questiontext><text>What of {number}?</text>"
            f"</questiontext><generalfeedback><text>So.</text></generalfeedback><single>true</single>"
            f"<shuffleanswers>{str(shuffled).lower()}</shuffleanswers>\n{answers}</question>\n"
        )
    return f"<quiz>\n{''.join(questions)}</quiz>\n"


def test_keys_at_one_place_are_told_where_nobody_shuffles() -> None:
    assert [(one.rule, one.line) for one in found(moodle([1] * 9 + [0]), "a.xml")] == [("key-same-place", 4)]


def test_keys_at_one_place_do_no_harm_where_options_are_shuffled_or_in_order() -> None:
    assert found(moodle([1] * 10, shuffled=True), "a.xml") == ()
    assert found(moodle([1] * 10, sorted_=True), "a.xml") == ()
    assert found(moodle([0, 1, 2, 1, 0, 2, 1, 1, 2, 0]), "a.xml") == ()


def test_a_file_without_any_feedback_is_told_once() -> None:
    silent = gift(["yes", "it is", "sure", "of course", "always"]).replace("#### So.\n", "")
    assert [(one.rule, one.line) for one in found(silent)] == [("no-feedback-at-all", 1)]
    assert found(silent.replace("=yes", "=yes#Right.")) == ()


def package(*, top: str = "", name: str = "map.svg", more: str = "") -> bytes:
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        if more:
            archive.writestr(more, "x")
        for path in sorted(PACKAGE.rglob("*.*")):
            member = path.relative_to(PACKAGE).as_posix()
            archive.writestr(top + member.replace("map.svg", name), path.read_text("utf-8").replace("map.svg", name))
    return whole.getvalue()


def test_names_of_files_that_openolat_refuses_are_told_once() -> None:
    assert found(package(), "a.zip") == ()
    told = found(package(name="1.map.svg"), "a.zip")
    assert [(one.rule, one.severity, one.within) for one in told] == [("name-for-olat", "note", "imsmanifest.xml")]


def test_a_package_whose_folder_was_zipped_has_no_manifest_where_importers_look() -> None:
    told = found(package(top="course/"), "a.zip")
    assert [one.rule for one in told if one.severity == "error"] == ["manifest-missing"]
    assert "course/imsmanifest.xml" in next(one.words for one in told if one.rule == "manifest-missing")


def test_a_pool_of_blackboard_is_not_judged_by_the_rules_of_others() -> None:
    with pytest.raises(UsageError, match="a.zip is a pool in Blackboard's own format, .* export it as QTI 2.1"):
        opened(package(more=".bb-package-info"), "a.zip")
