"""Macros that are put in where they are called give what calls of them would."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup

from quizgen import resources
from quizgen.templating import XML, Templates
from quizgen.templating.printing import PrintingEnvironment

MACROS = """
{% macro box(x, y=2, fill="a&b", bold=false) %}
<b x="{{ x }}" y="{{ y | round(1) }}"{% if fill != "a&b" %} f="{{ fill }}"{% endif %}
{% if bold %} bold{% else %} thin{% endif %}>
{% endmacro %}
{% macro each(rows, x) %}{% for row in rows %}{{ loop.index0 }}{{ row }}{{ x }};{% endfor %}{% endmacro %}
{% macro of_range(n) %}{% for i in range(n) %}{{ i }}{% endfor %}{% endmacro %}
{% macro both(x) %}{{ box(x) }}{{ box(x, 3) }}{% endmacro %}
{% macro changed(x) %}{% set x = x + 1 %}{{ x }}{% endmacro %}
{% macro wrapped(x) %}{{ x }}{% if caller is defined %}{{ caller() }}{% endif %}{% endmacro %}
{% macro most(x) %}{{ x }}{{ varargs | join(",") }}{% endmacro %}
"""
CALLS = [
    "{{ m.box(1) }}",
    "{{ m.box(1, 2.25, '<f>', true) }}",
    "{{ m.box(y=x, x=words) }}{{ words }}",
    "{{ m.box(x + 1, x * 2, bold=x > 1) }}{{ x }}",
    "a{{ x }}{{ m.box(markup) }}b{{ words }}c",
    "{% for x in [3, 4] %}{{ m.box(x, loop.index0) }}{{ x }}{% endfor %}{{ x }}",
    "{% for row in rows %}{{ m.each(row, loop.last) }}{% endfor %}",
    "{% set y = 9 %}{{ m.box(y, x, fill=words) }}{{ y }}",
    "{{ m.each(rows, x) }}{{ m.of_range(3) }}{{ m.both(x) }}{{ m.changed(x) }}{{ m.wrapped(x) }}{{ m.most(x, 2, 3) }}",
    "{% call m.wrapped(words) %}{{ words }}{% endcall %}",
    "{{ m.box(*[1, 2]) }}{{ m.box(**{'x': words}) }}",
    "{{ m.box(m.box(1)) }}{{ m.box(1) ~ words }}{{ m.box(1) | length }}",
    "{% macro own(x) %}{{ m.box(x) }}{% endmacro %}{{ own(words) }}",
    "{% set m = {'box': words.upper} %}{{ m.box() }}",
    "{% block b %}{{ m.box(words, x) }}{% endblock %}",
    "{% if x %}{{ m.box(x) }}{% else %}{{ m.box(words) }}{% endif %}",
]
GIVEN = {"x": 2, "words": "<&'\">", "markup": Markup("<i>"), "rows": [[1, "<"], ["&", 2.5]]}
REFUSED = ["{{ m.box() }}", "{{ m.box(1, z=2) }}", "{{ m.box(1, 2, 'a', true, 5) }}", "{{ m.box(1, x=2) }}"]


def environments(page: str) -> tuple[Environment, PrintingEnvironment]:
    options: dict[str, Any] = {
        "autoescape": True,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    loader = DictLoader({"page": '{% import "macros" as m %}\n' + page, "macros": MACROS})
    return Environment(loader=loader, **options), PrintingEnvironment(XML, loader=loader, **options)  # noqa: S701 - it is on


@pytest.mark.parametrize("page", CALLS)
def test_a_macro_that_is_put_in_gives_what_its_call_gives(page: str) -> None:
    called, put_in = (environment.get_template("page").render(**GIVEN) for environment in environments(page))
    assert put_in == called


@pytest.mark.parametrize("page", REFUSED)
def test_a_call_that_does_not_fit_is_refused_as_ever(page: str) -> None:
    for environment in environments(page):
        with pytest.raises((TypeError, UndefinedError)):
            environment.get_template("page").render(**GIVEN)


def test_a_name_that_an_argument_misses_is_an_error_as_ever() -> None:
    for environment in environments("{{ m.box(missing) }}"):
        with pytest.raises(UndefinedError, match="'missing' is undefined"):
            environment.get_template("page").render(**GIVEN)


def test_only_templates_of_which_something_is_called_are_imported() -> None:
    for page, imported in (("{{ m.box(1) }}", False), ("{{ m.both(1) }}", True), ("{{ m.box(1) ~ '' }}", True)):
        _, environment = environments(page)
        environment.get_template("page").render()
        assert ("macros" in {name for _, name in environment.cache or ()}) is imported


@pytest.mark.parametrize(
    "path", sorted((resources.templates() / "figures").glob("*.svg.j2")), ids=lambda path: path.name
)
def test_no_drawing_calls_a_macro_for_its_parts(path: Path) -> None:
    source = Templates(XML).environment.compile(path.read_text(encoding="utf-8"), f"figures/{path.name}", raw=True)
    assert not re.search(r"parts\b", source.replace(f"figures/{path.name}", "")) or path.name == "parts.svg.j2"
