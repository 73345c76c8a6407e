"""Pictures as SVG documents: well-formed, complete in themselves, the same each time, and told in words."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path

import pytest
from lxml import etree
from msgspec.structs import replace

from quizgen import architectures
from quizgen.explaining import Explanation, by_formula
from quizgen.explaining.pictures import PICTURES, drawing, drawn, svg
from quizgen.explaining.pictures.marks import ADVANCE
from quizgen.formats.svg_files import svg_as_pdf, svg_as_png
from quizgen.formats.typesetting import labelled

FOLDER = Path(__file__).parents[3] / "docs" / "pictures"
SVG = "{http://www.w3.org/2000/svg}"


def shipped(name: str) -> Explanation:
    found = architectures.load(name)
    return by_formula(found.network, found.title, found.names)


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_complete_in_itself_and_told_in_words(picture: str) -> None:
    for name in ("resnet18", "unet", "wavenet-block"):
        explanation = shipped(name)
        root = etree.fromstring(drawn(explanation, picture).encode())
        assert root.get("role") == "img"
        title, told = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
        assert title is not None
        assert told is not None
        assert root.get("aria-labelledby") == f"{title.get('id')} {told.get('id')}"
        assert title.text == explanation.title
        assert len(told.text or "") > 100
        ids = {node.get("id") for node in root.iter() if node.get("id")}
        used = [node.get("fill", "")[5:-1] for node in root.iter() if node.get("fill", "").startswith("url(")]
        assert set(used) <= ids
        assert not [node for node in root.iter() if any("href" in name for name in node.attrib)]


def test_the_same_network_gives_the_same_bytes() -> None:
    for picture in PICTURES:
        assert drawn(shipped("googlenet"), picture) == drawn(shipped("googlenet"), picture)
    made = drawn(shipped("lenet5"))
    assert svg_as_png(made, 96) == svg_as_png(made, 96)
    assert svg_as_pdf(made, "LeNet-5", "told") == svg_as_pdf(made, "LeNet-5", "told")


def test_names_are_data() -> None:
    plain = shipped("lenet5")
    line = dataclasses.replace(plain.lines[0], name='<&"]]>', type="a|b")
    found = drawn(replace(plain, title="</title><script>", lines=(line, *plain.lines[1:])))
    root = etree.fromstring(found.encode())
    assert root.findtext(f"{SVG}title") == "</title><script>"
    assert '<&"]]>' in [node.text for node in root.iter(f"{SVG}text")]


def test_nothing_is_behind_a_picture_that_is_to_have_nothing_behind_it() -> None:
    made = drawing(shipped("lenet5"))
    assert len(list(etree.fromstring(svg(made).encode()).iter(f"{SVG}rect"))) == 1
    assert not list(etree.fromstring(svg(made, None).encode()).iter(f"{SVG}rect"))


def test_letters_are_as_wide_as_is_reckoned() -> None:
    source = (
        '#context [#metadata(("x" * 100, "×" * 100, "–…" * 50).map(one => '
        'measure(text(font: "DejaVu Sans Mono", size: 10pt, one)).width.pt()))<wide>]'
    )
    (found,) = labelled(source, "wide", ())
    assert json.loads(json.dumps(found)) == pytest.approx([1000 * ADVANCE] * 3, rel=0.001)


def test_the_network_is_told_path_by_path() -> None:
    told = drawing(shipped("resnet18")).words
    assert told.startswith("Layers in the order in which they run: input 3×224×224; conv1 64×112×112; maxpool")
    first = "(layer1.0.conv1 64×56×56, layer1.0.conv2 64×56×56 | as it came), summed to 64×56×56"
    assert f"paths side by side {first}" in told


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.svg")), ids=lambda file: file.stem)
def test_the_pictures_of_the_documentation_are_as_they_are_drawn_now(file: Path) -> None:
    name, _, picture = file.stem.partition("-")
    assert file.read_text(encoding="utf-8") == drawn(shipped(name), picture or "network")


def test_the_documentation_shows_its_pictures() -> None:
    page = (FOLDER.parent / "pictures.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\(pictures/(.+?)\)", page)) == {file.name for file in FOLDER.glob("*.svg")}
