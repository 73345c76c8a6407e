"""What the command line says when something goes wrong, and the exit status it leaves with."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress

import click
from click.exceptions import Abort, Exit, NoArgsIsHelpError

from quizgen.errors import QuizgenError
from quizgen.reading.saying import within

INTERRUPTED = 130
WIDEST = 88
"""Columns of a line."""
LONGEST, LONGEST_WORDS = 300, (96, 64, 48, 32, 24)
"""Characters of what is said about an error, and of each word of it, tried in turn, where it would be more."""


@contextmanager
def explained(ctx: click.Context) -> Iterator[None]:
    """Turns errors and Ctrl-C within the block into one sentence and an exit status.

    A reader that stops reading (``| head``) is left to click, which says nothing. What a plug-in's code raises is told
    with its place; a fault of quizgen's own is not hidden.
    """
    try:
        yield
        sys.stdout.flush()
    except QuizgenError as error:
        fail(ctx, str(error), error.exit_status, error.marked)
    except (Abort, Exit, NoArgsIsHelpError):
        raise
    except click.UsageError as error:
        fail(ctx, _usage(error), error.exit_code)
    except KeyboardInterrupt:
        click.echo(err=True)
        ctx.exit(INTERRUPTED)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise
        if error.filename is None:
            _forget_output()
        name = "standard output" if error.filename is None else os.fsdecode(error.filename)
        fail(ctx, f"{name}: {reason(error)}", QuizgenError.exit_status)
    except Exception as error:  # a plug-in's becomes a sentence; quizgen's own is raised again
        from quizgen.catalog import fault_of_plugin

        sentence = fault_of_plugin(error)
        if not sentence:
            raise
        fail(ctx, sentence, QuizgenError.exit_status)


def _usage(error: click.UsageError) -> str:
    """What is wrong with the options and arguments, and where they are explained."""
    message = error.format_message().rstrip(".")
    asks = message.endswith("?")  # "did you mean ...?" says already what to do
    return message if asks or error.ctx is None else f"{message}; try '{error.ctx.command_path} --help'"


def fail(ctx: click.Context, message: str, status: int, marked: str = "") -> None:
    """Says what went wrong on standard error, in at most 300 characters, and leaves; see ``remark``.

    ``marked`` are lines that are shown below as they stand, such as what was given and a mark under the place.
    """
    remark(shortened(f"Error: {' '.join(message.split())}", LONGEST - 1))
    if marked:
        click.echo("\n".join(f"  {line}" for line in marked.splitlines()), err=True)
    ctx.exit(status)


def remark(text: str) -> None:
    """Says something on standard error: on one line, or on a terminal in lines that it has room for."""
    if sys.stderr.isatty():
        from quizgen.text.wrapping import wrap

        text = "\n".join(wrap(text, _room()))
    click.echo(text, err=True)


def _room() -> int:
    """The columns of the terminal that shows standard error, but no more than is easy to read."""
    try:
        found = os.get_terminal_size(sys.stderr.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return min(WIDEST, found) if found else WIDEST


def note(faults: Iterable[str]) -> None:
    """Says on one line of standard error that stored files were of no use; what they held was made again."""
    every = list(faults)
    if every:
        others = f", and {len(every) - 1} more" if every[1:] else ""
        said = f"Note: {every[0]}{others}; what it holds was made anew, and the items are the same; "
        remark(shortened(f"{said}to mend it: make bank, or install quizgen again", LONGEST - 1))


def faulty(faults: Sequence[QuizgenError]) -> None:
    """Says on one line of standard error which questions were left out, if any."""
    if faults:
        others = f", and {len(faults) - 1} more" if faults[1:] else ""
        remark(shortened(f"Note: left out as faulty: {faults[0]}{others}", LONGEST - 1))


def shortened(text: str, longest: int) -> str:
    """The text with gaps in its longest words, and then before its last words, so that it is not longer than that.

    What is wrong comes first, and what to do last.
    """
    for most in LONGEST_WORDS:
        if len(text) > longest:
            text = " ".join(_gapped(word, most) for word in text.split(" "))
    return _gapped(text, longest, longest // 6)


def _gapped(text: str, longest: int, last: int | None = None) -> str:
    """A text that is too long, without its middle or what comes before the ``last`` characters."""
    last = longest // 2 if last is None else last
    return text if len(text) <= longest else f"{text[: longest - last - 1]}…{text[-last:]}"


def reason(error: OSError) -> str:
    """What the system says, in lower case as within a sentence."""
    if error.errno == errno.EBADF:
        return "it is closed"
    text = error.strerror or str(error)
    return within(text)


def _forget_output() -> None:
    """Lets Python's own flush at exit succeed, which would print a traceback."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
