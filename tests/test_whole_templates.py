"""Templates that extend others are made whole when they are compiled, and give what Jinja itself gives."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from quizgen import resources
from quizgen.templating import MARKDOWN, PLAIN, TYPST, XML, Templates
from quizgen.templating.printing import PrintingEnvironment
from quizgen.text import Text
from quizgen.text.pixels import pixels

BASE = "<a w={{ width }}>{{ alt }}{% block first %}none{% endblock %}|{% block last %}[{{ x }}]{% endblock %}</a>\n"
PAGES = [
    "{% set width = x + 1 %}{% block first %}{{ width }}{{ words }}{% endblock %}",
    "{% set width = 3 %}{% block last %}{% for y in [1, 2] %}{{ loop.last }}{{ width }}{% endfor %}{% endblock %}",
    "lost {{ words }}{% set width = 2 %}{% block last %}{% set width = 9 %}{{ width }}{% endblock %}",
    "{% set width = 2 %}{% block last %}{{ super() }}more{% endblock %}",
    "{% set width = 2 %}{% block first %}f{% endblock %}{% block last %}{{ self.first() }}{% endblock %}",
    "{% macro m(v) %}<{{ v }}>{% endmacro %}{% set width = 2 %}{% block first %}{{ words }}{% endblock %}",
]
GIVEN = {"x": 2, "words": "<&'\">", "alt": Markup("<i>")}


def environments(page: str) -> list[Environment]:
    options: dict[str, Any] = {"autoescape": True, "undefined": StrictUndefined, "trim_blocks": True}
    loader = DictLoader({"page": '{% extends "base" %}\n' + page, "base": BASE})
    return [Environment(loader=loader, **options), PrintingEnvironment(XML, loader=loader, **options)]  # noqa: S701 - it is on


@pytest.mark.parametrize("page", PAGES)
def test_a_template_that_is_made_whole_gives_what_it_gives_in_parts(page: str) -> None:
    apart, whole = (environment.get_template("page").render(**GIVEN) for environment in environments(page))
    assert whole == apart


def test_a_drawing_needs_no_other_template() -> None:
    templates = resources.templates()
    for path in (templates / "figures").glob("*.svg.j2"):
        source = Templates(PLAIN).environment.compile(path.read_text(encoding="utf-8"), path.name, raw=True)
        assert "get_template" not in source, path.name


@pytest.mark.parametrize("number", [0, 7, -3, 0.0, -0.0, 12.0, 1.0, True, 1.005, 2.675, -0.001, 1e-9, 33.333333, 1e15])
def test_pixels_are_rounded_to_the_hundredth_and_keep_their_sign_and_point(number: float) -> None:
    assert [pixels(number), pixels(number)] == [str(round(number, 2))] * 2


@pytest.mark.parametrize("dialect", [XML, MARKDOWN, TYPST], ids=lambda one: one.name)
def test_what_is_joined_is_escaped_as_its_whole_is(dialect: Any) -> None:
    jinja = Templates(dialect).environment
    joined = jinja.from_string('{{ "<" ~ words ~ 3 }}').render(words="*a*\n1. &")
    assert joined == jinja.from_string('{% set all = "<" ~ words ~ 3 %}{{ all }}').render(words="*a*\n1. &")


@pytest.mark.parametrize("name", ["line", "cdata", "px", "base64"])
def test_a_filter_that_makes_markup_makes_it_wherever_it_stands(name: str) -> None:
    value = {"line": Text("<{n}>", {"n": 3}), "cdata": "<]]>", "px": 1.005, "base64": "<é>"}[name]
    jinja = Templates(XML).environment
    pages = ("{{ v | %s }}", "{%% set w = v | %s %%}{{ w }}", "{{ [v | %s] | join }}")
    shown = {jinja.from_string(page % name).render(v=value) for page in pages}
    assert len(shown) == 1
    assert isinstance(jinja.filters[name](value), Markup)


def test_in_a_drawing_a_name_that_is_not_there_is_an_error() -> None:
    with pytest.raises(AttributeError, match="missing"):
        Templates(PLAIN).environment.from_string("{{ given.missing }}").render(given=Text("x"))
