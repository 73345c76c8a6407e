"""What .ci/run begins with: the programs that judge are installed, or it is said loudly that they could not be."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / ".ci" / "judges"
BASH = shutil.which("bash") or "bash"
NEEDED = ("env", "id", "mktemp", "rm", "tail", "timeout", "touch", "chmod", "cp")
NOTHING = "#!/bin/sh\nexit 0\n"
LACKING = "#!/bin/sh\necho 'E: no network' >&2\nexit 100\n"
KPSEWHICH = "#!/bin/sh\necho found\n"
INSTALLS = """#!/bin/sh
case "$*" in
*update*) touch "$HOME/updated" ;;
*install*) [ -e "$HOME/updated" ] || exit 1; cp "$HOME/bin/true" "$HOME/bin/pandoc"; touch "$HOME/installed" ;;
esac
"""


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A machine with pdflatex, its classes and fonts, and without pandoc and apt-get, where all may install."""
    (tmp_path / "bin").mkdir()
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    programs = dict.fromkeys(("auto-multiple-choice", "chromium", "maxima", "pdflatex", "true"), NOTHING)
    programs |= {"kpsewhich": KPSEWHICH, "sudo": '#!/bin/sh\nshift\n"$@"\n'}
    for name, script in programs.items():
        program(tmp_path, name, script)
    return tmp_path


def program(machine: Path, name: str, script: str) -> None:
    (machine / "bin" / name).write_text(script, "utf-8")
    (machine / "bin" / name).chmod(0o755)


def run(machine: Path) -> str:
    """What it says; it never fails."""
    there = {"PATH": str(machine / "bin"), "HOME": str(machine), "TMPDIR": str(machine)}
    done = subprocess.run([BASH, str(SCRIPT)], env=there, check=False, capture_output=True, text=True)
    assert done.returncode == 0
    assert done.stdout == ""
    return done.stderr


def test_a_machine_with_everything_is_left_alone(machine: Path) -> None:
    program(machine, "pandoc", NOTHING)
    assert run(machine) == ""


def test_what_is_missing_is_installed_after_an_update(machine: Path) -> None:
    program(machine, "apt-get", INSTALLS)
    assert run(machine) == "installing what judges: pandoc\n"
    assert (machine / "installed").exists()
    assert run(machine) == ""


def test_a_machine_without_apt_says_so_and_fails_nothing(machine: Path) -> None:
    assert "NOT JUDGED: this machine lacks pandoc (Debian's names), and there is no apt-get" in run(machine)


def test_an_apt_that_fails_is_quoted_and_fails_nothing(machine: Path) -> None:
    program(machine, "apt-get", LACKING)
    said = run(machine)
    assert "E: no network" in said
    assert "NOT JUDGED: apt-get could not install pandoc" in said


def test_each_program_class_and_font_is_missed(machine: Path) -> None:
    program(machine, "kpsewhich", NOTHING)
    assert "lacks texlive-latex-extra lmodern pandoc" in run(machine)
