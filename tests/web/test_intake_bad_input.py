"""Intake at the door with what callers and keyboards bring: kept as typed, or named on the form."""

import pytest
from stdnum.cn import ric

from mediation.basics.money import Money
from mediation.models import case, party, sealing
from mediation.rules.party import IdKind, PartyRole
from tests.builders import a_district, a_visitor

EMOJI = "拖欠三个月工资😡，老板说“没钱”"


def an_id(first: str) -> str:
    """Complete seventeen digits by their check sign."""
    return first + ric.calc_check_digit(first + "0")


@pytest.fixture
def people(service):
    """The people of a small office."""
    return a_district()


@pytest.fixture
def visitor(service, people):
    """The mediator, signed in."""
    return a_visitor(service.app, people.mediator)


def log(visitor, **typed):
    """Fill the quick form with an ordinary call, changed in places, and send it."""
    plain = {
        "applicant": "王平",
        "employer": "番禺某某电子有限公司",
        "causes": ["wages"],
        "request": "拖欠工资",
        "next_act": "later",
    }
    return visitor.submit(visitor.open("/intake"), {**plain, **typed}, to="/intake")


def logged(page):
    """Return the case whose number the page shows."""
    assert page.status == 200, page.text
    return case.of_public_id(page.path.split("/")[2])


def worker_of(matter):
    """Return the applicant with the numbers that were stored."""
    seal = sealing.case_seal(matter.public_id)
    everybody = party.opened_of_case(matter.id, seal)
    return next(each for each in everybody if each.facts.role is PartyRole.APPLICANT)


def test_a_name_is_kept_as_it_was_typed(visitor):
    for name in ("王𠮷平", "䶮", "阿依古丽•买买提", "Nguyễn Văn An", "欧阳𬱖"):
        matter = logged(log(visitor, applicant=name))
        assert matter.applicant_name == name
        assert name in visitor.open(f"/cases/{matter.public_id}").text


def test_a_number_is_understood_however_it_is_typed(visitor):
    for field, typed, stored in (
        ("mobile", "１９９ ００００ １１１１", "19900001111"),
        ("mobile", "+86 199-0000-1111", "19900001111"),
        ("mobile", "020-8464 0000", "020-84640000"),
        ("mobile", "（020）84640000", "02084640000"),
        ("id_number", "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"),
    ):
        matter = logged(log(visitor, **{field: typed}))
        assert getattr(worker_of(matter), field) == stored


def test_an_amount_is_read_as_people_write_it(visitor):
    for amount, yuan in (("1.2万", "12000"), ("１２，０００", "12000"), ("3.86 万", "38600")):
        assert logged(log(visitor, amount=amount)).amount_fen == Money.of_yuan(yuan).fen


def test_a_foreigner_shows_another_document(visitor):
    for kind, number in (
        (IdKind.PASSPORT, "E12345678"),
        (IdKind.TRAVEL_PERMIT, "H12345678"),
        (IdKind.PERMANENT_RESIDENCE, "USA110087062201"),
        (IdKind.RESIDENCE_PERMIT, an_id("81000019900101001")),
    ):
        matter = logged(log(visitor, id_kind=kind.value, id_number=number))
        worker = worker_of(matter)
        assert (worker.facts.id_kind, worker.id_number) == (kind.value, number)


def test_what_cannot_be_is_refused_at_its_field_and_kept(visitor):
    for field, written, said in (
        ("id_number", "E12345678", "持其他证件的，请先选择证件类型"),
        ("id_number", "440113203201010018", "请核对身份证号码"),
        ("mobile", "1990000111", "请填写11位手机号，或带区号的座机号"),
        ("request", "诉" * 1000, "请把一句话诉求缩短到"),
        ("worker_count", "3.5", "请用整数填写涉及人数"),
        ("amount", "很多", "请"),
    ):
        page = log(visitor, **{field: written})
        assert page.status == 422
        assert said in page.errors[field]
        assert written in page.html
        assert "番禺某某电子有限公司" in page.html


def test_a_birthday_that_is_yet_to_come_is_named(visitor):
    page = log(visitor, id_number=an_id("44011320320101001"))
    assert "其中的出生日期2032年1月1日晚于今天" in page.errors["id_number"]


def test_a_worker_under_sixteen_is_taken_in_with_a_warning(visitor):
    page = log(visitor, id_number=an_id("44011320150101001"))
    matter = logged(page)
    assert "有1位劳动者不满16周岁" in page.text
    assert "有1位劳动者不满16周岁" in visitor.open(f"/cases/{matter.public_id}").text


def test_a_worker_of_age_raises_no_warning(visitor):
    page = log(visitor, id_number="11010519491231002X")
    assert "不满16周岁" not in page.text
    assert "不满16周岁" not in visitor.open(f"/cases/{logged(page).public_id}").text


def test_emoji_and_quotes_come_back_as_they_were(visitor):
    matter = logged(log(visitor, request=EMOJI))
    assert matter.request == EMOJI
    assert EMOJI in visitor.open(f"/cases/{matter.public_id}").text


def found_for(visitor, **typed):
    """Return what the form shows of earlier cases while this is typed."""
    form = visitor.open("/intake").form("/intake")
    token = next(e.get("value") for e in form.iter("input") if e.get("name") == "csrf_token")
    answer = visitor.client.post("/intake/duplicates", data={"csrf_token": token, **typed})
    return answer.get_data(as_text=True)


def test_a_wild_card_matches_nothing_by_accident(visitor):
    matter = logged(log(visitor))
    for sign in ("%", "_", "%%", "__", "王_", "%公司%"):
        assert matter.case_number not in found_for(visitor, employer=sign, applicant=sign)


def test_somebody_who_called_before_is_found_however_it_is_typed(visitor):
    first = {"mobile": "19900001111", "applicant": "阿依古丽·买买提"}
    passport = {"id_kind": "passport", "id_number": "E12345678"}
    matter = logged(log(visitor, **first, **passport))
    for typed in (
        {"mobile": "+86 199 0000 1111"},
        {"mobile": "１９９-００００-１１１１"},
        {"applicant": "阿依古丽・买买提", "employer": "番禺某某电子有限公司"},
        {"id_number": "e12345678", "id_kind": "passport"},
    ):
        assert matter.case_number in found_for(visitor, **typed)
