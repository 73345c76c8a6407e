"""What the command line says about plug-ins that cannot be used."""

from __future__ import annotations

import click


def left_out() -> bool:
    """Names them on standard error, a line each; whether there are any. The others can be used without them."""
    from quizgen import catalog

    broken = catalog.broken_sources()
    for sentence in broken:
        click.echo(f"Left out: {sentence}.", err=True)
    return bool(broken)
