"""The program: `proxylint`, `python -m proxylint`."""

from __future__ import annotations

import sys


def main() -> None:
    from proxylint.cli.run import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
