"""The command line: ``python -m takeaction`` and the console script."""

import sys


def run() -> None:
    """Run the command line and exit with its code."""
    from takeaction.cli import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
