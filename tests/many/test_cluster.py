"""The same tables by the workers of dask.distributed, where it is installed (pip install "tellings[cluster]")."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

import tellings as tl

distributed = pytest.importorskip("distributed")


@pytest.fixture
def client(own):  # first the module, so that the workers find it
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


@pytest.fixture
def stories(tmp_path):
    for number in range(8):
        (tmp_path / f"{number} é.txt").write_text(
            f"It rained for {number} days, said Ann Lee. " * 9, encoding="utf-8"
        )
    return sorted(tmp_path.glob("*.txt"))


def files_of(out):
    return {path.relative_to(out): path.read_bytes() for path in out.rglob("*.parquet")}


def test_tables_are_those_of_one_process(client, stories, tmp_path):
    analyses = [tl.attributions, tl.counts]
    tl.run_many(stories, analyses, tmp_path / "one")
    for name, told in (("client", client), ("address", client.scheduler.address)):
        assert tl.run_many(stories, analyses, tmp_path / name, client=told).empty
        assert files_of(tmp_path / name) == files_of(tmp_path / "one")


def test_a_worker_that_is_killed_costs_nothing(client, own, stories, tmp_path):
    one, killed = client.run(os.getpid).values(), []

    def kill():
        while not list(tmp_path.glob("out/waits/*.parquet")):
            time.sleep(0.05)
        os.kill(next(iter(one)), signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
        killed.append(len(list(tmp_path.glob("out/waits/*.parquet"))))

    threading.Thread(target=kill).start()
    assert tl.run_many(stories, [own.waits, tl.counts], tmp_path / "out", client=client).empty
    assert 0 < killed[0] < len(stories)
    tl.run_many(stories, [own.waits, tl.counts], tmp_path / "one")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "one")


@pytest.mark.skipif(os.name == "nt", reason="signals of one process to another are not Windows'")
@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL])
def test_a_client_that_was_stopped_goes_on_where_it_was(client, own, stories, tmp_path, end):
    address = client.scheduler.address
    program = (
        "import signal, sys; sys.path.insert(0, sys.argv[1]); import many_own, tellings\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "tellings.run_many(sys.argv[4:], [many_own.waits], sys.argv[2], client=sys.argv[3])"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program, tmp_path, tmp_path / "out", address, *stories],
        stderr=subprocess.DEVNULL,
    )
    while not list(tmp_path.glob("out/waits/*.parquet")):
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(end)
    assert running.wait() != 0
    assert not (tmp_path / "out" / "partitions.parquet").exists()
    done = {path: path.stat().st_mtime_ns for path in tmp_path.glob("out/waits/*.parquet")}
    assert 0 < len(done) < len(stories)
    assert tl.run_many(stories, [own.waits], tmp_path / "out", client=client).empty
    assert {path: path.stat().st_mtime_ns for path in done} == done
    tl.run_many(stories, [own.waits], tmp_path / "one")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "one")


@pytest.fixture
def command_line(own, tmp_path):
    """Starts a scheduler and its workers as one does by hand, always at the same address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    address, started = f"tcp://127.0.0.1:{port}", []
    variables = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}

    def start(kind, *options):
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *options]
        started.append(
            subprocess.Popen([*command, "--no-dashboard"], env=variables, stderr=subprocess.DEVNULL)
        )
        return started[-1]

    def cluster():
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", port)
        return scheduler, start("worker", address, "--nworkers", "2", "--nthreads", "1")

    yield address, cluster
    for one in started:
        one.terminate()
    for one in started:
        one.wait()


def test_after_the_scheduler_has_ended_a_run_goes_on_by_the_next(
    command_line, own, stories, tmp_path
):
    address, cluster = command_line
    scheduler, workers = cluster()

    def kill():
        while not list(tmp_path.glob("out/waits/*.parquet")):
            time.sleep(0.05)
        scheduler.kill()

    threading.Thread(target=kill).start()
    with pytest.raises(RuntimeError, match="scheduler has ended; start it"):
        tl.run_many(stories, [own.waits], tmp_path / "out", client=address)
    assert not (tmp_path / "out" / "partitions.parquet").exists()
    workers.terminate()
    workers.wait()
    done = {path: path.stat().st_mtime_ns for path in tmp_path.glob("out/waits/*.parquet")}
    assert 0 < len(done) < len(stories)
    cluster()
    assert tl.run_many(stories, [own.waits], tmp_path / "out", client=address).empty
    assert {path: path.stat().st_mtime_ns for path in done} == done
    tl.run_many(stories, [own.waits], tmp_path / "one")
    assert files_of(tmp_path / "out") == files_of(tmp_path / "one")


def test_a_story_that_kills_each_worker_is_reported_and_the_others_are_done(
    client, own, stories, tmp_path
):
    stories[3].write_text("It was dry.", encoding="utf-8")
    errors = tl.run_many(stories[2:5], [own.dies_if_dry], tmp_path / "out", client=client)
    assert errors["story_path"].tolist() == [stories[3].as_posix()]
    assert tl.gathered(tmp_path / "out", "SELECT n FROM dies_if_dry")["n"].tolist() == [1, 1]
