"""A worker in a process of its own, so that a test can kill it.

    python -m tests.worker_process round|work FOLDER URL PORT MOMENT

`round` walks one round at the moment and delivers what is due, without asking who leads; `work`
is the real worker in a quick rhythm, whose clock follows the file in the folder.
"""

import subprocess
import sys
import threading
from functools import partial
from pathlib import Path

from mediation.app import create_app
from mediation.basics import clock
from mediation.jobs.leader import leadership
from mediation.jobs.post import Postman
from mediation.jobs.tick import tick
from mediation.jobs.watch import Rhythm, Worker
from mediation.mail.transport import Relay, converse
from tests.instance import settings_for
from tests.watching import SENDER

QUICK = Rhythm(lead=0.2, tick=0.5, post=0.2)


def begin(mode: str, folder: Path, url: str, port: int, moment: str = "") -> subprocess.Popen[str]:
    """Begin such a process; what it logs stands in the folder."""
    command = [sys.executable, "-m", "tests.worker_process", mode, str(folder), url, str(port)]
    root = Path(__file__).resolve().parent.parent
    with log_of(folder, moment).open("a") as log:
        return subprocess.Popen([*command, moment], cwd=root, stdout=log, text=True)


def log_of(folder: Path, moment: str) -> Path:
    """Return where a process writes its log."""
    return folder / f"worker-{moment.replace(':', '')}.log"


def main(mode: str, folder: str, url: str, port: str, moment: str = "") -> None:
    """Walk a round, or work until killed."""
    settings = settings_for(Path(folder), url)
    app = create_app(settings)
    relay = Relay("127.0.0.1", int(port), SENDER, timeout_seconds=20)
    name = f"{mode}:{moment}"
    postman = Postman(partial(converse, relay), SENDER, "https://mediation.example", name)
    if mode == "round":
        with clock.fixed(clock.read_local(moment)), app.app_context():
            tick(name)
            postman.deliver_due()
        return
    with app.app_context():
        right = leadership(settings.instance / "leader.lock")
    Worker(app.app_context, right, postman, name, QUICK).run(threading.Event())


if __name__ == "__main__":
    main(*sys.argv[1:])
