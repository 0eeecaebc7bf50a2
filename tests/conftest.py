"""Options of the whole suite."""

from __future__ import annotations

import signal
import threading

import pytest
from hypothesis import settings

# Steps are counted, never time: a machine under load is no fault. All else is as it was, in CI and elsewhere.
settings.register_profile("without a deadline", settings(), deadline=None)
settings.load_profile("without a deadline")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    # A shell starts what runs in the background deaf to interrupts, and programs that tests start would inherit that.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="Rewrite the expected blocks of rule pages (one at a time).")
