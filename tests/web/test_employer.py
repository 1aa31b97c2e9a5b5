"""The registry through the pages: looked up, entered, corrected, watched, merged and parted."""

import pytest

from mediation.casework import intake
from mediation.models import employer
from mediation.rules.intake import NextAct
from mediation.rules.permissions import Role
from tests.builders import a_district, a_visitor, a_wage_dispute, at_the_town_union

CODE = "91000000MA0DEM013N"
FIRST, SECOND = "番禺云岫五金制品厂", "云岫五金"


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


@pytest.fixture
def desk(service, people):
    """The supervisor at the browser."""
    return a_visitor(service.app, people.supervisor)


def entered(desk, name=FIRST, **changes):
    """Enter an employer and return the page that follows."""
    typed = {"name": name, "industry": "manufacturing", **changes}
    return desk.submit(desk.open("/employers/new"), typed, to="/employers")


def logged(people, name, by=None):
    """Log a matter against an employer; return its public id."""
    asked = a_wage_dispute(employer=name, next_act=NextAct.LATER)
    return intake.log_intake(by or people.mediator, asked)


def looked_up(desk, words):
    """Type into the search box of the list and return what follows."""
    return desk.submit(desk.open("/employers"), {"words": words}, to="/employers/search")


def test_an_employer_is_entered_and_shown_with_all_that_was_said(desk):
    page = entered(
        desk,
        credit_code="９１000000ma0dem013n",
        town_code="440113016",
        head_count="1,2",
        **{"aliases-0-alias": "岫记", "aliases-0-alias_kind": "short"},
    )
    assert page.status == 422
    assert "请用整数填写职工人数" in page.errors["head_count"]
    typed = {"head_count": "120", "head_count_on": "2026-02-01"}
    shown = desk.submit(page, typed, to="/employers")
    for words in (FIRST, CODE, "C 制造业", "120人（2026-02-01）", "岫记", "不清楚"):
        assert words in shown.text


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"name": "厂"}, "name", "请把单位名称写到2字以上"),
        ({"credit_code": "91000000MA0DEM013X"}, "credit_code", "末位校验码不符"),
        ({"credit_code": "123"}, "credit_code", "应为18位，现为3位"),
        ({"credit_code": "91350213M0001Q7Q47"}, "credit_code", "请核对统一社会信用代码"),
        ({"head_count": "5"}, "head_count_on", "请填写统计日期"),
        ({"head_count": "5", "head_count_on": "2027-01-01"}, "head_count_on", "不晚于今天"),
        ({"telephone": "12"}, "telephone", "请填写11位手机号"),
    ],
)
def test_what_cannot_stand_is_said_at_its_field_and_what_was_typed_stays(desk, typed, field, said):
    page = entered(desk, **{"address": "某路8号", **typed})
    assert page.status == 422
    assert said in page.errors[field]
    assert "某路8号" in page.html


def test_a_failing_code_stands_with_its_reason(desk):
    page = entered(desk, credit_code="91350213M0001Q7Q47", code_reason="营业执照原件")
    assert "营业执照原件" in page.text


@pytest.mark.parametrize("code", ["N2440113MA0DEM013Y", "Y1440113MA0DEM0135"])
def test_codes_of_village_collectives_and_others_are_read(desk, code):
    page = entered(desk, credit_code=code)
    said = page.errors.get("credit_code", "")
    assert "只含数字和大写字母" not in said
    assert "应为18位" not in said


def test_a_code_that_another_entry_has_names_it_and_offers_to_merge(desk):
    entered(desk, credit_code=CODE)
    second = entered(desk, SECOND)
    page = desk.open(f"{second.path}/edit")
    refused = desk.submit(page, {"credit_code": CODE}, to="/edit")
    assert f"已登记在“{FIRST}”名下" in refused.errors["credit_code"]
    [offered] = [a.get("href") for a in refused.tree.iter("a") if "比对并合并" in (a.text or "")]
    assert "逐项比对" in desk.open(offered).html


def test_one_more_line_for_a_name_writes_nothing(desk):
    page = entered(desk, more="aliases", **{"aliases-0-alias": "岫记"})
    assert 'name="aliases-1-alias"' in page.html
    assert "岫记" in page.html
    assert "还没有用人单位" in desk.open("/employers").text


def test_a_text_that_means_one_entry_opens_it_and_no_address_holds_the_text(desk):
    entered(desk, credit_code=CODE)
    entered(desk, "番禺云岫餐饮店")
    assert looked_up(desk, FIRST).heading == FIRST
    assert looked_up(desk, CODE.lower()).heading == FIRST
    both = looked_up(desk, "云岫")
    assert both.path == "/employers"
    assert FIRST in both.text
    assert "番禺云岫餐饮店" in both.text
    assert "没有符合条件的单位" in looked_up(desk, "不存在的厂").text
    assert "请输入单位名称" in looked_up(desk, " ").text


def test_the_list_is_narrowed_and_a_torn_address_still_shows_it(desk):
    entered(desk, town_code="440113016")
    entered(desk, "番禺砚溪学校", industry="education")
    assert FIRST not in desk.open("/employers?industry=education").text
    assert "砚溪" not in desk.open("/employers?town=440113016").text
    assert FIRST in desk.open("/employers?industry=nothing&after=torn&union=").text


def test_an_employer_is_watched_and_taken_off(desk):
    page = entered(desk)
    form = desk.open(f"{page.path}/watch")
    refused = desk.submit(form, {"reasons": ["other"]}, to="/watch")
    assert "请填写说明" in refused.errors["note"]
    typed = {"reasons": ["group_dispute", "wage_arrears"], "note": "", "until_on": "2026-06-30"}
    shown = desk.submit(refused, typed, to="/watch")
    assert "重点企业" in shown.text
    assert "近期发生集体争议、拖欠工资" in shown.text
    assert "重点企业" in desk.open("/employers?watched=yes").text
    ended = desk.submit(desk.open(f"{page.path}/watch/end"), {"reason": "已整改"}, to="/end")
    assert "已整改" in ended.text
    assert FIRST not in desk.open("/employers?watched=yes").text


def test_two_entries_are_merged_side_by_side_and_parted_again(desk, people):
    first, second = entered(desk, credit_code=CODE), entered(desk, SECOND, address="某路8号")
    case_id = logged(people, SECOND)
    chosen = desk.submit(desk.open(f"{first.path}/merge"), {"other": "yxwj"}, to="/choices")
    [way] = [a.get("href") for a in chosen.tree.iter("a") if a.text == SECOND]
    page = desk.open(way)
    assert "将移入案件1件" in page.text
    assert "请填写原因" in desk.submit(page, {"reason": ""}, to="/merge/").errors["reason"]
    merged = desk.submit(page, {"taken": ["address"], "reason": "简称"}, to="/merge/")
    assert "某路8号" in merged.text
    assert SECOND in merged.text
    assert desk.open(second.path).path == first.path
    assert case_id in merged.html
    [undo] = [a.get("href") for a in merged.tree.iter("a") if a.text == "撤销合并"]
    parted = desk.submit(desk.open(undo), {"reason": "不是同一家"}, to="/undo")
    assert case_id not in parted.html
    assert desk.open(second.path).heading == SECOND
    again = desk.submit(desk.open(undo), {"reason": "再次"}, to="/undo")
    assert (again.status, "已经撤销过" in again.text) == (409, True)


def test_an_entry_is_not_merged_with_itself(desk):
    page = entered(desk)
    own = page.path.rpartition("/")[2]
    assert desk.open(f"{page.path}/merge/{own}").status == 409


def test_a_form_opened_before_somebody_else_saved_is_not_written(desk):
    page = entered(desk)
    first, second = desk.open(f"{page.path}/edit"), desk.open(f"{page.path}/edit")
    desk.submit(first, {"address": "某路1号"}, to="/edit")
    assert desk.submit(second, {"address": "某路2号"}, to="/edit").status == 409
    assert "某路1号" in desk.open(page.path).text


def test_the_page_of_a_case_leads_to_the_entry(service, people, desk):
    case_id = logged(people, FIRST)
    entry = employer.meant_by(people.mediator.district_id or 0, FIRST)
    assert entry is not None
    assert f'href="/employers/{entry.public_id}"' in desk.open(f"/cases/{case_id}").html
    mediator = a_visitor(service.app, people.mediator)
    page = mediator.open(f"/employers/{entry.public_id}")
    assert case_id in page.html
    neighbour = a_visitor(service.app, people.neighbour).open(f"/employers/{entry.public_id}")
    assert case_id not in neighbour.html
    assert "另有 1 件在办" in neighbour.text


def test_an_auditor_reads_no_person_of_an_employer_in_full(service, people, desk):
    page = entered(desk, legal_representative="钱某某", telephone="19900001111")
    assert "钱某某" in page.text
    seen = a_visitor(service.app, people.auditor).open(page.path)
    assert "钱**" in seen.text
    assert "199****1111" in seen.text
    assert "钱某某" not in seen.html


def test_a_desk_at_a_town_is_offered_a_correction_where_a_case_concerns_it(service, people, desk):
    entered(desk)
    town = a_visitor(service.app, at_the_town_union(Role.SUPERVISOR))
    page = looked_up(town, FIRST)
    assert (page.heading, page.tree.findall(".//main//a[@class='btn btn-secondary']")) == (
        FIRST,
        [],
    )
    refused = town.open(f"{page.path}/edit")
    assert refused.status == 403
    assert "请联系区总工会的主管" in refused.text
    logged(people, FIRST)
    form = town.open(town.open(page.path).link("修改"))
    corrected = town.submit(form, {"union": "founded"}, to="/edit")
    assert "合并条目" not in corrected.text
    assert "已建会" in corrected.text
