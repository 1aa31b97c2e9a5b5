"""Taking the ledger out: at once or as a task, with a page that says how far it is."""

import csv
import io

import pytest

from mediation.jobs.tick import tick
from mediation.jobs.work import Hands
from mediation.models import audit
from tests.builders import a_case, a_district, a_visitor
from tests.pages import faults_of
from tests.people import PASSWORD
from tests.visitor import Visitor, given_values


@pytest.fixture
def people(service):
    """The people of a district with one case."""
    people = a_district()
    a_case(people)
    return people


@pytest.fixture
def supervisor(service, people):
    """The supervisor, signed in."""
    return a_visitor(service.app, people.supervisor)


def file_of(visitor: Visitor, path: str, **typed):
    """Send the export form of a page as a browser would and return the answer."""
    form = visitor.open(path).form("/ledger/export")
    columns = [f.get("value") for f in form.iter("input") if f.get("checked") is not None]
    sent = {**given_values(form), "column": columns[1:], **typed}
    return visitor.client.post(form.get("action"), data=sent)


def a_task(visitor: Visitor, reason: str = "向专班报送"):
    """Order a file with people in full and return the page of the task."""
    typed = {"in_full": "yes", "reason": reason, "file_kind": "xlsx"}
    page = visitor.submit(visitor.open("/ledger/export"), typed, to="/ledger/export")
    if page.path.startswith("/tasks/"):
        return page
    return visitor.submit(page, {"step_up_password": PASSWORD}, to="/ledger/export")


@pytest.mark.parametrize("who", ["mediator", "supervisor", "auditor"])
def test_a_short_masked_file_comes_with_the_answer(service, people, who):
    visitor = a_visitor(service.app, getattr(people, who))
    answer = file_of(visitor, "/ledger/export?status=open", file_kind="csv")
    assert (answer.status_code, answer.mimetype) == (200, "text/csv")
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    assert rows[1][rows[0].index("申请人")] == "王**"
    assert ["条件：状态：未结案件"] in rows or any("条件：状态：" in row[0] for row in rows)


def test_the_filter_of_the_ledger_is_that_of_the_file(service, people):
    a_case(people)
    visitor = a_visitor(service.app, people.mediator)
    assert "当前筛选 2 行" in visitor.open("/ledger/export").text
    page = visitor.open("/ledger/export?channel=visit")
    assert "没有案件可以导出" in page.text
    refused = file_of(visitor, "/ledger/export?channel=visit", file_kind="csv")
    assert refused.status_code == 422


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"column": []}, "请"),
        ({"column": ["salary"]}, "请"),
        ({"file_kind": "exe"}, "请"),
        ({"file_kind": ""}, "请"),
    ],
    ids=["no column", "unknown column", "unknown format", "no format"],
)
def test_a_wrong_choice_is_told(service, people, typed, said):
    visitor = a_visitor(service.app, people.mediator)
    answer = file_of(visitor, "/ledger/export", **typed)
    assert answer.status_code == 422
    assert "error-summary" in answer.get_data(as_text=True)
    assert said in answer.get_data(as_text=True)


def test_a_reason_is_asked_for_at_its_field(supervisor):
    a_task(supervisor)
    typed = {"in_full": "yes", "reason": "", "file_kind": "xlsx"}
    page = supervisor.submit(supervisor.open("/ledger/export"), typed, to="/ledger/export")
    assert page.status == 422
    assert "请写明导出个人信息的原因" in page.errors["reason"]


def test_many_people_are_pointed_out(service, people, supervisor):
    assert "涉及超过" not in supervisor.open("/ledger/export").text
    for _ in range(100):
        a_case(people)
    assert "涉及超过 100 人" in supervisor.open("/ledger/export").text


def test_a_task_says_that_no_worker_runs_instead_of_waiting_for_ever(supervisor):
    page = a_task(supervisor)
    assert "后台程序没有运行" in page.text
    assert "http-equiv" in page.html
    tick("w")
    assert "后台程序没有运行" not in supervisor.open(page.path).text


def test_a_task_can_be_left_and_found_again(supervisor):
    page = a_task(supervisor)
    assert "进行中的任务" in supervisor.open("/").html
    listed = supervisor.open("/tasks")
    assert "等待开始" in listed.text
    assert page.path in listed.html
    assert "第 0 / 1 行" in supervisor.open(page.path).html
    Hands("one").work_off()
    assert "进行中的任务" not in supervisor.open("/").html
    assert "已完成" in supervisor.open("/tasks").text


def test_the_part_that_changes_comes_alone_and_ever_more_slowly(supervisor):
    path = a_task(supervisor).path
    first = supervisor.client.get(path, headers={"HX-Request": "true"}).get_data(as_text=True)
    late = supervisor.client.get(f"{path}?looks=90", headers={"HX-Request": "true"})
    assert faults_of(f"<title>x</title>{first}") is not None
    assert 'role="progressbar"' in first
    assert ("load delay:1s" in first, "load delay:5s" in late.get_data(as_text=True)) == (1, 1)
    Hands("one").work_off()
    done = supervisor.client.get(path, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "hx-trigger" not in done
    assert "下载文件" in done


def test_the_file_is_for_its_owner_and_the_fetching_stands_in_the_trail(
    service, people, supervisor
):
    page = a_task(supervisor)
    Hands("one").work_off()
    page = supervisor.open(page.path)
    sent = given_values(page.form("/file"))
    answer = supervisor.client.post(f"{page.path}/file", data=sent)
    assert answer.data[:2] == b"PK"
    stranger = a_visitor(service.app, people.mediator)
    token = given_values(stranger.open("/account").form("sign-out"))["csrf_token"]
    for path in (page.path, f"{page.path}/file"):
        method = stranger.client.get if path == page.path else stranger.client.post
        data = None if path == page.path else {"csrf_token": token}
        assert method(path, data=data).status_code == 404
    assert "fetch_file" in [each.action for each in audit.search(people.auditor, None).rows]


def test_a_task_is_cancelled_and_begun_again_at_the_door(supervisor):
    page = a_task(supervisor)
    page = supervisor.submit(page, {}, to="/cancel")
    assert "已取消，没有生成文件" in page.text
    page = supervisor.submit(page, {}, to="/again")
    assert "等待开始" in page.text


def test_the_same_request_leads_to_the_same_task(supervisor):
    first = a_task(supervisor)
    again = a_task(supervisor)
    assert again.path == first.path
    assert "相同的导出刚刚要求过" in again.text


def test_the_condition_of_a_file_names_nobody(service, people, supervisor):
    page = supervisor.submit(supervisor.open("/ledger"), {"q": "读音:王吉平"}, to="/cases/search")
    export = supervisor.open(page.link("导出"))
    assert "条件：读音：王**。" in export.text
    page = supervisor.submit(supervisor.open("/ledger"), {"q": "王𠮷平"}, to="/cases/search")
    assert "条件：“王**”。" in supervisor.open(page.link("导出")).text
