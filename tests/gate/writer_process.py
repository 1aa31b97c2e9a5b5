"""Writers that a test can kill, one after another, without waiting for Python to start each time.

    python -m tests.gate.writer_process FOLDER URL USER

The process wakes up once, and for each line on its standard input splits off a writer that logs
one intake after another through the real verb.  A writer says its number, then the public id of
each case after the gate has answered.  When it has been killed, its parent says `over`.
"""

import os
import subprocess
import sys
from pathlib import Path

from flask import Flask

from mediation.app import create_app
from mediation.casework import intake
from mediation.models import sign_in
from mediation.rules.permissions import Origin
from tests.builders import a_wage_dispute
from tests.instance import settings_for

ROOT = Path(__file__).resolve().parents[2]


def begin(folder: Path, url: str, user: str) -> subprocess.Popen[str]:
    """Begin the process from which the writers split off."""
    command = [sys.executable, "-m", "tests.gate.writer_process", str(folder), url, user]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def main(folder: str, url: str, user: str) -> None:
    """Split off a writer for each line, and wait for its end."""
    app = create_app(settings_for(Path(folder), url))
    for _ in sys.stdin:
        writer = os.fork()
        if writer == 0:
            write(app, user)
        os.waitpid(writer, 0)
        say("over")


def write(app: Flask, user: str) -> None:
    """Log intakes until killed; nothing is connected to the database before the split."""
    say(str(os.getpid()))
    with app.app_context():
        writer = sign_in.find_actor(user, Origin(door="test"))
        while True:
            say(intake.log_intake(writer, a_wage_dispute()))


def say(word: str) -> None:
    """Write one line in one piece."""
    os.write(1, f"{word}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
