"""The command line: ``python -m takeaction`` and the console script."""

import os
import signal
import sys
from types import FrameType

_STOPPED = 130  # 128 + SIGINT, as shells expect


def run() -> None:
    """Run the command line and exit with its code; Ctrl-C ends it quietly at any moment."""
    # Behind nohup, or as a background job of a shell, it isn't ours to hear.
    hears = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if hears:  # the imports take half a second, in which nothing is written
        signal.signal(signal.SIGINT, _leave)
    from takeaction.cli import main

    try:
        if hears:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = main(sys.argv[1:])
    except KeyboardInterrupt:
        code = _STOPPED
    finally:
        if hears:  # all is written, and Python would show a traceback while it ends
            signal.signal(signal.SIGINT, _leave)
    sys.exit(code)


def _leave(_: int, __: FrameType | None) -> None:
    os._exit(_STOPPED)


if __name__ == "__main__":
    run()
