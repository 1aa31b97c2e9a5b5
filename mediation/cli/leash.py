"""A child process that ends with its parent, however the parent ends.

The parent keeps the writing end of the pipe that is the child's standard input and never writes.
When the parent dies, even by SIGKILL, the pipe closes, and the child tells itself to stop; one
that does not manage to in good time is ended.
"""

import os
import signal
import sys
import threading
import time

_PATIENCE = 20.0


def end_with_parent() -> None:
    """Watch, from now on, whether the parent lives; stop this process when it does not."""
    threading.Thread(target=_wait_for_the_end, name="leash", daemon=True).start()


def _wait_for_the_end() -> None:
    while os.read(sys.stdin.fileno(), 1):
        continue
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_PATIENCE)
    os.kill(os.getpid(), signal.SIGKILL)
