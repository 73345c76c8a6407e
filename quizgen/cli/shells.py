"""Shells whose completion differs from click's."""

from __future__ import annotations

from click.shell_completion import FishComplete


class Fish(FishComplete):
    """What is completed may hold commas: only the first one parts it from its type."""

    source_template = FishComplete.source_template.replace('string split ","', 'string split --max 1 ","')
