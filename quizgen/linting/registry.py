"""Every rule: whatever modules of ``rules/`` hold, and what the readers of files remark on."""

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
def rules() -> tuple[Rule, ...]:
    """All of them by id."""
    found = [*map(Rule, READING)]
    for module in iter_modules(package.__path__):
        held = vars(import_module(f"{package.__name__}.{module.name}"))
        found += [one for one in held.values() if isinstance(one, Rule)]
    return tuple(sorted(found, key=lambda rule: rule.about.id))


def ids(named: str, option: str) -> frozenset[str]:
    """The ids of a list with commas; raises UsageError for one that no rule has."""
    known = [rule.about.id for rule in rules()]
    asked = [name.strip() for name in named.split(",") if name.strip()]
    for name in asked:
        if name not in known:
            raise UsageError(f"{option}: there is no rule '{name}'; {advice(name, known, 'docs/lint.md lists them')}")
    return frozenset(asked)
