"""Shells whose completion differs from click's: what stands behind ``--option=`` is completed, too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from click.shell_completion import BashComplete, CompletionItem, FishComplete, ShellComplete, ZshComplete

OPTION, EQUALS = "--", "="


class WithEquals(ShellComplete):
    """A shell that puts what is completed in the place of a whole word, be it ``--option=value``."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """What click offers for the value, behind the option."""
        offered = super().get_completions(args, incomplete)
        before = _option(self.word(incomplete))
        return [_behind(before, item) if item.type == "plain" else item for item in offered] if before else offered

    def word(self, incomplete: str) -> str:
        """The word that the shell puts something in the place of."""
        return incomplete


class Bash(WithEquals, BashComplete):
    """It makes three words of ``--option=value``, unless somebody took that out of ``COMP_WORDBREAKS``."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """The words with those together that belong together."""
        words, last = super().get_completion_args()
        *first, incomplete = joined([*words, last])
        return first, incomplete

    def word(self, incomplete: str) -> str:
        """Only the value where bash parted it."""
        del incomplete
        return super().get_completion_args()[1]


class Zsh(WithEquals, ZshComplete):
    """It has ``--option=value`` as one word."""


class Fish(WithEquals, FishComplete):
    """What is completed may hold commas: only the first one parts it from its type."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')


def joined(words: Iterable[str]) -> list[str]:
    """Words with an option, ``=`` and the value as one; an empty word at the end is a new one."""
    found: list[str] = []
    behind = False
    for word in words:
        opening = word == EQUALS and bool(found) and found[-1].startswith(OPTION) and EQUALS not in found[-1]
        if opening or (behind and word):
            found[-1] += word
        else:
            found.append(word)
        behind = opening
    return found


def _option(word: str) -> str:
    """``--option=`` of ``--option=value``."""
    return word.partition(EQUALS)[0] + EQUALS if word.startswith(OPTION) and EQUALS in word else ""


def _behind(before: str, item: CompletionItem[Any]) -> CompletionItem[Any]:
    return CompletionItem(before + str(item.value), type=item.type, help=item.help)
