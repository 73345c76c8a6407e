"""Verified exercises on convolutional networks: formula, real torch layer and source agree, or there is no item.

The package is for notebooks and programs; ``docs/python.md`` tells the whole, the command ``quizgen`` does the same
and more in a terminal.

>>> import quizgen
>>> table = quizgen.explain("lenet5")
>>> table.parameters, table["c3"].output_shape
(61706, (16, 10, 10))

What cannot be done as asked raises a ``QuizgenError``, whose message is one sentence that says what to do. Nothing is
printed, and nothing is written but where ``save`` says. Importing the package imports neither torch nor numpy; the
first call does.
"""

from __future__ import annotations

TYPE_CHECKING = False  # typing alone would take ten times as long as all else here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, overload

    from quizgen.errors import QuizgenError, UsageError
    from quizgen.python import (
        Audit,
        Families,
        Family,
        Item,
        Items,
        Network,
        Quiz,
        ReceptiveField,
        Seed,
        Size,
        Table,
        Verdict,
    )

    __version__: str
else:

    def overload(function: object) -> object:
        """What follows is told to type checkers only."""
        return function


__all__ = [
    "Audit",
    "Families",
    "Family",
    "Item",
    "Items",
    "Quiz",
    "QuizgenError",
    "ReceptiveField",
    "Table",
    "UsageError",
    "Verdict",
    "__version__",
    "check",
    "draw",
    "explain",
    "families",
    "quiz",
    "receptive_field",
]


def explain(model: Network, input: Size | None = None) -> Table:  # noqa: A002 - what it is
    """The table of a network: of each layer its output shape, parameters, MACs, receptive field, jump and start.

    ``model`` is a ``torch.nn.Module``, the name of a published network, or a line of layers; a path that ends in
    ``.toml`` names a file with a network of one's own. ``input`` is its shape without the batch, channels first, as
    ``(3, 224, 224)`` or ``"3x224x224"``; a published network has its own.

    A module is run in this process, on zeros and on marks. Afterwards it is as before: training or not, its hooks,
    gradients, buffers and attributes, and torch's random numbers. Layers by name are computed by formula and confirmed
    by real torch layers.

    >>> table = explain("conv 3->16 k5, relu, maxpool k2 s2", (3, 32, 32))
    >>> [(row.type, row.output_shape, row.parameters) for row in table]  # doctest: +NORMALIZE_WHITESPACE
    [('Conv2d', (16, 28, 28), 1216),
     ('ReLU', (16, 28, 28), 0),
     ('MaxPool2d', (16, 14, 14), 0)]

    Raises UsageError where there is no such network, or where it cannot take such an input.
    """
    from quizgen.python.tables import explain as made

    return made(model, input)


def receptive_field(
    model: Network,
    input: Size | None = None,  # noqa: A002 - what it is
    layer: str | None = None,
) -> ReceptiveField:
    """What one unit of a layer sees of the input: size, jump and start, each with one number an axis.

    ``layer`` is its name in the table that ``explain`` gives, or that of a module, whose last layer it is; without one
    it is the last layer whose units see windows, not the whole. ``model`` and ``input`` are as for ``explain``.

    >>> found = receptive_field("vgg16", layer="conv3_3")
    >>> found.size, found.jump, found.start
    ((40, 40), (4, 4), (Fraction(3, 2), Fraction(3, 2)))
    >>> found.span(0, 10)
    ((-18, 21), (22, 61))

    Raises UsageError where there is no such layer, and where its receptive field cannot be told, with the reason.
    """
    from quizgen.python.fields import receptive_field as found

    return found(model, input, layer)


def families(topic: str | None = None) -> Families:
    """The families of items and the files of items in words, of all topics or of one.

    >>> [family.id for family in families("pointwise")]
    ['pointwise-convolution-concepts']

    Raises UsageError for a topic that there is not.
    """
    from quizgen.python.listing import families as listed

    return listed(topic)


def draw(  # noqa: PLR0913 - what items can be asked for by
    *names: str,
    n: int = 1,
    level: str | Sequence[str] | None = None,
    kind: str | Sequence[str] | None = None,
    seed: Seed = 0,
    network: Network | None = None,
    input: Size | None = None,  # noqa: A002 - what it is
) -> Items:
    """Verified items of families, topics or files of items, or about a ``network``.

    They are those that ``quizgen generate NAMES -n N --seed SEED`` writes with such a ``level`` (easy, medium, hard)
    and ``kind`` (choice, multiple, numerical, matching, ordering, grid, parts): the same arguments give the same items,
    and a smaller ``n`` the beginning of a larger one.

    >>> item = draw("conv-output-size", level="easy", kind="choice", seed=7)[0]
    >>> item.level, item.kind, len(item.options)
    ('easy', 'choice', 3)

    Raises UsageError where there is no such name, or where there are not so many items.
    """
    from quizgen.python.drawing import draw as drawn

    return drawn(names, n=n, level=level, kind=kind, seed=seed, about=(network, input))


def quiz(  # noqa: PLR0913 - what items can be asked for by
    *names: str,
    n: int = 5,
    level: str | Sequence[str] | None = None,
    kind: str | Sequence[str] | None = None,
    seed: Seed | None = None,
    network: Network | None = None,
    input: Size | None = None,  # noqa: A002 - what it is
    widgets: bool | None = None,
) -> Quiz:
    """Items to be answered in a notebook, with a second try, hints, what a mistake was, and solutions.

    With ipywidgets (``pip install 'quizgen[notebook]'``) it is made of these, and ``results`` of what is returned tells
    how it went; without, or with ``widgets=False``, it is a page of HTML that judges by itself. Without names it asks
    items of all topics. Other arguments are those of ``draw``; without a seed one is drawn, which ``seed`` of what is
    returned tells.

    >>> asked = quiz("dilation", n=2, seed=3, widgets=False)
    >>> asked
    <Quiz of 2 items, 0 answered, seed 3>
    """
    from quizgen.python.quizzing import quiz as made

    return made(names, n=n, level=level, kind=kind, seed=seed, about=(network, input), widgets=widgets)


@overload
def check(what: str, *, n: int = 100) -> Audit: ...  # noqa: D103 - the function below tells both


@overload
def check(what: Item, answer: Any) -> Verdict: ...  # noqa: D103, F811 - so do the others


def check(what: str | Item, answer: Any = None, *, n: int = 100) -> Audit | Verdict:  # noqa: F811 - told in two ways
    """What an answer to an item is worth and what it shows; or, for a name, whether the items there are as they should.

    ``check(item, answer)`` marks as the quiz does: ``item.mark`` tells how answers of each kind are given, and None is
    the answer of somebody who does not know.

    >>> item = draw("conv-output-size", kind="numerical", level="easy", seed=7)[0]
    >>> check(item, item.answer).right, check(item, 0).right
    (True, False)

    ``check("conv-output-size")`` holds ``n`` points of each level of a family, of those of a topic or of a file of
    items against real torch layers, sources, the rules for items and blind guessing, as ``quizgen check`` does.

    Raises UsageError for what is no answer to such an item, and for a name that there is not.
    """
    from quizgen.python.items import Item as One

    if isinstance(what, One):
        return what.mark(answer)
    from quizgen.python.auditing import check as audited

    return audited(what, answer, n)


if not TYPE_CHECKING:  # a name that is none of these is a fault that mypy finds

    def __getattr__(name: str) -> object:
        """The version that is installed, and the types of what is returned and raised, each on first use."""
        if name == "__version__":
            from quizgen.resources import version

            return version()
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from quizgen import errors, python

        return getattr(errors if name.endswith("Error") else python, name)

    def __dir__() -> list[str]:
        """What there is for users."""
        return [*__all__]
