"""The outbox, the trial letter and the demo mailbox, through the pages."""

from dataclasses import replace

import pytest

from mediation.mail.mailbox import open_mailbox
from mediation.settings import InstanceKind
from tests.builders import a_case, a_district, a_visitor
from tests.engines import free_port
from tests.instance import serving
from tests.watching import a_postman, address_of, walk


@pytest.fixture
def people(service, clock):
    """A district in which two letters are owed."""
    made = a_district()
    a_case(made)
    walk(clock, "2026-03-06T00:01")
    return made


def test_the_administrator_sees_letters_and_the_relays_answer(service, people, post_office):
    post_office.answer_to_recipient = "550 5.1.1 no such user"
    a_postman(post_office).deliver_due()
    desk = a_visitor(service.app, people.admin)
    page = desk.open("/outbox?state=dead")
    assert "550 5.1.1 no such user" in page.text
    assert "supervisor@office.example" in page.text
    assert "有2封邮件没有送达。" in page.text


def test_a_dead_letter_is_sent_again_by_a_button(service, people, post_office):
    post_office.answer_to_recipient = "550 5.1.1 no such user"
    a_postman(post_office).deliver_due()
    desk = a_visitor(service.app, people.admin)
    after = desk.submit(desk.open("/outbox"), {}, to="/again")
    assert "已放回队首" in after.text
    post_office.answer_to_recipient = "250 OK"
    a_postman(post_office).deliver_due()
    assert len(post_office.letters) == 1


def test_a_letter_that_was_sent_is_not_sent_again(service, people, post_office):
    desk = a_visitor(service.app, people.admin)
    page = desk.open("/outbox")
    a_postman(post_office).deliver_due()
    address = next(
        form.get("action") for form in page.tree.iter("form") if "cancel" in str(form.get("action"))
    )
    form = {"csrf_token": csrf(page)}
    again = desk.client.post(str(address).replace("/cancel", "/again"), data=form)
    assert again.status_code == 409
    assert "不需要重发" in again.get_data(as_text=True)


def csrf(page):
    return next(
        each.get("value") for each in page.tree.iter("input") if each.get("name") == "csrf_token"
    )


def test_only_those_who_keep_the_post_see_it(service, people):
    assert a_visitor(service.app, people.auditor).open("/outbox").status == 200
    for person in (people.mediator, people.supervisor, people.lawyer):
        assert a_visitor(service.app, person).open("/outbox").status == 403


def test_the_trial_letter_shows_every_step(settings, clock, post_office):
    at = replace(settings, smtp_port=post_office.port, smtp_from="no-reply@office.example")
    with serving(at) as service:
        people = a_district()
        desk = a_visitor(service.app, people.admin)
        page = desk.submit(desk.open("/outbox/trial"), {}, to="/trial")
        assert "邮件服务器已收下测试邮件" in page.text
        for words in ("问候（EHLO）", "收件人（RCPT）", "354", "确认收下"):
            assert words in page.text
        assert len(post_office.letters_to(address_of(people.admin))) == 1


def test_the_trial_letter_says_which_step_went_wrong(settings, clock):
    with serving(replace(settings, smtp_port=free_port())) as service:
        desk = a_visitor(service.app, a_district().admin)
        page = desk.submit(desk.open("/outbox/trial"), {}, to="/trial")
        assert "测试邮件没有送出" in page.text
        assert "连接邮件服务器" in page.text


def test_the_demo_mailbox_shows_what_its_server_received(settings, clock):
    port = free_port()
    demo = replace(settings, kind=InstanceKind.DEMO, smtp_port=port)
    with open_mailbox(demo.mailbox, port), serving(demo) as service:
        people = a_district()
        desk = a_visitor(service.app, people.admin)
        assert "还没有收到邮件" in desk.open("/mailbox").text
        desk.submit(desk.open("/outbox/trial"), {}, to="/trial")
        listed = desk.open("/mailbox")
        assert "邮件通道测试" in listed.text
        links = [a.get("href") for a in listed.tree.iter("a") if "/mailbox/" in str(a.get("href"))]
        letter = desk.open(str(links[0]))
        assert "看到这封邮件，说明平台的邮件通道可以使用" in letter.text
        framed = desk.client.get(f"{links[0]}/html")
        assert framed.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
        assert "邮件通道测试" in framed.get_data(as_text=True)
        assert desk.open("/mailbox/..%2f..%2fkind").status == 404


def test_an_instance_with_real_people_has_no_mailbox_page(service, people):
    assert a_visitor(service.app, people.admin).open("/mailbox").status == 404
