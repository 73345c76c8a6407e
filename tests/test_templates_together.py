"""What stands together in a template is put out in one step, choices among words with it."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from quizgen.templating import MARKDOWN, PLAIN, XML, Dialect, Templates
from quizgen.text import Text

CHOICES = (
    "a{% if n > 1 %}<b>{{ words }}</b>{% elif n %}{% if text %}{{ text | line }}{% else %}none{% endif %}"
    "{% else %}&amp;{% endif %}z{% if n > 2 %}!{% endif %}"
)


def filled(dialect: Dialect, source: str, **given: object) -> str:
    return Templates(dialect).environment.from_string(source).render(**given)


@pytest.mark.parametrize("dialect", [PLAIN, XML])
@pytest.mark.parametrize(
    ("n", "text", "shown"),
    [
        (0, None, "a&amp;z"),
        (1, None, "anonez"),
        (1, Text("1 < {n}", {"n": 2}), "a1 &lt; 2z"),
        (2, None, "a<b>&lt;i&gt;</b>z"),
        (3, None, "a<b>&lt;i&gt;</b>z!"),
    ],
)
def test_the_case_that_holds_is_put_out_and_escaped(dialect: Dialect, n: int, text: Text | None, shown: str) -> None:
    assert filled(dialect, CHOICES, n=n, text=text, words="<i>") == shown


def test_choices_among_words_are_one_step_of_the_template() -> None:
    code = Templates(PLAIN).environment.compile(CHOICES, raw=True)
    assert code.count("yield") == 2  # the other one never runs: it makes the function a generator


def test_a_choice_that_does_more_than_put_out_stays_one() -> None:
    source = "{% set x = 1 %}a{% if n %}{% set x = 2 %}b{% for one in n %}{{ one }}{% endfor %}{% endif %}{{ x }}"
    assert [filled(XML, source, n=n) for n in ((), (7, 8))] == ["a1", "ab782"]


def test_a_case_that_does_not_hold_asks_for_nothing() -> None:
    assert filled(XML, "{% if n %}{{ missing }}{% endif %}.", n=0) == "."
    with pytest.raises(UndefinedError, match="missing"):
        filled(XML, "{% if n %}{{ missing }}{% endif %}.", n=1)


def test_words_of_a_choice_are_escaped_as_their_markup_wants() -> None:
    assert filled(MARKDOWN, "{% if n %}{{ 'a*b' }}{% endif %}{{ n }}", n="*") == r"a\*b\*"


def test_a_macro_may_choose_words() -> None:
    source = "{% macro f(n) %}<{% if n %}{{ n }}{% else %}-{% endif %}>{% endmacro %}{{ f(0) }}{{ f('&') }}"
    assert filled(XML, source) == "<-><&amp;>"
