"""Who makes the partitions: this process, several on this machine, or a cluster's."""

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    wait,
)
from concurrent.futures.process import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from tellings.many.partitions import Made, Task, bytes_of, error, make_partitions

_DIED = (
    "the process that read it died, twice; perhaps it needs more memory than there is, so part it"
    " into smaller stories"
)
_NO_WORKERS = (
    "no process could be started; a program has to call run_many below the line"
    " if __name__ == '__main__':"
)
_NO_SCHEDULER = (
    "the cluster's scheduler has ended; start it and its workers, then call run_many again, which"
    " goes on where it was"
)
_EACH = 2  # tasks in hand for each worker, so that none waits for the next


def made_by(tasks: Iterable[Task], workers: int, client: Any) -> Iterator[Made]:
    """What came of each task, in the order in which they are done.

    Raises:
        RuntimeError: no process could be started, or the cluster's scheduler has ended.
    """
    if client is not None:
        return _by_cluster(tasks, client)
    return _by_processes(tasks, workers) if workers > 1 else map(make_partitions, tasks)


def _by_processes(tasks: Iterable[Task], workers: int) -> Iterator[Made]:
    """By processes of this machine. After one has died nobody knows whose story it had, so those
    that were in hand are tried again one by one.
    """
    # The longest first, so that none is left to run alone at the end.
    waiting = deque(sorted(tasks, key=bytes_of, reverse=True))
    while waiting:
        lost: list[Task] = []
        with _pool(workers) as pool:
            yield from _taken(pool, waiting, _EACH * workers, lost)
        for task in lost:
            with _pool(1) as pool:
                yield from _taken(pool, deque([task]), 1, again := [])
            if again:
                yield Made([], [error(task, "", "", _DIED)])


def _pool(workers: int) -> Executor:
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _leave_interrupts_to_the_first)
    # The pool starts a process when it is given something to do and none is free: with one call
    # for each, they all start now, and not one after the other.
    calls = [pool.submit(os.getpid) for _ in range(workers)]
    try:
        calls[0].result()
    except BrokenExecutor as problem:
        raise RuntimeError(_NO_WORKERS) from problem
    return pool


def _leave_interrupts_to_the_first() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _by_cluster(tasks: Iterable[Task], client: Any) -> Iterator[Made]:
    """By the workers of dask.distributed, which itself tries again where one dies."""
    from distributed import Client, KilledWorker  # an extra: most have no cluster

    if isinstance(client, str):
        with Client(client) as mine:
            yield from _by_cluster(tasks, mine)
        return
    pool = client.get_executor(pure=False)
    waiting = deque(sorted(tasks, key=bytes_of, reverse=True))
    most = _EACH * max(1, sum(client.nthreads().values()))
    try:
        while waiting:
            yield from _taken(pool, waiting, most, lost := [], KilledWorker)
            yield from (Made([], [error(task, "", "", _DIED)]) for task in lost)
    except CancelledError as problem:
        raise RuntimeError(_NO_SCHEDULER) from problem


def _taken(
    pool: Executor,
    waiting: deque[Task],
    most: int,
    lost: list[Task],
    death: type[Exception] = BrokenExecutor,
) -> Iterator[Made]:
    """Hands out tasks, a few at a time, until all are done or a worker has died."""
    running: dict[Future[Made], Task] = {}
    try:
        while running or (waiting and not lost):
            while waiting and not lost and len(running) < most:
                task = waiting.popleft()
                try:
                    running[pool.submit(make_partitions, task)] = task
                except BrokenExecutor:  # a worker died between two of these lines
                    lost.append(task)
            for one in wait(running, return_when=FIRST_COMPLETED).done:
                task = running.pop(one)
                if isinstance(one.exception(), death):
                    lost.append(task)
                else:
                    yield one.result()
    finally:
        for one in running:
            one.cancel()
