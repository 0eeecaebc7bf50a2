"""Processes that share the work, and end when it does: whoever interrupts or kills the first of them ends them all."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import InvalidStateError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import active_children, parent_process

from proxylint.errors import InputError


@contextmanager
def workers(number: int) -> Iterator[ProcessPoolExecutor]:
    """Where the block ends early nobody waits for what they are at. InputError where one of them was killed."""
    pool = ProcessPoolExecutor(number, initializer=_begin)
    excepthook = threading.excepthook
    try:
        yield pool
    except BrokenProcessPool:
        raise InputError("one of the processes that share the files was killed; --jobs 1 takes less memory") from None
    except BaseException:
        threading.excepthook = _ended_early
        for one in active_children():
            one.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
        threading.excepthook = excepthook


def _ended_early(failed: threading.ExceptHookArgs) -> None:
    """The thread of a pool tells each task that its process is gone, and fails at one that has just been cancelled
    (CPython 3.11, concurrent/futures/process.py, `terminate_broken`). Nobody waits for these tasks any more."""
    if failed.exc_type is not InvalidStateError:
        threading.__excepthook__(failed)


def _begin() -> None:
    """A pool hands an exception on as the result of a task and goes on, so signals do not become exceptions here."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Of a process that is killed outright its workers are told nothing: they would wait for tasks for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
