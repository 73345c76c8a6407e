"""How the program ends: to take apart what was imported takes Python a fifth of what importing torch does."""

from __future__ import annotations

import atexit
import os
import sys
import threading


def leave(status: object) -> None:
    """Ends the program with that status, once threads have ended and whatever is registered for the end is done.

    Returns where only Python itself ends it rightly: where a standard stream cannot be written any more, where the
    status is words, where somebody presses Ctrl-C, and where each call is watched.
    """
    if not isinstance(status, int | None) or sys.getprofile() or sys.gettrace() or sys.flags.interactive:
        return
    try:
        wind_up()
        for stream in filter(None, (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)):
            stream.flush()
    except (OSError, ValueError, KeyboardInterrupt):
        return
    os._exit(status or 0)


def wind_up() -> None:
    """Waits for threads, and does what is registered for the end."""
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001 - as Python itself waits for threads
    atexit._run_exitfuncs()  # noqa: SLF001 - as Python itself would do next
