"""How the program ends: to take apart what was imported takes Python a fifth of what importing torch does."""

from __future__ import annotations

import atexit
import os
import sys
import threading

TOOLS = 6
"""Those that may watch what Python does."""


def leave(status: object) -> None:
    """Ends the program with that status, once threads have ended and whatever is registered for the end is done.

    Returns where only Python itself ends it rightly: where a standard stream cannot be written any more, where the
    status is words, where somebody presses Ctrl-C, where calls are watched, and where Python goes on and asks.
    """
    if not isinstance(status, int | None) or _is_watched() or sys.flags.inspect:
        return
    try:
        wind_up()
        for stream in filter(None, (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)):
            stream.flush()
    except (OSError, ValueError, KeyboardInterrupt):
        return
    os._exit(status or 0)


def _is_watched() -> bool:
    """Whether a profiler, a debugger or a measure of what is covered would have something to say at the end."""
    tools = getattr(sys, "monitoring", None)  # since Python 3.12
    return bool(sys.getprofile() or sys.gettrace()) or any(tools.get_tool(one) for one in range(TOOLS) if tools)


def wind_up() -> None:
    """Waits for threads, and does what is registered for the end."""
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - as Python itself waits for threads
    atexit._run_exitfuncs()  # noqa: SLF001 - as Python itself would do next
