"""``python -m quizgen`` is ``quizgen``."""

from quizgen.cli import main
from quizgen.cli.ending import leave
from quizgen.sparing import TORCH


def run() -> None:
    """The command line from the beginning of a process to its end."""
    TORCH.begin()
    try:
        main()
    except SystemExit as end:
        leave(end.code)
        raise


if __name__ == "__main__":
    run()
