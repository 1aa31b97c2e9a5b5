"""The ledger page: the columns of the workbook, sums of the whole selection, masked, own sets."""

import pytest

from mediation.models import column_set, transaction
from mediation.rules.intake import Channel
from mediation.rules.workflow_terms import State
from tests.builders import a_case, a_district, a_visitor
from tests.visitor import SeenPage, Typed

NAME, EMPLOYER = "王𠮷平", "番禺某某电子有限公司"


@pytest.fixture
def people(service):
    """The people of the district."""
    return a_district()


def rows_of(page: SeenPage) -> list[dict[str, str]]:
    """Return the rows of the sheet, each cell under the words of its column."""
    table = page.tree.find(".//div[@id='ledger-rows']//table")
    assert table is not None
    heads = ["".join(each.itertext()).strip() for each in table.findall("thead/tr/th")]
    return [
        dict(zip(heads, ["".join(c.itertext()).strip() for c in row], strict=True))
        for row in table.findall("tbody/tr")
    ]


def foot_of(page: SeenPage) -> str:
    """Return the words of the line of totals."""
    foot = page.tree.find(".//div[@id='ledger-rows']//tfoot")
    assert foot is not None
    return "".join(foot.itertext())


def test_the_ledger_looks_like_the_workbook(service, engine_url, people):
    settled = a_case(people, at=State.EFFECTIVE)
    page = a_visitor(service.app, people.mediator).open("/ledger")
    [row] = rows_of(page)
    assert list(row)[:8] == [
        "序号", "案号", "登记日期", "进度", "来源", "申请人", "人数", "被申请人",
    ]  # fmt: skip
    assert (row["序号"], row["案号"], row["来源"]) == ("1", settled.case_number, "来电")
    assert (row["申请人"], row["人数"], row["被申请人"]) == ("王**", "1", EMPLOYER)
    assert (row["进度"], row["涉及金额（元）"]) == ("协议履行中", "38,600.00")
    assert row["受理日期"] == row["登记日期"] == settled.received_on.isoformat()
    assert row["协议编号"].endswith("号")
    assert (row["履行"], row["结案日期"], row["天数"], row["镇街"]) == (
        "等待履行",
        "",
        "0",
        "大龙街道",
    )


def test_sums_are_those_of_the_whole_selection_not_of_the_page(service, engine_url, people):
    for _ in range(27):
        a_case(people)
    visitor = a_visitor(service.app, people.mediator)
    first = visitor.open("/ledger")
    assert len(rows_of(first)) == 25
    assert "合计 27 件" in foot_of(first)
    assert "1,042,200.00" in foot_of(first)
    link = first.tree.find(".//nav[@class='pager']/a[@rel='next']")
    assert link is not None
    second = visitor.open(link.get("href", ""))
    assert [row["序号"] for row in rows_of(second)] == ["26", "27"]
    assert "合计 27 件" in foot_of(second)


def test_a_long_selection_is_added_up_after_the_page(service, people):
    a_case(people)
    visitor = a_visitor(service.app, people.mediator)
    assert "1" in visitor.open("/ledger/totals").text
    answer = visitor.client.get("/ledger/totals", headers={"HX-Request": "true"})
    assert "合计 1 件" in answer.get_data(as_text=True)


def test_the_filter_of_the_case_list_narrows_the_ledger(service, people):
    a_case(people, channel=Channel.VISIT)
    a_case(people, channel=Channel.CALL)
    page = a_visitor(service.app, people.mediator).open("/ledger?channel=visit&set=short")
    assert len(rows_of(page)) == 1
    assert "合计 1 件" in foot_of(page)


def test_names_of_people_are_masked_in_what_was_told(service, people):
    told = f"{NAME}称被拖欠工资，电话19900001111"
    a_case(people, request=told)
    page = a_visitor(service.app, people.mediator).open("/ledger")
    assert rows_of(page)[0]["诉求"] == "王**称被拖欠工资，电话199********"
    assert NAME not in page.html


def test_who_sees_summaries_sees_nobodys_name_and_no_amount(service, people):
    a_case(people)
    page = a_visitor(service.app, people.liaison).open("/ledger")
    [row] = rows_of(page)
    assert row["被申请人"] == EMPLOYER
    assert not {"申请人", "诉求", "涉及金额（元）", "备注"} & set(row)
    assert "38,600" not in page.html


def test_an_own_set_is_kept_used_and_removed(service, engine_url, people):
    a_case(people)
    visitor = a_visitor(service.app, people.mediator)
    typed: dict[str, Typed] = {"column": ["employer", "amount"], "set_name": "月报"}
    page = visitor.submit(visitor.open("/ledger/columns"), typed, to="/ledger/columns")
    assert list(rows_of(page)[0]) == ["案号", "被申请人", "涉及金额（元）"]
    assert "月报" in visitor.open("/ledger").text
    again = visitor.submit(visitor.open("/ledger/columns"), typed, to="/ledger/columns")
    assert again.status == 422
    assert "请换一个名称：已有同名的列组。" in again.errors["set_name"]
    visitor.submit(visitor.open("/ledger/columns"), {}, to="/remove")
    assert column_set.of_person(people.mediator) == ()


def test_nobody_uses_the_set_of_somebody_else(service, people):
    visitor = a_visitor(service.app, people.mediator)
    typed: dict[str, Typed] = {"column": ["employer"], "set_name": "月报"}
    visitor.submit(visitor.open("/ledger/columns"), typed, to="/ledger/columns")
    [kept] = column_set.of_person(people.mediator)
    stranger = a_visitor(service.app, people.supervisor)
    assert stranger.open(f"/ledger?set={kept.public_id}").status == 404


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"column": [], "set_name": "空"}, "column", "请"),
        ({"column": ["salary"], "set_name": "错"}, "column", "请"),
        ({"column": ["id_number"], "set_name": "号码"}, "column", "请重新选择列"),
        ({"column": ["employer"], "set_name": ""}, "set_name", "请"),
    ],
    ids=["none", "unknown", "not for a page", "no name"],
)
def test_a_wrong_choice_is_told_at_its_field(service, people, typed, field, said):
    visitor = a_visitor(service.app, people.mediator)
    page = visitor.submit(visitor.open("/ledger/columns"), typed, to="/ledger/columns")
    assert page.status == 422
    assert said in page.text


def test_twenty_sets_are_enough(service, people):
    with transaction.writing():
        for number in range(20):
            column_set.keep(people.mediator, f"第{number}组", ())
    visitor = a_visitor(service.app, people.mediator)
    typed: dict[str, Typed] = {"column": ["employer"], "set_name": "再一组"}
    page = visitor.submit(visitor.open("/ledger/columns"), typed, to="/ledger/columns")
    assert (page.status, "每人最多保存20个" in page.text) == (409, True)


@pytest.mark.parametrize("torn", ["column=salary", "from=99", "from=x&after=zz", "after=zz"])
def test_a_torn_address_still_shows_a_ledger(service, people, torn):
    a_case(people)
    page = a_visitor(service.app, people.mediator).open(f"/ledger?{torn}")
    assert len(rows_of(page)) == 1


def test_the_text_of_the_case_list_is_that_of_the_ledger(service, engine_url, people):
    matter = a_case(people, channel=Channel.VISIT)
    a_case(people, channel=Channel.CALL)
    visitor = a_visitor(service.app, people.mediator)
    typed: dict[str, Typed] = {"q": f"渠道:来访 {NAME}"}
    listed = visitor.submit(visitor.open("/cases?view=all"), typed, to="/cases/search")
    ledger_of_it = listed.link("看台账")
    page = visitor.open(ledger_of_it)
    assert [row["案号"] for row in rows_of(page)] == [matter.case_number]
    chips = [each.text for each in page.tree.iterfind(".//ul[@class='chips']//code")]
    assert chips == ["渠道：来访", f"“{NAME}”"]
    assert NAME not in ledger_of_it


def test_what_is_typed_above_the_ledger_stays_in_the_ledger(service, people):
    matter = a_case(people, channel=Channel.VISIT)
    a_case(people, channel=Channel.CALL)
    visitor = a_visitor(service.app, people.mediator)
    found = visitor.submit(
        visitor.open("/ledger?set=short"), {"q": matter.case_number}, to="/cases/search"
    )
    assert found.path == "/ledger"
    assert [row["案号"] for row in rows_of(found)] == [matter.case_number]
    assert "诉求" not in rows_of(found)[0]
    wider = visitor.submit(found, {"q": "渠道:来电"}, to="/cases/search")
    assert len(rows_of(wider)) == 1
    chosen = visitor.open(wider.link("选择列"))
    typed: dict[str, Typed] = {"column": ["employer", "amount"], "set_name": "月报"}
    again = visitor.submit(chosen, typed, to="/ledger/columns")
    assert len(rows_of(again)) == 1
    assert list(rows_of(again)[0]) == ["案号", "被申请人", "涉及金额（元）"]


def test_a_very_long_search_above_the_ledger_is_refused_there(service, people):
    # It was answered by the list of cases, without the columns that somebody had chosen.
    a_case(people)
    text = "工" * 501
    visitor = a_visitor(service.app, people.mediator)
    page = visitor.submit(visitor.open("/ledger?set=short"), {"q": text}, to="/cases/search")
    assert (page.status, page.heading) == (422, "台账")
    assert page.errors["q"] == "错误：查找内容最多500个字，现在有501个字，请删减后再查找。"
    box = page.tree.find(".//input[@type='search']")
    assert box is not None
    assert box.get("value") == text
    assert list(rows_of(page)[0])[-1] == "级别"
    again = visitor.submit(page, {"q": "渠道:来电"}, to="/cases/search")
    assert (again.path, len(rows_of(again))) == ("/ledger", 1)
