"""The pages of an agreement: typed terms are never lost, and every act asks what it must."""

import io
import re

import pypdf
import pytest

from mediation.casework import account, agreement, user
from mediation.models import agreement as agreements
from mediation.models import agreement_contents, case, proceeding
from mediation.models.db import session
from mediation.rules.agreement import Signing
from mediation.rules.permissions import operator
from mediation.rules.workflow_terms import State
from mediation.web.sessions import new_token
from tests.builders import a_case, a_district, an_agreement, complete_parties
from tests.visitor import Visitor

PASSWORD = "番茄炒蛋配白米饭真好吃啊"


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def come_in(service, people):
    """A way to come to the door as one of the people."""

    def signed_in(username):
        acting = getattr(people, username)
        token = new_token()
        user.make_link(operator(), acting.public_id, token)
        account.set_password_by_link(acting, acting.public_id, token, PASSWORD, 12)
        visitor = Visitor(service.app)
        visitor.sign_in(username, PASSWORD)
        return visitor

    return signed_in


def page_of(matter, more=""):
    """Return the address of the agreement of a case."""
    return f"/cases/{matter.public_id}/agreement{more}"


def settled_of(matter):
    """Return the newest edition of the agreement of a case, as it is now."""
    session().rollback()
    return agreements.find_latest(proceeding.find_leading(matter.id).id)


def progress_of(matter):
    """Return where the proceeding of a case stands now."""
    session().rollback()
    return case.of_id(matter.id).progress


TYPED = {
    "facts": "双方对拖欠工资无争议",
    "disputed": "支付时间",
    "total": "3.86万",
    "copies": "3",
    "terms-0-payee": "王𠮷平",
    "terms-0-what": "支付拖欠工资",
    "terms-0-cause": "wages",
    "terms-0-amount": "38600",
    "terms-0-due_on": "2026-03-31",
    "terms-0-method": "现金",
}


def test_the_editor_begins_with_the_claims_of_the_case(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    page = come_in("mediator").open(page_of(matter))
    first = {each.get("name"): each.get("value") for each in page.tree.iter("input")}
    assert (first["terms-0-payee"], first["terms-0-amount"]) == ("王𠮷平", "38,600.00")


def test_a_draft_is_kept_and_shown_again_with_what_stands_in_its_way(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    visitor = come_in("mediator")
    page = visitor.submit(visitor.open(page_of(matter)), TYPED, to="/agreement")
    assert page.status == 200
    assert settled_of(matter).total.figures == "38,600.00"
    assert "番禺某某电子有限公司还缺：统一社会信用代码" in page.text


def test_a_sum_that_differs_is_said_in_the_panel(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    visitor = come_in("mediator")
    less = {**TYPED, "terms-0-amount": "36600"}
    page = visitor.submit(visitor.open(page_of(matter)), less, to="/agreement")
    assert "各期合计 36,600.00 元，比总额少 2,000.00 元。" in page.text


@pytest.mark.parametrize(
    ("name", "typed"),
    [("terms-0-amount", "1E+400"), ("terms-0-due_on", "下周"), ("total", "-5"), ("copies", "1.5")],
)
def test_what_cannot_be_read_is_shown_at_its_field_and_nothing_is_lost(
    people, come_in, name, typed
):
    matter = a_case(people, at=State.ACCEPTED)
    visitor = come_in("mediator")
    page = visitor.submit(visitor.open(page_of(matter)), {**TYPED, name: typed}, to="/agreement")
    assert (page.status, list(page.errors)) == (422, [name])
    assert TYPED["facts"] in page.text
    assert progress_of(matter) is State.ACCEPTED


def test_a_line_more_is_shown_without_keeping_anything(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    visitor = come_in("mediator")
    asked = {**TYPED, "more": "terms"}
    page = visitor.submit(visitor.open(page_of(matter)), asked, to="/agreement")
    assert any(each.get("name") == "terms-1-what" for each in page.tree.iter("input"))
    assert progress_of(matter) is State.ACCEPTED


def test_a_form_sent_twice_makes_one_draft(people, come_in):
    matter = a_case(people, at=State.ACCEPTED)
    visitor = come_in("mediator")
    page = visitor.open(page_of(matter))
    visitor.submit(page, TYPED, to="/agreement")
    first = settled_of(matter).obligations[0].public_id
    visitor.submit(page, TYPED, to="/agreement")
    assert settled_of(matter).obligations[0].public_id == first


def test_what_is_typed_is_looked_over_without_being_kept(people, come_in):
    matter = a_case(people, at=State.DRAFTED)
    visitor = come_in("mediator")
    page = visitor.open(page_of(matter))
    token = next(
        each.get("value") for each in page.tree.iter("input") if each.get("name") == "csrf_token"
    )
    sent = {**TYPED, "terms-0-amount": "100", "csrf_token": token}
    answer = visitor.client.post(page_of(matter, "/check"), data=sent)
    assert "比总额少 38,500.00 元" in answer.get_data(as_text=True)
    assert settled_of(matter).total.figures == "36,000.00"


def test_an_account_is_never_shown_in_full(people, come_in):
    matter = a_case(people, at=State.DRAFTED)
    page = come_in("mediator").open(page_of(matter))
    assert "6222000000001234567" not in page.html
    assert "****4567" in page.html


def test_the_preview_is_marked_as_a_draft_and_hides_the_numbers(people, come_in):
    matter = a_case(people, at=State.DRAFTED)
    answer = come_in("mediator").client.get(page_of(matter, "/preview"))
    words = words_of(answer.data)
    assert answer.mimetype == "application/pdf"
    assert "草稿" in words
    assert "000000199001011239" not in words


def words_of(content):
    """Return the words of a PDF without white space."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_a_draft_with_something_in_its_way_is_not_offered_for_the_final_text(people, come_in):
    matter = a_case(people, at=State.DRAFTED)
    page = come_in("mediator").open(page_of(matter, "/final"))
    assert "须更正" in page.text
    assert not [form for form in page.tree.iter("form") if "final" in (form.get("action") or "")]


def test_the_final_text_is_confirmed_once_more_and_can_be_downloaded(people, come_in):
    matter = a_case(people, at=State.DRAFTED)
    complete_parties(people, matter.public_id)
    visitor = come_in("mediator")
    page = visitor.submit(visitor.open(page_of(matter, "/final")), {}, to="/final")
    link = next(each for each in page.tree.iter("a") if each.text == "下载协议书")
    answer = visitor.client.get(link.get("href"))
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "王𠮷平" in words_of(answer.data)


def test_a_new_edition_needs_its_reason(people, come_in):
    matter = a_case(people, at=State.FINALISED)
    visitor = come_in("mediator")
    page = visitor.submit(visitor.open(page_of(matter, "/edition")), {}, to="/edition")
    assert (page.status, list(page.errors)) == (422, ["reason"])
    page = visitor.submit(page, {"reason": "付款日写错"}, to="/edition")
    assert "草稿" in page.text
    assert settled_of(matter).edition == 2


def test_signatures_are_ticked_with_their_day(people, come_in):
    matter = a_case(people, at=State.FINALISED)
    visitor = come_in("mediator")
    keys = [each.key for each in agreement_contents.signers_of(matter, settled_of(matter))]
    page = visitor.submit(visitor.open(page_of(matter)), {"signers": keys}, to="/signatures")
    assert "签署已齐全" in page.text
    assert progress_of(matter) is State.SIGNED


def test_one_agent_signs_for_one_party(people, come_in):
    matter = a_case(people, at=State.FINALISED)
    visitor = come_in("mediator")
    keys = [each.key for each in agreement_contents.signers_of(matter, settled_of(matter))]
    typed = {"signers": keys, "agent": "李律师"}
    page = visitor.submit(visitor.open(page_of(matter)), typed, to="/signatures")
    assert (page.status, list(page.errors)) == (422, ["agent"])


def test_the_supervisor_sets_the_seal_and_sees_both_windows(people, come_in):
    matter = a_case(people, at=State.SIGNED)
    visitor = come_in("supervisor")
    page = visitor.submit(visitor.open(page_of(matter, "/seal")), {}, to="/seal")
    assert "最后一日 2026-03-17" in page.text
    assert "最后一日 2026-04-01" in page.text


def test_a_mediator_is_not_shown_the_way_to_the_seal(people, come_in):
    matter = a_case(people, at=State.SIGNED)
    visitor = come_in("mediator")
    assert "登记用印" not in visitor.open(page_of(matter)).text
    assert visitor.open(page_of(matter, "/seal")).status == 403


def test_a_payment_is_recorded_and_put_right_on_the_page_of_its_item(people, come_in):
    matter = a_case(people, at=State.EFFECTIVE)
    visitor = come_in("mediator")
    address = f"/cases/{matter.public_id}/obligations/{settled_of(matter).obligations[0].public_id}"
    visitor.submit(visitor.open(address), {"amount": "20000"}, to=address)
    page = visitor.open(address)
    entry = next(e for e in page.tree.iter("option") if "20,000.00" in "".join(e.itertext()))
    right = {"amount": "5000", "corrects": entry.get("value"), "reason": "看错凭证"}
    page = visitor.submit(page, right, to=address)
    assert settled_of(matter).paid.figures == "5,000.00"
    assert "看错凭证" in visitor.open(address).text


def test_more_than_is_owed_is_refused_at_the_amount(people, come_in):
    matter = a_case(people, at=State.EFFECTIVE)
    visitor = come_in("mediator")
    address = f"/cases/{matter.public_id}/obligations/{settled_of(matter).obligations[0].public_id}"
    page = visitor.submit(visitor.open(address), {"amount": "2万1"}, to=address)
    assert page.errors.keys() == {"amount"}
    page = visitor.submit(page, {"amount": "20000.01"}, to=address)
    assert "还欠 20,000.00 元" in page.errors["amount"]


def test_the_list_shows_what_is_owed_next_to_those_who_may_see_it(people, come_in):
    matter = a_case(people, at=State.EFFECTIVE)
    number = settled_of(matter).number
    page = come_in("supervisor").open("/agreements?group=running")
    assert number in page.text
    assert "2026-04-01" in page.text
    assert number not in come_in("neighbour").open("/agreements").text
    assert come_in("liaison").open("/agreements").status == 403


@pytest.mark.parametrize("group", ["in_hand", "overdue", "ended"])
def test_an_agreement_stands_in_its_own_group_only(people, come_in, group):
    matter = a_case(people, at=State.EFFECTIVE)
    page = come_in("mediator").open(f"/agreements?group={group}")
    assert settled_of(matter).number not in page.text


def test_the_pages_turn_without_losing_an_agreement(people, come_in):
    numbers = [settled_of(a_case(people, at=State.DRAFTED)).number for _ in range(27)]
    visitor = come_in("mediator")
    first = visitor.open("/agreements")
    after = next(each for each in first.tree.iter("a") if each.get("rel") == "next").get("href")
    seen = first.text + visitor.open(after).text
    assert [number for number in numbers if number not in seen] == []


def test_a_case_without_an_agreement_says_so(people, come_in):
    matter = a_case(people, at=State.APPLIED)
    assert "还没有协议" in come_in("mediator").open(page_of(matter)).text


def test_a_colleague_reads_the_draft_and_does_not_change_it(people, come_in):
    matter = a_case(people, at=State.DRAFTED)
    page = come_in("colleague").open(page_of(matter))
    assert "支付拖欠工资" in page.text
    assert not [each for each in page.tree.iter("input") if each.get("name") == "total"]


def test_an_old_page_is_answered_with_both_versions(people, come_in):
    matter = a_case(people, at=State.DRAFTED)
    visitor = come_in("mediator")
    old = visitor.open(page_of(matter))
    agreement.revise(people.supervisor, matter.public_id, an_agreement(facts="主管改过的事实"))
    page = visitor.submit(old, TYPED, to="/agreement")
    assert page.status == 409
    assert TYPED["facts"] in page.text
    assert settled_of(matter).facts == "主管改过的事实"


def test_after_the_first_signature_no_new_edition_is_offered(people, come_in):
    matter = a_case(people, at=State.FINALISED)
    key = agreement_contents.signers_of(matter, settled_of(matter))[0].key
    signed_on = settled_of(matter).finalised_at.date()
    agreement.sign(people.mediator, matter.public_id, Signing((key,), signed_on))
    page = come_in("mediator").open(page_of(matter))
    assert "另立新版本" not in page.text
