"""The conversation with a relay, in all its moods, over a real connection.

The border at the final dot is what counts: before it nothing was delivered, after it nobody knows.
"""

import ssl
import subprocess
import threading
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from mediation.mail.transport import Relay, Result, Stage, deliver, greet, rehearse
from tests.engines import free_port
from tests.post import PostOffice


def a_message(body: str = "正文\n") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "no-reply@x.org", "a@x.org", "测试"
    message.set_content(body)
    return message


def to(office: PostOffice, timeout_seconds: float = 5.0) -> Relay:
    return Relay(office.host, office.port, "no-reply@x.org", timeout_seconds=timeout_seconds)


def test_a_letter_is_delivered_and_arrives_as_written(post_office):
    dots = "第一行\n.\n..两点\n末行\n"
    end = deliver(to(post_office), a_message(dots), "a@x.org")
    assert (end.stage, end.result, end.code) == (Stage.FINAL_DOT, Result.DELIVERED, 250)
    assert post_office.letters[0].get_content().splitlines() == dots.splitlines()


def test_a_plain_body_with_lonely_dots_is_not_cut_short(post_office):
    message = a_message()
    message.set_content("one\n.\n.two\nthree\n", cte="7bit")
    deliver(to(post_office), message, "a@x.org")
    assert post_office.letters[0].get_content().split() == ["one", ".", ".two", "three"]


def test_a_relay_that_is_down_defers():
    end = deliver(Relay("127.0.0.1", free_port(), "x@x.org"), a_message(), "a@x.org")
    assert (end.stage, end.result) == (Stage.CONNECT, Result.DEFERRED)


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        pytest.param("451 4.7.1 greylisted", Result.DEFERRED, id="a 4xx is tried again"),
        pytest.param("550 5.1.1 no such user", Result.REFUSED, id="a 5xx is final"),
    ],
)
def test_an_answer_to_the_recipient(post_office, answer, result):
    post_office.answer_to_recipient = answer
    end = deliver(to(post_office), a_message(), "a@x.org")
    assert (end.stage, end.result, end.code) == (Stage.RCPT, result, int(answer[:3]))
    assert post_office.letters == []


@pytest.mark.parametrize(
    ("answer", "result"),
    [
        pytest.param("452 4.3.1 full", Result.DEFERRED, id="a 4xx is tried again"),
        pytest.param("554 5.7.1 spam", Result.REFUSED, id="a 5xx is final"),
    ],
)
def test_an_answer_to_the_final_dot(post_office, answer, result):
    post_office.answer_to_letter = answer
    end = deliver(to(post_office), a_message(), "a@x.org")
    assert (end.stage, end.result) == (Stage.FINAL_DOT, result)


def test_a_relay_that_takes_the_letter_and_hangs_up_leaves_a_doubt(post_office):
    post_office.hangs_up = True
    end = deliver(to(post_office), a_message(), "a@x.org")
    assert (end.stage, end.result) == (Stage.FINAL_DOT, Result.UNKNOWN)
    assert len(post_office.letters) == 1


def test_a_relay_that_is_silent_after_the_final_dot_leaves_a_doubt(post_office):
    post_office.pause_at_letter = 1.5
    end = deliver(to(post_office, timeout_seconds=0.3), a_message(), "a@x.org")
    assert (end.stage, end.result) == (Stage.FINAL_DOT, Result.UNKNOWN)


def test_a_relay_that_is_silent_at_the_recipient_defers(post_office):
    post_office.pause_at_recipient = 1.5
    end = deliver(to(post_office, timeout_seconds=0.3), a_message(), "a@x.org")
    assert (end.stage, end.result) == (Stage.RCPT, Result.DEFERRED)


def test_every_step_is_told_with_the_relays_own_answer(post_office):
    steps = rehearse(to(post_office), a_message(), "a@x.org")
    told = [(step.stage.value, step.code) for step in steps]
    assert told == [
        ("connect", 220),
        ("ehlo", 250),
        ("mail", 250),
        ("rcpt", 250),
        ("data", 354),
        ("final_dot", 250),
    ]


class RelayElsewhere(Relay):
    """A relay of this machine that counts as being somewhere else."""

    is_this_machine = False


def test_a_relay_elsewhere_must_offer_tls(post_office):
    end = deliver(RelayElsewhere("127.0.0.1", post_office.port, "x@x.org"), a_message(), "a@x.org")
    assert (end.stage, end.result) == (Stage.STARTTLS, Result.DEFERRED)
    assert post_office.letters == []


def test_no_password_is_said_without_tls(post_office):
    at = ("127.0.0.1", post_office.port)
    bare = RelayElsewhere(*at, "x@x.org", "me", "secret", starttls=False)
    end = deliver(bare, a_message(), "a@x.org")
    assert (end.stage, end.result) == (Stage.AUTH, Result.DEFERRED)
    assert "secret" not in repr(bare)


@pytest.fixture
def certificate(tmp_path):
    """A certificate for localhost that nobody has signed."""
    key, chain = tmp_path / "key.pem", tmp_path / "chain.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    make += ["-keyout", str(key), "-out", str(chain), "-subj", "/CN=localhost"]
    make += ["-addext", "subjectAltName=DNS:localhost"]
    subprocess.run(make, check=True, capture_output=True)
    return key, chain


@pytest.mark.parametrize(
    ("trusted", "result"),
    [
        pytest.param(True, Result.DELIVERED, id="a certificate that is vouched for"),
        pytest.param(False, Result.DEFERRED, id="a certificate that nobody vouches for"),
    ],
)
def test_the_certificate_of_the_relay_is_checked(certificate, monkeypatch, trusted, result):
    key, chain = certificate
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(chain))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(chain, key)
    office = PostOffice(free_port())
    controller = Controller(
        office, hostname="127.0.0.1", port=office.port, tls_context=context, require_starttls=True
    )
    controller.start()
    end = deliver(RelayElsewhere("localhost", office.port, "x@x.org"), a_message(), "a@x.org")
    controller.stop()
    assert end.result is result
    assert len(office.letters) == (1 if trusted else 0)


def test_one_slow_letter_does_not_hold_another_up(post_office):
    post_office.pause_at_letter = 0.5
    ends: list[Result] = []
    threads = [
        threading.Thread(
            target=lambda: ends.append(deliver(to(post_office), a_message(), "a@x.org").result)
        )
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=3)
    assert ends == [Result.DELIVERED] * 4


def test_a_greeting_goes_as_far_as_it_can_without_a_letter(post_office):
    steps = greet(to(post_office))
    assert [step.stage for step in steps] == [Stage.CONNECT, Stage.EHLO]
    assert {step.result for step in steps} == {Result.PASSED}
    assert post_office.letters == []
