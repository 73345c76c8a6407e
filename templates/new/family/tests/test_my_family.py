"""The family passes quizgen's own check. Run by: pytest"""

from click.testing import CliRunner

from quizgen.cli import main


def test_the_family_passes_the_check() -> None:
    result = CliRunner().invoke(main, ["check", "my-family", "-n", "50", "--jobs", "1"])
    assert result.exit_code == 0, result.output
