"""The API is typed: a user's script is read by mypy (which reads all of ``tests``), and does what its types say."""

from __future__ import annotations

import re
from collections import OrderedDict
from pathlib import Path
from typing import Any

import pytest
import user_script
from torch import nn

import quizgen


def test_what_a_typed_script_does_is_done(tmp_path: Path) -> None:
    user_script.explained()
    user_script.drawn(tmp_path)
    user_script.checked()
    assert (tmp_path / "items.xml").read_bytes().startswith(b"<?xml")


def test_what_the_readme_shows_runs() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"^```python\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    module = nn.Sequential(OrderedDict(layer1=nn.Conv2d(3, 4, 3), layer2=nn.ReLU(), layer3=nn.MaxPool2d(2)))
    known: dict[str, Any] = {"model": module}
    exec(program, known)  # noqa: S102 - our own page
    assert known["item"] == quizgen.draw("conv-output-size", seed=7)[0]


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(quizgen.__file__).parent / "py.typed").is_file()


@pytest.mark.parametrize(
    "call",
    [
        lambda: quizgen.explain(3),  # type: ignore[arg-type]
        lambda: quizgen.draw("pooling", n="three"),  # type: ignore[arg-type]
        lambda: quizgen.draw("pooling", n=True),
        lambda: quizgen.draw("pooling", n=0),
        quizgen.draw,
        lambda: quizgen.draw("pooling", network="lenet5"),
        lambda: quizgen.draw("pooling", input=(3, 8, 8)),
        lambda: quizgen.draw("pooling", level="harder"),
        lambda: quizgen.draw("pooling", kind="essay"),
        lambda: quizgen.draw("poling"),
        lambda: quizgen.families("poling"),
        lambda: quizgen.families()["conv-mac"],
        lambda: quizgen.check("conv-macs", n=0),
        lambda: quizgen.check("conv-mac"),
        lambda: quizgen.explain("resnet19"),
        lambda: quizgen.explain("no.toml"),
        lambda: quizgen.explain("nets:CNN", (3, 8, 8)),
        lambda: quizgen.explain("conv 3->4 k3"),
        lambda: quizgen.explain("conv 3->4 k3", (3,)),
        lambda: quizgen.explain("conv 3->4 k3", (3, 0, 8)),
        lambda: quizgen.explain("conv 3->4 k3", (3, 10**5, 10**5)),
        lambda: quizgen.explain("conv 3->4 k3", {"x": (3, 8, 8)}),
        lambda: quizgen.explain("lenet5")["c9"],
        lambda: quizgen.explain("lenet5").to("word"),
        lambda: quizgen.explain("lenet5").to("csv", columns=["colour"]),
        lambda: quizgen.explain("lenet5").save("lenet5.docx"),
        lambda: quizgen.explain("lenet5").picture("portrait"),
        lambda: quizgen.explain("lenet5").picture("cost", whole=True),
        lambda: quizgen.explain("lenet5").picture().save("lenet5.gif"),
        lambda: quizgen.receptive_field("lenet5", layer="c9"),
        lambda: quizgen.receptive_field("lenet5", layer="output").span(0),
        lambda: quizgen.receptive_field("lenet5", layer="c1").span(0),
        lambda: quizgen.draw("pooling").to("word"),
        lambda: quizgen.draw("pooling").save("items.xyz"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(call: Any) -> None:
    with pytest.raises(quizgen.UsageError) as raised:
        call()
    words = str(raised.value)
    assert "\n" not in words
    assert 20 < len(words) <= 300
    assert "--" not in words
