"""A web process that a test can kill: it keeps one draft, says so, and waits for its end.

python -m tests.web.draft_process FOLDER URL
"""

import subprocess
import sys
from pathlib import Path

from mediation.app import create_app
from tests.instance import settings_for
from tests.people import PASSWORD
from tests.visitor import Visitor, given_values

ROOT = Path(__file__).resolve().parents[2]


def begin(folder: Path, url: str) -> subprocess.Popen[str]:
    """Begin the process."""
    command = [sys.executable, "-m", "tests.web.draft_process", str(folder), url]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def main(folder: str, url: str) -> None:
    """Keep what a mediator has typed, through the door, and wait to be killed."""
    visitor = Visitor(create_app(settings_for(Path(folder), url)))
    visitor.sign_in("mediator", PASSWORD)
    form = given_values(visitor.open("/intake").form("/intake"))
    typed = {"mobile": "13800001111", "applicant": "龚䶮", "request": "拖欠工资"}
    answer = visitor.client.post("/drafts/intake", data={**form, **typed})
    sys.stdout.write(f"{answer.status_code}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
