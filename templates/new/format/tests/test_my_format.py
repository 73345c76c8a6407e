"""The format holds items of every kind, whatever their words are. Run by: pytest"""

from click.testing import CliRunner

from quizgen.cli import main


def test_the_format_passes_the_check() -> None:
    result = CliRunner().invoke(main, ["check", "my-format"])
    assert result.exit_code == 0, result.output


def test_items_are_written() -> None:
    result = CliRunner().invoke(main, ["generate", "all", "-n", "5", "--seed", "1", "--format", "my-format"])
    assert result.exit_code == 0, result.output
    assert len([line for line in result.stdout.splitlines() if line.count("\t") == 2]) == 5  # Change: your format's
