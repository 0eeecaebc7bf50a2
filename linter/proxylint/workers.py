"""Processes that share the work, and end when it does: whoever interrupts or kills the first of them ends them all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, parent_process
from threading import Thread

from proxylint.errors import InputError


@contextmanager
def workers(number: int) -> Iterator[ProcessPoolExecutor]:
    """Where the block ends early nobody waits for what they are at. InputError where one of them was killed."""
    pool = ProcessPoolExecutor(number, initializer=_begin)
    try:
        yield pool
    except BrokenProcessPool:
        raise InputError("one of the processes that share the files was killed; --jobs 1 takes less memory") from None
    except BaseException:
        for one in active_children():
            one.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """A pool hands an exception on as the result of a task and goes on, so signals do not become exceptions here."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Of a process that is killed outright its workers are told nothing: they would wait for tasks for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
