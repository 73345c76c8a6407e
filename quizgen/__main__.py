"""``python -m quizgen`` is ``quizgen``."""

from quizgen.cli import main
from quizgen.cli.ending import leave


def run() -> None:
    """The command line, and the end of the program with it."""
    try:
        main()
    except SystemExit as end:
        leave(end.code)
        raise


if __name__ == "__main__":
    run()
