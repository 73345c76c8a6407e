"""A cluster gives the same bytes as one process, also when a worker dies, and what is wrong with it is one sentence."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from threading import Timer
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import Result

from quizgen.cli import cluster, vouching
from quizgen.errors import QuizgenError

Run = Callable[..., Result]
FAMILY = ("generate", "conv-output-size", "-n", "3", "--seed", "1", "--cluster")
BLUEPRINT = """
title = "Week 3"
[[slots]]
topic = "output-size"
level = "medium"
count = 4
"""


@dataclass(frozen=True)
class Cluster:
    """A scheduler and two workers as processes on the loopback address."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[Cluster]:
    started: list[subprocess.Popen[bytes]] = []

    def start(*command: str) -> subprocess.Popen[bytes]:
        whole = [sys.executable, "-m", "dask", *command, "--no-dashboard"]
        with (tmp_path / "dask.log").open("ab") as log:
            started.append(subprocess.Popen(whole, cwd=tmp_path, stdout=log, stderr=log))
        return started[-1]

    found = tmp_path / "scheduler.json"
    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(found))
    workers = [start("worker", "--scheduler-file", str(found), "--nthreads", "1", "--no-nanny") for _ in range(2)]
    try:
        for _ in range(600):
            if (tmp_path / "dask.log").read_text().count("Registered to") == len(workers):
                break
            time.sleep(0.1)
        yield Cluster(json.loads(found.read_text())["address"], scheduler, workers)
    finally:
        for process in started:
            process.kill()
            process.wait()


def content(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def quizgen(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "quizgen", *arguments]


def half_way(command: list[str], folder: Path) -> subprocess.Popen[str]:
    """The command when the first bytes are written and the last ones are not."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    while process.poll() is None and not any(file.stat().st_size for file in folder.glob(".quizgen-*/*")):
        time.sleep(0.05)
    return process


@pytest.mark.slow
def test_a_bank_and_an_exam_are_the_same_from_a_cluster_of_which_a_worker_dies(dask: Cluster, tmp_path: Path) -> None:
    blueprint = tmp_path / "week.toml"
    blueprint.write_text(BLUEPRINT)
    bank = quizgen("generate", "output-size,pooling", "-n", "6000", "--seed", "3", "--format", "jsonl", "-o")
    exam = quizgen("exam", str(blueprint), "--forms", "8", "--seed", "3", "--format", "pdf,moodle", "-o")
    there, here = tmp_path / "there", tmp_path / "here"
    with half_way([*bank, str(there / "x.jsonl"), "--cluster", dask.address], there) as process:
        dask.workers[0].kill()
        _, said = process.communicate(timeout=300)
        assert process.returncode == 0, said
    subprocess.run([*exam, str(there / "exam"), "--cluster", dask.address], check=True)
    subprocess.run([*bank, str(here / "x.jsonl"), "--jobs", "1"], check=True)
    subprocess.run([*exam, str(here / "exam"), "--jobs", "1"], check=True)
    assert dask.workers[0].poll() is not None
    assert len(content(there)) == 1 + 8 * 4 + 6  # with the list, the report and the kit
    assert content(there) == content(here)


@pytest.mark.slow
def test_where_the_scheduler_dies_one_sentence_is_said_and_nothing_is_left(dask: Cluster, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    bank = quizgen("generate", "output-size", "-n", "6000", "--seed", "3", "--cluster", dask.address, "-o")
    with half_way([*bank, str(folder / "x.jsonl")], folder) as process:
        dask.scheduler.kill()
        _, said = process.communicate(timeout=120)
    assert said == f"Error: the scheduler at {dask.address} is gone, and nothing was written: run this again\n"
    assert process.returncode == 1
    assert not folder.exists()


@pytest.mark.slow
def test_a_worker_with_other_code_is_told(run: Run, dask: Cluster, monkeypatch: pytest.MonkeyPatch) -> None:
    here = vouching.Maker("9.9", "2.13.0", "12345678")
    there = vouching.maker()
    monkeypatch.setattr(vouching, "maker", lambda: here)
    result = run(*FAMILY, dask.address)
    assert result.exit_code == 1
    assert result.stderr == f"Error: a worker has {there}, and here is {here}: install the same on all machines\n"


@pytest.mark.slow
def test_an_authors_own_file_is_asked_by_a_cluster_and_not_checked(run: Run, dask: Cluster, tmp_path: Path) -> None:
    own = tmp_path / "mine.toml"
    own.write_text(Path("banks/concepts/pooling.toml").read_text())
    asked = ["generate", str(own), "-n", "2", "--seed", "1", "--format", "jsonl"]
    assert run(*asked, "--cluster", dask.address).stdout == run(*asked, "--jobs", "1").stdout != ""
    result = run("check", str(own), "--cluster", dask.address)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: the file of mine-items is on this machine, where it is checked: leave out")


def test_nobody_waits_for_a_scheduler_that_is_not_there(run: Run) -> None:
    start = time.monotonic()
    result = run(*FAMILY, "tcp://127.0.0.1:9")
    assert result.exit_code == 1
    wanted = "Error: no scheduler answers at tcp://127.0.0.1:9: start one there with 'dask scheduler'\n"
    assert result.stderr == wanted
    assert time.monotonic() - start < 60


def test_an_address_that_is_none_is_told(run: Run) -> None:
    result = run(*FAMILY, "post://office:1")
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: --cluster: 'post://office:1' is no address (")
    assert result.stderr.endswith("; write one such as tcp://10.0.0.1:8786\n")


def test_without_dask_the_extra_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        if name == "distributed":
            raise ModuleNotFoundError(name)
        return import_module(name)

    monkeypatch.setattr(cluster, "import_module", missing)
    result = run(*FAMILY, "tcp://127.0.0.1:9")
    assert result.exit_code == 1
    assert result.stderr == 'Error: --cluster needs Dask, which is not installed: pip install "quizgen[cluster]"\n'


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (["generate", "cost", "--jobs", "2"], "--jobs is for this machine, and --cluster for others"),
        (["generate", "--network", "lenet5"], "a network has at most as many questions as layers"),
    ],
)
def test_what_does_not_go_with_a_cluster_is_told(run: Run, asked: list[str], says: str) -> None:
    result = run(*asked, "--seed", "1", "--cluster", "tcp://127.0.0.1:9")
    assert result.exit_code == 2
    assert says in result.stderr


def test_a_promise_that_dask_forgets_is_not_waited_for_when_the_scheduler_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cluster, "PULSE", 0.05)
    client = SimpleNamespace(status="running")
    forgotten: Future[int] = Future()
    awaited = cluster.Awaited(forgotten, client)
    Timer(0.2, lambda: setattr(client, "status", "closed")).start()
    with pytest.raises(CancelledError):
        awaited.result()
    kept: Future[int] = Future()
    kept.set_result(7)
    assert cluster.Awaited(kept, client).result() == 7
    with pytest.raises(CancelledError):
        cluster.Workers(1, client, ThreadPoolExecutor(1), vouching.maker()).submit(abs, 1)


def test_whatever_is_raised_when_the_scheduler_is_gone_is_told_as_that() -> None:
    for error in (RuntimeError("cannot schedule new futures"), AttributeError("comm"), CancelledError()):
        told = cluster._sentence(error, "tcp://a:1", gone=True)
        assert str(told) == "the scheduler at tcp://a:1 is gone, and nothing was written: run this again"
    assert cluster._sentence(RuntimeError("no"), "tcp://a:1", gone=False) is None
    assert cluster._sentence(QuizgenError("an item is faulty"), "tcp://a:1", gone=True) is None


@pytest.mark.parametrize(
    "error", [OSError("no"), RuntimeError("IOLoop is closed"), CancelledError(), AttributeError("comm")]
)
def test_a_client_that_cannot_ask_its_scheduler_has_lost_it(error: Exception) -> None:
    def sync(*_: object, **__: object) -> None:
        raise error

    scheduler = SimpleNamespace(identity=None)
    assert cluster._gone(SimpleNamespace(sync=sync, scheduler=scheduler, status="running"))
    assert cluster._gone(SimpleNamespace(sync=lambda *_, **__: {}, scheduler=scheduler, status="connecting"))
    assert not cluster._gone(SimpleNamespace(sync=lambda *_, **__: {}, scheduler=scheduler, status="running"))


def test_a_client_that_cannot_say_that_it_ends_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dask's may raise ClosedClientError when it lets go of what it was promised."""
    closed: list[str] = []

    def raising(*_: object, **__: object) -> None:
        raise RuntimeError("Client is closed. Can't send client-releases-keys message.")

    executor = SimpleNamespace(shutdown=raising)
    client = SimpleNamespace(
        get_executor=lambda **_: executor,
        nthreads=lambda: {"tcp://a:2": 1},
        scheduler=SimpleNamespace(identity=None),
        sync=raising,
        status="closed",
        close=lambda: closed.append("closed"),
    )
    monkeypatch.setattr(cluster, "_client", lambda _: client)
    with pytest.raises(QuizgenError, match="the scheduler at tcp://a:1 is gone"), cluster.workers("tcp://a:1") as crew:
        crew.submit(abs, 1)
    assert closed == ["closed"]
