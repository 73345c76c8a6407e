"""Gets an answer of each kind from the reader; asks again for what cannot be read."""

from __future__ import annotations

from collections.abc import Iterable

import click

from quizgen.cli import keys
from quizgen.cli.screen import letter
from quizgen.model import Item
from quizgen.study.session import Answer, number


def answer(item: Item) -> Answer:
    """The reader's answer, or None from somebody who does not know; raises Leave."""
    if item.kind == "numerical":
        return _number()
    letters = "".join(letter(place) for place in range(len(item.options)))
    if item.kind == "matching":
        return _row(letters, len(item.prompts), f"Type one letter for each of 1-{len(item.prompts)}, in a row")
    if item.kind == "ordering":
        return _row(letters, len(letters), f"Type {letters[0]}-{letters[-1]} in the right order", each_once=True)
    return _one(letters) if item.kind == "choice" else _several(letters)


def _hint(text: str) -> str:
    return click.style(f"{text} (? shows the solution, q leaves): ", dim=True)


def _one(letters: str) -> Answer:
    prompt = _hint(f"Press {letters[0]}-{letters[-1]}" if keys.on_terminal() else f"Answer {letters[0]}-{letters[-1]}")
    while True:
        given = keys.key(prompt, letters + keys.UNKNOWN) if keys.on_terminal() else keys.line(prompt).lower()
        if given == keys.UNKNOWN:
            return None
        if len(given) == 1 and given in letters:
            return frozenset([letters.index(given)])
        click.echo(f"Please answer with one of {', '.join(letters)}.")


def _number() -> Answer:
    while True:
        given = keys.line(_hint("Type a number, then Enter"))
        if given == keys.UNKNOWN:
            return None
        value = number(given)
        if value is not None:
            return value
        click.echo(f"'{given}' is not a number such as 56 or 1,024." if given else "Please type a number.")


def _row(letters: str, length: int, wish: str, *, each_once: bool = False) -> Answer:
    """Letters in a row, as places; spaces, commas and semicolons between them are passed over."""
    while True:
        given = keys.line(_hint(wish)).lower()
        if given == keys.UNKNOWN:
            return None
        row = [one for one in given if one not in " ,;"]
        if len(row) == length and set(row) <= set(letters) and not (each_once and len(set(row)) < length):
            return tuple(letters.index(one) for one in row)
        once = ", each once" if each_once else ""
        click.echo(
            f"Please type {length} letters of {letters[0]}-{letters[-1]}{once}, such as {letters[:length][::-1]}."
        )


def _several(letters: str) -> Answer:
    return _toggled(letters) if keys.on_terminal() else _listed(letters)


def _listed(letters: str) -> Answer:
    while True:
        given = keys.line(_hint(f"Answer with all that are right, of {letters[0]}-{letters[-1]}")).lower()
        if given == keys.UNKNOWN:
            return None
        chosen = {one for one in given if one not in " ,;"}
        if chosen and chosen <= set(letters):
            return _places(letters, chosen)
        click.echo(f"Please answer with some of {', '.join(letters)}, such as {letters[0]}{letters[-1]}.")


def _toggled(letters: str) -> Answer:
    hint = _hint(f"Press {letters[0]}-{letters[-1]} for all that are right, then Enter")
    chosen: set[str] = set()
    with keys.pressed(hint) as pressed:
        for one in pressed:
            if one == keys.ENTER and chosen:
                click.echo()
                return _places(letters, chosen)
            if one == keys.UNKNOWN:
                click.echo(one)
                return None
            if one in letters:
                chosen ^= {one}
                click.echo(f"\r\x1b[K{hint}{' '.join(sorted(chosen))}", nl=False)
    raise keys.Leave


def _places(letters: str, chosen: Iterable[str]) -> Answer:
    return frozenset(letters.index(one) for one in chosen)
