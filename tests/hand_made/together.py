"""Which tests one process takes, where several share them: what is made once for all of these is then made once."""

from __future__ import annotations

import pytest

EVERYWHERE = ("", "tests")
"""Where fixtures are from that every test has."""


def together(item: pytest.Item) -> str:
    """What a test shares with others, or nothing: a folder's fixture for the session, its module's, or its family."""
    if not isinstance(item, pytest.Function):
        return ""
    made = [fixtures[-1] for fixtures in item._fixtureinfo.name2fixturedefs.values()]
    folders = sorted(one.baseid for one in made if one.scope == "session" and one.baseid not in EVERYWHERE)
    if folders:
        return folders[0]
    if any(one.scope == "module" for one in made):
        return item.nodeid.partition("::")[0]
    call = getattr(item, "callspec", None)
    about = next((call.params[name] for name in ("source", "family") if name in call.params), None) if call else None
    return str(getattr(about, "id", ""))
