"""Packages are as the schemas of IMS want them, and stay so when another program makes QTI 2.1 of QTI 3.0."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from importlib.util import find_spec

import pytest
from everything import everything
from lxml import etree
from msgspec.structs import replace
from qti_package import NO_SCHEMAS, SCHEMAS, VERSIONS, complaints, files, items, of, package

from quizgen.model import Form, Section, Sitting

JUDGED = pytest.mark.skipif(not SCHEMAS, reason=NO_SCHEMAS)
CONVERTED = pytest.mark.skipif(
    find_spec("qti_convert") is None, reason="NOT JUDGED: citolab-qti-convert is not installed"
)


@JUDGED
@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_packages_of_all_kinds_are_valid(form: Form, hostile: Form, version: str) -> None:
    sitting = Sitting(duration=90, wrong=Fraction(1, 3), aids=("pencil",))
    exam = replace(form, ordered=True, sitting=sitting, sections=(Section("One", ("Note.",), 2), Section("Two", (), 7)))
    for one in (form, hostile, exam, replace(form, sitting=Sitting(language="de"))):
        assert complaints(files(package(version, one, Fraction(1, 3), shuffle=True))) == []


@JUDGED
@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS)
def test_every_family_and_file_is_valid_in_every_kind(form: Form, version: str) -> None:
    assert complaints(files(package(version, everything(form)))) == []


@JUDGED
def test_the_judge_sees_what_is_wrong(form: Form) -> None:
    found = files(package("qti21", replace(form, items=form.items[:1])))
    (name,) = items(found)
    broken = {**found, name: found[name].replace(b'cardinality="single"', b'cardinality="sole"')}
    assert complaints(found) == []
    assert len(complaints(broken)) >= 1


@JUDGED
@CONVERTED
@pytest.mark.slow
def test_a_converted_copy_stays_valid(form: Form, hostile: Form) -> None:
    for one in (form, hostile):
        assert complaints(_converted(package("qti30", one))) == []


@CONVERTED
def test_both_versions_say_the_same(form: Form) -> None:
    ours, theirs = files(package("qti21", form, Fraction(1, 4))), _converted(package("qti30", form, Fraction(1, 4)))
    for item in form.items:
        assert _plain(of(item, theirs)) == _plain(of(item, ours))


def _converted(packed: bytes) -> Mapping[str, bytes]:
    """The files of a package of QTI 3.0 as QTI 2.1, by another program."""
    from qti_convert import downgrade_package

    made = downgrade_package(packed)
    return {name: raw.encode() if isinstance(raw, str) else raw for name, raw in made.files.items()}


def _plain(raw: bytes) -> str:
    """An item without what only one of the two versions has."""
    root = etree.fromstring(raw, etree.XMLParser(remove_blank_text=True, remove_comments=True))
    for one in root.xpath("//*[local-name()='stylesheet' or starts-with(@identifier, 'PLACE_')]"):
        one.getparent().remove(one)
    for index in root.iter("{*}index"):
        index.set("n", index.get("n").removeprefix("PLACE_"))
    for one in root.xpath("//*[@class='qti-match-tabular']"):
        del one.attrib["class"]
    for name in [name for name in root.attrib if "schemaLocation" in name]:
        del root.attrib[name]
    for one in root.iter():
        one.text, one.tail = (words and words.strip() for words in (one.text, one.tail))
    return str(etree.tostring(root, method="c14n2"), "utf-8")
