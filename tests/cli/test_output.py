from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from quizgen.cli.output import Target, write_all
from quizgen.errors import QuizgenError, UsageError
from quizgen.staging import NAME, Staging


def everything(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def failing(error: BaseException) -> Iterator[bytes]:
    yield b"half"
    raise error


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    paths = write_all([Target(tmp_path / "a" / "b" / "x", [b"1", b"2"]), Target(tmp_path / "y", [])])
    assert [path.read_bytes() for path in paths] == [b"12", b""]
    assert everything(tmp_path) == {"a", "a/b", "a/b/x", "y"}


@pytest.mark.parametrize("error", [RuntimeError(), KeyboardInterrupt(), OSError(28, "No space left on device")])
def test_nothing_is_left_of_several_files_when_one_fails(tmp_path: Path, error: BaseException) -> None:
    old = tmp_path / "old"
    old.write_bytes(b"before")
    targets = [Target(old, [b"after"]), Target(tmp_path / "new" / "z", failing(error))]
    with pytest.raises(QuizgenError if isinstance(error, OSError) else type(error)):
        write_all(targets)
    assert everything(tmp_path) == {"old"}
    assert old.read_bytes() == b"before"


def test_a_full_disk_is_told_with_the_files_name(tmp_path: Path) -> None:
    with pytest.raises(QuizgenError, match=r"x\.json cannot be written: no space left on device$") as caught:
        write_all([Target(tmp_path / "x.json", failing(OSError(28, "No space left on device")))])
    assert caught.value.exit_status == 1


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        write_all([Target(tmp_path, [b"x"])])


def test_a_device_is_not_replaced_by_a_file() -> None:
    with pytest.raises(UsageError, match="not a regular file"):
        write_all([Target(Path("/dev/null"), [b"x"])])
    assert not Path("/dev/null").is_file()


def test_two_files_of_one_name_are_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="two files"):
        write_all([Target(tmp_path / "d" / "x", [b"1"]), Target(tmp_path / "d" / "x", [b"2"])])
    assert everything(tmp_path) == set()


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"before")
    (tmp_path / "link").symlink_to("real")
    write_all([Target(tmp_path / "link", [b"after"])])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"after"


def test_a_file_where_a_folder_is_needed_is_told(tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"")
    with pytest.raises(UsageError, match=r"f is a file, and .*f/x needs a folder of that name: "):
        write_all([Target(tmp_path / "f" / "x", [b"1"])])
    assert everything(tmp_path) == {"f"}


def test_a_written_file_can_be_read_by_those_whom_the_umask_lets(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    write_all([Target(tmp_path / "x", [b"1"])])
    assert (tmp_path / "x").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444, 0o755])
def test_a_file_that_is_written_over_keeps_its_mode_also_behind_a_link(tmp_path: Path, mode: int) -> None:
    for name in ("x", "real"):
        (tmp_path / name).write_bytes(b"before")
        (tmp_path / name).chmod(mode)
    (tmp_path / "link").symlink_to("real")
    write_all([Target(tmp_path / "x", [b"after"]), Target(tmp_path / "link", [b"after"])])
    for name in ("x", "real"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == mode
        assert (tmp_path / name).read_bytes() == b"after"
    assert (tmp_path / "link").is_symlink()


def test_nobody_else_can_read_what_is_not_complete(tmp_path: Path) -> None:
    modes: list[int] = []

    def chunks() -> Iterator[bytes]:
        modes.extend(stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob(NAME))
        yield b"secret"

    write_all([Target(tmp_path / "x", chunks())])
    assert modes == [0o700]


def test_a_link_that_leads_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path / "loop", tmp_path / "loop" / "x.json"):
        with pytest.raises(UsageError, match="is a link that leads to itself"):
            write_all([Target(path, [b"1"])])
    assert everything(tmp_path) == {"loop"}


WRITER = """
import sys, time
from pathlib import Path
from quizgen.cli.output import Target, write_all

def slowly():
    yield b"half"
    print("writing", flush=True)
    time.sleep(60)

write_all([Target(Path(sys.argv[1]), slowly())])
"""


@contextmanager
def writing(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process in the middle of a file."""
    with subprocess.Popen([sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        try:
            yield process
        finally:
            process.kill()


def test_what_a_killed_run_left_is_removed_by_the_next_one_and_what_is_being_written_stays(tmp_path: Path) -> None:
    with writing(tmp_path / "x"), writing(tmp_path / "y") as killed:
        assert len(list(tmp_path.glob(NAME))) == 2
        killed.kill()
        killed.wait()
        assert len(list(tmp_path.glob(NAME))) == 2
        write_all([Target(tmp_path / "z", [b"1"])])
        assert len(list(tmp_path.glob(NAME))) == 1
    write_all([Target(tmp_path / "z", [b"2"])])
    assert everything(tmp_path) == {"z"}


def test_what_a_killed_run_left_beside_figures_is_removed_too(tmp_path: Path) -> None:
    (tmp_path / "a-figures").mkdir()
    with writing(tmp_path / "a-figures" / "x") as killed:
        killed.kill()
        killed.wait()
    write_all([Target(tmp_path / "z", [b"1"])])
    assert everything(tmp_path) == {"z", "a-figures"}


def test_a_folder_that_another_run_takes_for_left_behind_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other run looks between the making of the folder and its locking, and is slow to remove it."""
    fcntl, make = pytest.importorskip("fcntl"), Path.mkdir
    swept: list[Timer] = []

    def made(folder: Path, **how: Any) -> None:
        make(folder, **how)
        if not swept and folder.match(NAME):
            handle = os.open(folder, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)

            def sweep() -> None:
                shutil.rmtree(folder)
                os.close(handle)

            swept.append(Timer(0.2, sweep))
            swept[0].start()

    monkeypatch.setattr(Path, "mkdir", made)
    with closing(Staging()) as staging:
        place = staging.place(tmp_path)
        swept[0].join()
        place.write_bytes(b"whole")


def test_a_folder_that_another_run_makes_meanwhile_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = Path.mkdir

    def made(folder: Path, **how: Any) -> None:
        if folder.name == "out":
            make(folder)
        make(folder, **how)

    monkeypatch.setattr(Path, "mkdir", made)
    write_all([Target(tmp_path / "out" / "x", [b"1"])])
    assert everything(tmp_path) == {"out", "out/x"}


def test_what_only_looks_like_a_hidden_folder_stays(tmp_path: Path) -> None:
    (tmp_path / NAME.replace("*", "file")).write_bytes(b"mine")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / NAME.replace("*", "link")).symlink_to("elsewhere")
    before = everything(tmp_path)
    write_all([Target(tmp_path / "z", [b"1"])])
    assert everything(tmp_path) == {*before, "z"}
