"""Names of layers within a drawing: what several have in common, and what is left where that is said already."""

from __future__ import annotations

from collections.abc import Sequence


def common(names: Sequence[str]) -> str:
    """The stage that all names are in: ``layer1.0`` of ``layer1.0.conv1`` and ``layer1.0.add``."""
    parts = [name.split(".")[:-1] for name in names]
    shared: list[str] = []
    for level in zip(*parts, strict=False):
        if len(set(level)) > 1:
            break
        shared.append(level[0])
    return ".".join(shared)


def unsaid(names: Sequence[str]) -> str:
    """The stage of all names that need not be said: not that in which they are mere numbers, as ``down1.0``."""
    own = common(names)
    numbers = any(within(name, own).partition(".")[0].isdigit() for name in names)
    return own.rpartition(".")[0] if numbers else own


def within(name: str, stage: str) -> str:
    """The name without that of its stage."""
    return name.removeprefix(f"{stage}.") if stage else name
