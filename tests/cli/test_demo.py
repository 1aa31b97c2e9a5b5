"""The demo: made anew, served on this machine only, and never over anything else."""

import http.cookiejar
import re
import urllib.parse
import urllib.request

import pytest

from mediation.settings import InstanceKind, kind_of, read_settings
from tests.cli.commands import call, done, refused, started
from tests.engines import free_port

PASSWORD = "demo-of-a-district"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def sign_in(url, username):
    """Sign in as a browser does and return the page that follows."""
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    visitor = urllib.request.build_opener(jar)
    page = visitor.open(f"{url}/sign-in", timeout=60).read().decode()
    token = TOKEN.findall(page)[0]
    typed = {"username": username, "password": PASSWORD, "csrf_token": token}
    answer = visitor.open(f"{url}/sign-in", urllib.parse.urlencode(typed).encode(), timeout=60)
    return answer.geturl(), answer.read().decode()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_the_demo_is_served_with_its_people_and_its_post(tmp_path):
    folder, port = tmp_path / "demo", free_port()
    named = {
        "MEDIATION_DEMO_PASSWORD": PASSWORD,
        "MEDIATION_DATABASE_URL": "postgresql+psycopg://nobody@127.0.0.1:1/production",
    }
    with started(tmp_path, "demo", "--port", port, "--instance", folder, **named) as demo:
        demo.wait_for("Ctrl-C", seconds=400)
        assert PASSWORD in demo.said
        assert kind_of(folder) is InstanceKind.DEMO
        for username in (
            "mediator",
            "lawyer",
            "supervisor",
            "liaison",
            "court",
            "auditor",
            "admin",
        ):
            address, page = sign_in(f"http://127.0.0.1:{port}", username)
            assert not address.endswith("/sign-in"), username
            assert "演示" in page
        assert "正在运行" in refused("demo", "--port", free_port(), "--instance", folder)
        done("tick", "--at", "2026-11-23T08:30", "--instance", folder)
        assert list((folder / "mailbox").glob("*.eml"))
        assert demo.stop() == 0


def test_a_folder_with_a_real_instance_is_never_touched(tmp_path):
    folder = tmp_path / "office"
    done("init", "--instance", folder)
    before = {path: path.read_bytes() for path in folder.rglob("*.key")}
    assert "没有改动" in refused("demo", "--no-serve", "--instance", folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.key")} == before
    assert "没有改动" in refused("demo", "--no-serve", MEDIATION_INSTANCE=str(folder))


def test_a_folder_with_somebody_elses_files_is_never_touched(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("kept")
    assert "没有改动" in refused("demo", "--no-serve", "--instance", tmp_path / "letters")
    assert (tmp_path / "letters" / "one.txt").read_text() == "kept"


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path, post_office):
    said = refused("demo", "--port", post_office.port, "--instance", tmp_path / "demo")
    assert f"端口{post_office.port}已被占用" in said
    assert not (tmp_path / "demo").exists()


def test_an_office_may_not_move_its_clock(tmp_path):
    done("init", "--instance", tmp_path / "office")
    result = call("tick", "--at", "2026-11-23T08:30", "--instance", tmp_path / "office")
    assert result.exit_code == 1
    assert read_settings({}, tmp_path / "office").is_movable is False
