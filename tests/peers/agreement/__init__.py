"""The long comparison with real programs, and the page that tells its figures.

    python -m tests.peers.agreement            # everything; writes docs/agreement.md
    python -m tests.peers.agreement --quick    # a small sample of everything; writes nothing
    python -m tests.peers.agreement --only squid --configs 100 --seed 3

Every difference is printed with its file. Exit code 1: a definite answer differs, or too much is left unknown; 2: a
program is missing.
"""
