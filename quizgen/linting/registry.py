"""Every rule: whatever modules of ``rules/`` hold, and what is remarked on outside them."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from quizgen.errors import UsageError
from quizgen.linting import rules as package
from quizgen.linting.reading import READING
from quizgen.linting.rule import Rule
from quizgen.reading.advice import advice


@cache
def groups() -> dict[str, tuple[Rule, ...]]:
    """The rules of each module by id, under what the module says that they are about."""
    found: dict[str, tuple[Rule, ...]] = {}
    for module in sorted(iter_modules(package.__path__), key=lambda one: one.name):
        held = import_module(f"{package.__name__}.{module.name}")
        some = sorted((one for one in vars(held).values() if isinstance(one, Rule)), key=lambda rule: rule.about.id)
        found[(held.__doc__ or "").partition("\n")[0].rstrip(".")] = tuple(some)
    for title, told in READING.items():
        found[title] = tuple(map(Rule, sorted(told, key=lambda about: about.id)))
    return found


@cache
def rules() -> tuple[Rule, ...]:
    """All of them by id."""
    return tuple(sorted((rule for some in groups().values() for rule in some), key=lambda rule: rule.about.id))


def ids(named: str, option: str) -> frozenset[str]:
    """The ids of a list with commas; raises UsageError for one that no rule has."""
    known = [rule.about.id for rule in rules()]
    asked = [name.strip() for name in named.split(",") if name.strip()]
    for name in asked:
        if name not in known:
            raise UsageError(f"{option}: there is no rule '{name}'; {advice(name, known, 'docs/lint.md lists them')}")
    return frozenset(asked)
