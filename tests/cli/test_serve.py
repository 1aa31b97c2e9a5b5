"""Serving: one tree of processes that starts together, keeps going, and ends together."""

import http.client
import os
import signal
import ssl

import pytest

from tests.cli.commands import done, listens, refused, runs, started, wait_until
from tests.engines import free_port

pytestmark = pytest.mark.slow


@pytest.fixture
def office(tmp_path):
    folder = tmp_path / "office"
    done("init", "--instance", folder, "--kind", "test")
    return folder


def ask(port, path="/sign-in", tls=None):
    """Ask for a page and return the status and the headers."""
    if tls is None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    else:
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=tls)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers


def test_the_tree_serves_mends_itself_and_ends_at_ctrl_c(office, tmp_path):
    port = free_port()
    with started(tmp_path, "serve", "--port", port, "--instance", office) as service:
        service.wait_for(f"http://127.0.0.1:{port}")
        status, headers = ask(port)
        assert (status, headers["Server"]) == (200, "mediation")
        first = service.children()
        os.kill(first[1], signal.SIGKILL)
        service.wait_for("意外停止")
        wait_until(lambda: len(service.children()) == 2 and not runs(first[1]))
        second = service.children()
        assert service.stop() == 0
        assert "服务已结束" in service.said
        assert [each for each in (*first, *second) if runs(each)] == []
        assert not listens(port)


def test_a_killed_parent_leaves_no_orphan(office, tmp_path):
    port = free_port()
    with started(tmp_path, "serve", "--port", port, "--instance", office) as service:
        service.wait_for(f"http://127.0.0.1:{port}")
        children = service.children()
        assert len(children) == 2
        service.stop(signal.SIGKILL)
        wait_until(lambda: not any(runs(each) for each in children))
        assert not listens(port)


def test_other_machines_are_served_with_a_certificate_of_our_own(office, tmp_path):
    port = free_port()
    where = ("--host", "0.0.0.0", "--port", port, "--instance", office)
    with started(tmp_path, "serve", "--self-signed", *where) as service:
        service.wait_for(f"https://127.0.0.1:{port}")
        assert "SHA-256" in service.said
        trust = ssl.create_default_context(cafile=str(office / "tls" / "certificate.pem"))
        status, headers = ask(port, tls=trust)
        assert status == 200
        assert "max-age" in headers["Strict-Transport-Security"]
        assert service.stop(signal.SIGTERM) == 0
    assert (office / "tls" / "key.pem").stat().st_mode & 0o777 == 0o600


def test_gunicorn_serves_with_several_processes(office, tmp_path):
    port = free_port()
    where = ("--workers", 2, "--port", port, "--instance", office)
    with started(tmp_path, "web", *where) as service:
        wait_until(lambda: listens(port))
        assert ask(port)[0] == 200
        assert service.stop(signal.SIGTERM) == 0
    assert not listens(port)


@pytest.mark.parametrize("command", ["serve", "web"])
def test_an_open_wire_is_refused(office, command):
    said = refused(command, "--host", "0.0.0.0", "--port", free_port(), "--instance", office)
    assert "--self-signed" in said
    assert "MEDIATION_TRUSTED_PROXIES" in said


def test_a_port_that_is_taken_is_told(office, post_office):
    said = refused("serve", "--port", post_office.port, "--instance", office)
    assert f"端口{post_office.port}已被占用" in said


def test_half_a_certificate_is_refused(office, tmp_path):
    said = refused("serve", "--cert", tmp_path / "c.pem", "--instance", office)
    assert "--key" in said


def test_a_certificate_that_is_not_there_is_named(office, tmp_path):
    both = ("--cert", tmp_path / "c.pem", "--key", tmp_path / "k.pem")
    assert str(tmp_path / "c.pem") in refused("serve", *both, "--instance", office)
