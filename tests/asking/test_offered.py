"""Solutions of which-of-these questions."""

from __future__ import annotations

from itertools import islice

import pytest

from quizgen import catalog
from quizgen.asking.offered import Offered, each
from quizgen.asking.which_layer import WhichFamily
from quizgen.space import Params

FAMILIES = [source for source in catalog.families() if isinstance(source, WhichFamily)]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: str(family.id))
def test_a_solution_shows_what_every_option_gives(family: WhichFamily) -> None:
    for question in islice(family.draw("easy", "choice", "offered"), 5):
        shown = [text.values for text in question.parts[0].solution if "gives_0" in text.values]
        assert [f"`{values['layer']}`" for values in shown] == [
            option.text.template.format(**option.text.values) for option in question.options
        ]
        for values, witness in zip(shown, question.witnesses, strict=True):
            assert tuple(values[f"gives_{number}"] for number in range(len(witness.expected))) == witness.run()


def _offered(code: str, *, right: bool) -> Offered:
    return Offered(Params({"n": 1}), code, (2,), right)


def test_a_solution_ends_at_the_right_options() -> None:
    offered = [_offered("a", right=True), _offered("b", right=False), _offered("c", right=True)]
    *_, last = each("`{layer}` gives {gives_0}.", {}, offered)
    assert last.template.format(**last.values) == "So 2 of them are right: `a` and `c`."
    *_, last = each("`{layer}` gives {gives_0}.", {}, offered[:2])
    assert last.template.format(**last.values) == "So the answer is `a`."
