"""A package holds what its manifest and its test name, under names that every platform takes."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from tempfile import TemporaryFile
from typing import IO

import pytest
from handmade import answered
from hostile import HOSTILE
from lxml import etree
from msgspec.structs import replace
from qti_package import MANIFEST, TEST, VERSIONS, files, items, of, package, words

from quizgen.answers import Numerical
from quizgen.catalog import format_called
from quizgen.errors import QuizgenError
from quizgen.formats.protocol import Limited, Options, Streaming
from quizgen.formats.qti.naming import category, identifier
from quizgen.model import Form, Section, Sitting

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\.(xml|svg)")


@pytest.mark.parametrize("version", VERSIONS)
def test_golden(form: Form, golden: Callable[[str, bytes], None], version: str) -> None:
    found = files(package(version, replace(form, ordered=True), Fraction(1, 4)))
    whole = (b"== " + name.encode() + b"\n" + raw for name, raw in found.items() if name.endswith(".xml"))
    golden(f"{version}.txt", b"".join(whole))


@pytest.mark.parametrize("version", VERSIONS)
def test_same_form_same_bytes(form: Form, version: str) -> None:
    assert package(version, form) == package(version, form)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize("which", ["form", "hostile"])
def test_every_file_is_named_in_the_manifest_and_every_named_file_is_there(
    version: str, which: str, request: pytest.FixtureRequest
) -> None:
    form: Form = request.getfixturevalue(which)
    found = files(package(version, form))
    manifest = etree.fromstring(found[MANIFEST])
    named = manifest.xpath("//*[local-name()='file']/@href")
    assert sorted(named) == sorted(found.keys() - {MANIFEST})
    assert len(items(found)) == len(form.items)
    assert all(NAME.fullmatch(name) for name in found)
    ids = manifest.xpath("//*[local-name()='resource']/@identifier")
    assert len(set(ids)) == len(ids) == len(form.items) + 1
    assert sorted(manifest.xpath("//*[local-name()='dependency']/@identifierref")) == sorted(ids[1:])


@pytest.mark.parametrize("version", VERSIONS)
def test_the_test_names_every_item_once_in_the_order_of_an_exam(form: Form, version: str) -> None:
    found = files(package(version, replace(form, ordered=True)))
    refs = etree.fromstring(found[TEST]).xpath("//*[@href]/@href")
    assert refs == [f"{identifier(item)}.xml" for item in form.items]
    manifest = etree.fromstring(found[MANIFEST])
    assert manifest.xpath("//*[local-name()='resource']/@href") == [TEST, *refs]


@pytest.mark.parametrize("version", VERSIONS)
def test_outside_exams_a_section_holds_the_items_of_a_topic_and_level(form: Form, version: str) -> None:
    test = etree.fromstring(files(package(version, form))[TEST])
    sections = test.xpath("//*[@visible]")
    assert [one.get("title") for one in sections] == [
        "Output size: easy",
        "Receptive field: medium",
        "Output size: hard",
        "Normalisation: easy",
    ]
    assert [len(one.xpath("*[@href]")) for one in sections] == [4, 1, 1, 3]


@pytest.mark.parametrize("version", VERSIONS)
def test_an_exam_has_its_own_sections_notes_time_and_cost_of_a_wrong_option(form: Form, version: str) -> None:
    sections = (Section("Shapes", ("Take your time.",), 4), Section("Shapes", (), 5))
    sitting = Sitting(duration=90, extra=Fraction(10), wrong=Fraction(1, 4), aids=("pencil",))
    form = replace(form, ordered=True, sections=sections, sitting=sitting)
    test = etree.fromstring(files(package(version, form, Fraction(1, 4)))[TEST])
    assert [one.get("title") for one in test.xpath("//*[@visible]")] == ["1. Shapes", "2. Shapes"]
    assert [len(one.xpath("*[@href]")) for one in test.xpath("//*[@visible]")] == [4, 5]
    assert [words(one) for one in test.xpath("//*[@view]")] == [
        "No calculators.",
        "Where exactly one option is right, a wrong one costs 25% of the points; no answer costs nothing.",
        "Time: 99 minutes (10% more than 90)",
        "Aids: pencil",
        "Take your time.",
    ]
    assert "5940" in test.xpath("//*[contains(local-name(), 'imits')]/@*")
    assert "simultaneous" in test.xpath("//@*")


@pytest.mark.parametrize("version", VERSIONS)
def test_titles_topics_and_levels_are_told_unchanged(hostile: Form, version: str) -> None:
    found = files(package(version, replace(hostile, ordered=True)))
    shown = HOSTILE.replace("\x07", "?")
    assert shown in etree.fromstring(found[TEST]).get("title")
    keywords = [words(one) for one in etree.fromstring(found[MANIFEST]).xpath("//*[local-name()='keyword']")]
    assert keywords.count(shown) == len(hostile.items)
    assert {"Output size", "output-size", "easy", "hard"} <= set(keywords)


@pytest.mark.parametrize("version", VERSIONS)
def test_hostile_words_stay_words(hostile: Form, version: str) -> None:
    found = files(package(version, hostile))
    shown = HOSTILE.replace("\x07", "?")
    for item in hostile.items:
        root = etree.fromstring(of(item, found))
        said = f"{shown} and {shown}"
        body = root.xpath("//*[contains(local-name(), 'ody')][contains(local-name(), 'tem')]")[0]
        assert words(body).startswith(said)
        feedback = root.xpath("//*[contains(local-name(), 'eedback')]")
        assert len(feedback) > 2
        assert all(said in words(one) for one in feedback[1:])
        if item.kind in {"choice", "multiple", "ordering"} and item.question.options[0].text.template != "True":
            options = [words(one) for one in body.iter() if "hoice" in one.tag and not one.xpath("*[@identifier]")]
            assert [f"{number} {shown}" for number in range(len(options))] == options


@pytest.mark.parametrize("version", VERSIONS)
def test_the_same_item_twice_is_two_files(form: Form, version: str) -> None:
    twice = replace(form, items=(form.items[2], form.items[2]))
    found = files(package(version, twice))
    one, other = items(found).values()
    assert one == other
    assert len(found) == 6  # two items, two drawings, the manifest and the test


@pytest.mark.parametrize("version", VERSIONS)
def test_items_that_come_one_by_one_give_the_same_package_from_the_disk(form: Form, version: str) -> None:
    fmt = format_called(version)
    assert isinstance(fmt, Streaming)
    options = Options("exam")
    pieces = (fmt.piece(item, options) for item in form.items)
    spools: list[IO[bytes]] = []

    def spool() -> IO[bytes]:
        spools.append(TemporaryFile())  # noqa: SIM115 - closed below
        return spools[-1]

    (file,) = fmt.joined(replace(form, items=()), pieces, options, spool)
    assert b"".join(file.chunks) == package(version, form)
    for one in spools:
        one.close()


@pytest.mark.parametrize("word", ["output-size", "2d", "a b.c", "Größe", "]]>", "量", "-x"])
def test_categories_are_identifiers(word: str) -> None:
    assert re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]*", category(word))


def test_identifiers_are_stable_and_names_of_files(form: Form, hostile: Form) -> None:
    found = [identifier(item) for item in (*form.items, *hostile.items)]
    assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9_-]{0,99}", one) for one in found)
    assert len({identifier(item) for item in form.items}) == len(form.items)
    strange = replace(form.items[0], question=replace(form.items[0].question, id="1. Größe " + "x" * 100))
    assert re.fullmatch(r"item-[a-z2-7]{32}", identifier(strange))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_key_that_nobody_can_type_is_refused(form: Form, version: str) -> None:
    fmt = format_called(version)
    assert isinstance(fmt, Limited)
    third = answered(form.items[1], Numerical(Fraction(1, 3)))
    near = answered(form.items[1], Numerical(Fraction(1, 3), tolerance=Fraction(1, 200)))
    assert fmt.refusal(third.question) == "its key is a number that no decimal is, and that nobody can type"
    assert [fmt.refusal(item.question) for item in (near, *form.items)] == [None] * 10
    with pytest.raises(QuizgenError, match="no decimal is 1/3, so that nobody can type it in QTI; ask it as choice"):
        package(version, replace(form, items=(third,)))
    assert b"0.3383333333333" in of(near, files(package(version, replace(form, items=(near,)))))
