"""Letters of options as somebody types them."""

from __future__ import annotations

PASSED_OVER = " ,;"
"""What may stand between them."""


def letters(typed: str) -> str:
    """The letters, small ones, without what stands between them."""
    return "".join(one for one in typed.lower() if one not in PASSED_OVER)
