"""What .ci/run begins with: the programs that judge are installed, or it is said loudly that they could not be."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = Path(".ci/judges")
NODE = Path("tests/judges/node")
BASH = shutil.which("bash") or "bash"
NEEDED = ("cmp", "dirname", "env", "id", "mkdir", "mktemp", "rm", "tail", "timeout", "touch", "chmod", "cp")
NOTHING = "#!/bin/sh\nexit 0\n"
NPM = """#!/bin/sh
test "$*" = "ci --prefix tests/judges/node --ignore-scripts --no-audit --no-fund" || exit 1
mkdir -p tests/judges/node/node_modules/a-player
"""
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
    """A machine with pdflatex, its classes and fonts, and without pandoc and apt-get, where all may install.

    Of the checkout it has what the script needs, with npm's packages installed.
    """
    (tmp_path / "bin").mkdir()
    (tmp_path / SCRIPT).parent.mkdir()
    shutil.copy(ROOT / SCRIPT, tmp_path / SCRIPT)
    (tmp_path / NODE / "node_modules").mkdir(parents=True)
    for copy in ("package-lock.json", "node_modules/.judges"):
        shutil.copy(ROOT / NODE / "package-lock.json", tmp_path / NODE / copy)
    for name in NEEDED:
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    programs = dict.fromkeys(
        ("auto-multiple-choice", "chromium", "gem", "maxima", "node", "npm", "pdflatex", "ruby", "true"), NOTHING
    )
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
    done = subprocess.run([BASH, str(machine / SCRIPT)], env=there, check=False, capture_output=True, text=True)
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


def test_npm_s_packages_are_installed_where_they_are_not_those_of_the_lock(machine: Path) -> None:
    program(machine, "pandoc", NOTHING)
    program(machine, "npm", NPM)
    (machine / NODE / "node_modules" / ".judges").write_text("of an older lock", "utf-8")
    assert run(machine) == "installing what judges: the packages of tests/judges/node/package.json\n"
    assert (machine / NODE / "node_modules" / "a-player").exists()
    assert run(machine) == ""


def test_a_registry_that_fails_is_quoted_and_fails_nothing(machine: Path) -> None:
    program(machine, "pandoc", NOTHING)
    program(machine, "npm", LACKING)
    shutil.rmtree(machine / NODE / "node_modules")
    said = run(machine)
    assert "E: no network" in said
    assert "NOT JUDGED: npm could not install the packages of tests/judges/node/package.json" in said


def test_without_npm_it_is_said_which_judges_are_absent(machine: Path) -> None:
    (machine / "bin" / "npm").unlink()
    shutil.rmtree(machine / NODE / "node_modules")
    said = run(machine)
    assert "this machine lacks pandoc npm" in said
    assert "without npm there are none of the players and readers that tests/judges/node/package.json names" in said


def test_npm_s_packages_are_named_in_their_exact_versions() -> None:
    named = json.loads((ROOT / NODE / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((ROOT / NODE / "package-lock.json").read_text("utf-8"))["packages"]
    assert named == {name: locked[f"node_modules/{name}"]["version"] for name in named}


def test_the_gem_is_installed_where_ruby_does_not_find_it(machine: Path) -> None:
    program(machine, "pandoc", NOTHING)
    program(machine, "ruby", '#!/bin/sh\n[ -e "$HOME/gems" ]\n')
    program(machine, "gem", '#!/bin/sh\ntouch "$HOME/gems"\n')
    assert run(machine) == "installing what judges: the gem qti\n"
    assert run(machine) == ""


def test_rubygems_that_fail_are_quoted_and_fail_nothing(machine: Path) -> None:
    program(machine, "pandoc", NOTHING)
    program(machine, "ruby", LACKING)
    program(machine, "gem", LACKING)
    said = run(machine)
    assert "E: no network" in said
    assert "NOT JUDGED: gem could not install qti" in said
