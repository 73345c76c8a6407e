"""What is typed below a page: the only importer of ``prompt_toolkit``."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Collection, Iterable
from typing import TYPE_CHECKING, TypeAlias

import click
from click.globals import resolve_color_default
from prompt_toolkit.application import Application, run_in_terminal
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.formatted_text import ANSI, StyleAndTextTuples, to_formatted_text
from prompt_toolkit.history import InMemoryHistory
from prompt_toolkit.input import create_input
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, ConditionalContainer, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.layout.controls import UIControl
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import create_output
from prompt_toolkit.output.vt100 import Vt100_Output

from quizgen.cli.stopping import SIGNALS
from quizgen.cli.talk.console import ENTER, LEAVE, PROMPT, Leave, Words
from quizgen.cli.talk.screenful import CONTINUED, JOBS, STOP
from quizgen.errors import Stopped

if TYPE_CHECKING:
    from quizgen.cli.talk.screenful import Screenful

Event: TypeAlias = KeyPressEvent
LIVE = 5.0
"""Seconds after which words below a page are worded anew: how much time is left."""


class Prompting:
    """What somebody types, one thing after the other, with the lines typed so far as history."""

    def __init__(self, screen: Screenful) -> None:
        self._screen = screen
        self._history = InMemoryHistory()
        self._input = create_input(sys.stdin)
        self._output = create_output(sys.__stdout__)
        if isinstance(self._output, Vt100_Output):
            self._output.enable_cpr = False  # where the cursor stands is known, and some terminals never tell

    def forget(self) -> None:
        """What was typed and not read yet is forgotten."""
        clear_typeahead(self._input)
        try:
            import termios
        except ImportError:
            return
        termios.tcflush(self._input.fileno(), termios.TCIFLUSH)

    def line(self, prompt: Words) -> str:
        """What is typed before Enter; raises Leave for ``q``, and for Ctrl-D where nothing is typed."""
        buffer = Buffer(history=self._history, multiline=False)
        keys = self._keys(lambda: not buffer.text)

        @keys.add("enter")
        def _(event: Event) -> None:
            event.app.exit(result=buffer.text)

        text = self._run(BufferControl(buffer, [BeforeInput(lambda: _styled(prompt()))]), keys)
        if text.strip().lower() == LEAVE:
            raise Leave
        if len(text.strip()) > 1 or text.strip().isdigit():  # other single characters are keys
            self._history.append_string(text)
        return text

    def key(self, known: str) -> str:
        """The first of the known keys that is pressed; raises Leave for ``q`` and Ctrl-D."""
        return self._pressed(known, lambda: PROMPT, lambda _: False)

    def marks(self, letters: str, marked: Collection[str], known: str) -> tuple[str, frozenset[str]]:
        """Has letters marked until a known key is pressed; that and what is marked; raises Leave."""
        chosen = set(marked)

        def mark(one: str) -> bool:
            chosen.symmetric_difference_update({one} & set(letters))
            return one in letters

        return self._pressed(known, lambda: PROMPT + " ".join(sorted(chosen)), mark), frozenset(chosen)

    def _pressed(self, known: str, shown: Words, used: Callable[[str], bool]) -> str:
        keys = self._keys(lambda: True)

        @keys.add(Keys.Any)
        def _(event: Event) -> None:
            one = event.key_sequence[0].key.lower()
            if len(one) > 1 or used(one):
                return
            if one == LEAVE:
                event.app.exit(exception=Leave)
            elif one in known:
                event.app.exit(result=one)

        @keys.add("enter")
        def _(event: Event) -> None:
            if ENTER in known:
                event.app.exit(result=ENTER)

        control = FormattedTextControl(lambda: [*_styled(shown()), ("[SetCursorPosition]", " ")], focusable=True)
        return self._run(control, keys)

    def _keys(self, free: Callable[[], bool]) -> KeyBindings:
        """The keys that do the same everywhere; some of them only where nothing is typed, so that they are ``free``."""
        screen, keys = self._screen, KeyBindings()

        @keys.add("c-c")
        @keys.add(Keys.SIGINT)
        def _(event: Event) -> None:
            event.app.exit(exception=KeyboardInterrupt)

        @keys.add("c-d", filter=Condition(free))
        def _(event: Event) -> None:
            event.app.exit(exception=Leave)

        @keys.add("c-l")
        def _(event: Event) -> None:
            screen.spoil()
            event.app.invalidate()

        @keys.add("c-z", filter=Condition(lambda: JOBS))
        def _(_event: Event) -> None:
            os.kill(0, STOP)  # also whatever else belongs to the job

        @keys.add("pageup")
        def _(event: Event) -> None:
            screen.move(-1)
            event.app.invalidate()

        @keys.add("pagedown")
        @keys.add(" ", filter=Condition(lambda: free() and screen.below))
        def _(event: Event) -> None:
            screen.move(1)
            event.app.invalidate()

        return keys

    def _run(self, control: UIControl, keys: KeyBindings) -> str:
        """Shows the page, how to answer, and what is typed, until a key ends that."""
        screen = self._screen
        heading = Window(FormattedTextControl(lambda: _styled("\n".join(screen.heading))), dont_extend_height=True)
        typed = Window(control, height=1)
        app: Application[str] = Application(
            Layout(HSplit([ConditionalContainer(heading, Condition(lambda: bool(screen.heading))), typed]), typed),
            key_bindings=keys,
            input=self._input,
            output=self._output,
            erase_when_done=True,
            before_render=self._drawn,
            refresh_interval=LIVE,
        )
        ends = {number: handler for number in SIGNALS if callable(handler := signal.getsignal(number))}
        try:
            return app.run(pre_run=lambda: self._watched(app, ends))
        except EOFError:  # the terminal is gone
            raise Leave from None
        finally:
            screen.watch()
            for number, handler in ends.items():
                signal.signal(number, handler)

    def _drawn(self, app: Application[str]) -> None:
        """The page is there before what is typed is drawn below it."""
        if not (self._there() or app.is_done):
            app.exit(exception=Leave)
        elif not self._screen.fits():
            app.renderer.clear()
            self._screen.draw()

    def _there(self) -> bool:
        """Whether the terminal is: where it was closed and nobody ended this process, nothing would ever be typed."""
        try:
            os.tcgetpgrp(self._input.fileno())
        except OSError:
            return False
        except AttributeError:  # no such terminals there
            return True
        return True

    def _watched(self, app: Application[str], ends: Iterable[signal.Signals]) -> None:
        """Before this process stops or ends, the terminal is given back as it was found; if it goes on, taken again."""
        loop = asyncio.get_running_loop()

        def stop() -> None:
            self._screen.spoil()
            run_in_terminal(stopped)

        def stopped() -> None:
            loop.remove_signal_handler(STOP)
            os.kill(os.getpid(), STOP)
            loop.add_signal_handler(STOP, stop)

        def again() -> None:
            self._input.raw_mode().__enter__()  # shells differ in what they leave behind
            self._screen.spoil()
            app.invalidate()

        def end(number: signal.Signals) -> None:
            if not app.is_done:
                app.exit(exception=Stopped(number))

        for number in ends:
            loop.add_signal_handler(number, end, number)
        if JOBS:
            loop.add_signal_handler(STOP, stop)
            loop.add_signal_handler(CONTINUED, again)


def _styled(text: str) -> StyleAndTextTuples:
    """Colours as click writes them, unless nobody wants any."""
    color = resolve_color_default()
    return to_formatted_text(ANSI(click.unstyle(text) if color is False else text))
