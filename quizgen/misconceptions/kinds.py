"""The three ways to be wrong: a slip in the formula, numbers misread, another formula altogether."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, TypeAlias

from msgspec import Struct

from quizgen.answers import Concept
from quizgen.errors import FormulaError
from quizgen.math.reader import read
from quizgen.math.rewrites import rewrite, substitute
from quizgen.math.tree import Expr, Sym, split_name, symbols

Trees: TypeAlias = tuple[Expr, ...]
Shape: TypeAlias = tuple[str, ...]
Wrong: TypeAlias = Callable[[Shape], Trees | None]
"""What a mistake gives in place of the right formula for a shape; None where it cannot be made."""
About: TypeAlias = str | Concept
"""A concept that ships with quizgen by its id, or one that a plug-in brings."""


class Misconception(Protocol):
    """A named mistake.

    ``id`` is a slug with one meaning everywhere, ``feedback`` one sentence in the small Markdown of ``quizgen.text``,
    ``concept`` what it gets wrong: an id in ``banks/misconceptions.toml``, or a Concept of a plug-in's own; ``wrong``
    gives the wrong formula for each component of the key, or None where the mistake cannot be made on that shape.
    """

    @property
    def id(self) -> str:
        """A slug."""

    @property
    def feedback(self) -> str:
        """One sentence: what was misunderstood and what is right."""

    @property
    def concept(self) -> About:
        """What it gets wrong."""

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The wrong formula for each component of the key."""


class OwnWay:
    """A ``mistake`` that is made in a way of its own, and is called and explained as everywhere."""

    __slots__ = ()
    mistake: Misconception

    @property
    def id(self) -> str:
        """That of the mistake."""
        return self.mistake.id

    @property
    def feedback(self) -> str:
        """That of the mistake."""
        return self.mistake.feedback

    @property
    def concept(self) -> About:
        """That of the mistake."""
        return self.mistake.concept


class OfConcept(Struct, frozen=True, kw_only=True):
    """What it is that somebody gets wrong, which is always said by its name."""

    concept: About


class Mistake(OfConcept, frozen=True):
    """A slip in the formula: every match of ``pattern`` in the key's tree becomes ``by``.

    ``pattern`` and ``by`` are read by ``quizgen.math.rewrites.rewrite``. With ``optional`` a shape in which the pattern
    does not occur is one where the mistake cannot be made; otherwise that is an error.
    """

    id: str
    pattern: str
    by: str
    feedback: str
    optional: bool = False

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The rewritten trees; raises FormulaError where nothing matches and the mistake is not optional."""
        del shape
        try:
            return tuple(rewrite(tree, self.pattern, self.by) for tree in key)
        except FormulaError:
            if self.optional:
                return None
            raise


class Misreading(OfConcept, frozen=True):
    """Numbers read wrongly: quantities are replaced, by base name (``padding``) or full name (``padding_h``).

    A replacement by base name keeps the index: ``{"stride": "kernel_size"}`` reads ``kernel_size_2`` for ``stride_2``.
    """

    id: str
    instead: Mapping[str, str]
    feedback: str
    optional: bool = False

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The trees with the replacements made; raises FormulaError where no such quantity occurs."""
        del shape
        result = tuple(substitute(tree, self._replacements(tree)) for tree in key)
        if result != key:
            return result
        if self.optional:
            return None
        raise FormulaError(f"the misreading '{self.id}' changes nothing: {', '.join(self.instead)} does not occur")

    def _replacements(self, tree: Expr) -> dict[str, Expr]:
        found: dict[str, Expr] = {}
        for name in symbols(tree):
            base, suffix = split_name(name)
            if name in self.instead:
                found[name] = read(self.instead[name])
            elif base in self.instead:
                new = read(self.instead[base])
                found[name] = substitute(new, {s: Sym(f"{s}_{suffix}") for s in symbols(new)}) if suffix else new
        return found


class Instead(OfConcept, frozen=True):
    """Another formula altogether: for the shape, one tree for each component of the key, or None."""

    id: str
    formula: Wrong | str
    feedback: str
    optional: bool = True

    def wrong(self, key: Trees, shape: Shape) -> Trees | None:
        """The other formula's trees."""
        del key
        return (read(self.formula),) if isinstance(self.formula, str) else self.formula(shape)
