"""Exports: what is in the file, what is not, its number and trail, one moment for all of it."""

import io
import threading

import pytest
from python_calamine import CalamineWorkbook

from mediation.basics import clock as real_clock
from mediation.basics.errors import Malformed, NotAllowed
from mediation.basics.money import Money
from mediation.casework import export as verbs
from mediation.models import audit, case, ledger
from mediation.models import transaction as transactions
from mediation.models.export import ExportFacts
from mediation.rules.case_list import CaseFilter
from mediation.rules.export import ExportAsked, ExportOrder, FileKind
from mediation.rules.ledger import SETS, Column, ShippedSet
from mediation.rules.workflow_terms import State
from tests.builders import ID_NUMBER, a_case, a_district

NAME, MOBILE = "王𠮷平", "19900001111"
NUMBERS = (Column.CASE_NUMBER, Column.APPLICANT, Column.ID_NUMBER, Column.MOBILE)


@pytest.fixture
def people(service, engine_url):
    """The people of the district, on each engine."""
    return a_district()


def an_order(person, columns=SETS[ShippedSet.USUAL], kind=FileKind.XLSX, reason=""):
    """Order what the person sees, masked unless there is a reason."""
    keys = ledger.selected_keys(person, CaseFilter(), real_clock.today(), None, 100)
    return ExportOrder(ExportAsked(kind, columns, bool(reason), reason), keys, "全部案件")


def written(person, wanted) -> bytes:
    """Return the file of an order."""
    return verbs.written_at_once(person, wanted, real_clock.now()).content


def in_full(person, wanted) -> bytes:
    """Return the file of an order with people in full, as the worker would write it."""
    facts = ExportFacts(
        1, "a2b3c4d5e6f7", "番导出〔2026〕0009号", "xlsx", True, "全部案件", "报送", 1,
        real_clock.now(),
    )  # fmt: skip
    target = io.BytesIO()
    verbs.write(person, facts, wanted, target, real_clock.now())
    return target.getvalue()


def cells(content: bytes):
    """Return the rows of the sheet as another program reads them."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def test_the_file_says_what_the_ledger_says_and_who_made_it(people):
    settled = a_case(people, at=State.EFFECTIVE)
    rows = cells(written(people.mediator, an_order(people.mediator)))
    row = dict(zip(rows[0], rows[1], strict=True))
    assert (row["案号"], row["登记日期"]) == (settled.case_number, settled.received_on)
    assert (row["申请人"], row["人数"], row["涉及金额（元）"]) == ("王**", 1, 38600)
    assert rows[2][0] == "合计"
    foot = [line[0] for line in rows[3:]]
    assert foot[0].startswith("导出人：何敏仪（")
    assert foot[2].startswith("导出编号：番导出〔")
    assert foot[3:5] == ["条件：全部案件", "行数：1"]


def test_numbers_are_masked_unless_asked_for_in_full(people):
    a_case(people)
    row = cells(written(people.supervisor, an_order(people.supervisor, NUMBERS)))[1]
    assert (row[1], row[2][:3], "*" in row[2], row[3][-4:]) == ("王**", "000", True, "1111")
    assert not {NAME, MOBILE, ID_NUMBER} & set(row)
    full = cells(in_full(people.supervisor, an_order(people.supervisor, NUMBERS, reason="报送")))
    assert full[1][1:] == [NAME, ID_NUMBER, MOBILE]


def test_who_sees_summaries_takes_no_names_out(people):
    a_case(people)
    asked = ExportAsked(FileKind.CSV, (Column.APPLICANT,), False, "")
    with pytest.raises(Malformed):
        written(people.court, ExportOrder(asked, (1,), ""))


def test_what_is_out_of_sight_is_not_in_the_file(people):
    a_case(people)
    stolen = an_order(people.supervisor)
    rows = cells(written(people.lawyer, stolen))
    assert "行数：0" in [row[0] for row in rows]


@pytest.mark.parametrize("who", ["liaison", "admin"])
def test_some_export_nothing(people, who):
    a_case(people)
    with pytest.raises(NotAllowed):
        written(getattr(people, who), an_order(people.supervisor))


def test_each_export_has_a_number_and_stands_in_the_trail_without_values(people):
    a_case(people)
    for _ in range(2):
        written(people.mediator, an_order(people.mediator))
    acts = [a for a in audit.search(people.auditor, None).rows if a.action == "export"]
    told = [
        {name: after for change in act.changes for name, _, after in change.fields} for act in acts
    ]
    numbers = [each["number"] for each in told if "number" in each]
    assert numbers == ["番导出〔2026〕0002号", "番导出〔2026〕0001号"]
    first = told[-1]
    assert (first["condition"], first["row_count"], first["in_full"]) == ("全部案件", 1, False)
    assert not any(secret in str(told) for secret in (NAME, MOBILE, ID_NUMBER))


def test_an_order_in_full_needs_a_reason_and_stands_in_the_trail_with_it(people):
    a_case(people)
    with pytest.raises(Malformed):
        verbs.order_in_full(
            people.supervisor,
            ExportOrder(ExportAsked(FileKind.XLSX, NUMBERS, True, ""), (1,), ""),
            "d",
        )
    verbs.order_in_full(people.supervisor, an_order(people.supervisor, reason="报送名单"), "d")
    act = audit.search(people.auditor, None).rows[0]
    assert (act.action, act.reason) == ("export_in_full", "报送名单")


def test_a_hostile_name_stays_text_in_the_file(people):
    told = '=HYPERLINK("http://evil.example","点")'
    a_case(people, employer=told)
    columns = (Column.CASE_NUMBER, Column.EMPLOYER)
    row = cells(written(people.mediator, an_order(people.mediator, columns)))[1]
    assert row[1] == told
    text = written(people.mediator, an_order(people.mediator, columns, FileKind.CSV)).decode()
    assert "\"'=HYPERLINK(" in text


def test_the_sum_is_that_of_the_rows_while_somebody_writes(service, people):
    """Two cases always add up to a hundred thousand yuan; money moves between them meanwhile."""
    pair = [a_case(people, amount=Money.of_yuan("50000")) for _ in range(2)]
    for _ in range(4):
        a_case(people, amount=Money.of_yuan("1"))
    stop, app = threading.Event(), service.app
    moved = 0

    def move() -> None:
        nonlocal moved
        with app.app_context():
            while not stop.is_set():
                moved += 1
                with transactions.writing():
                    case.change(pair[0].id, amount_fen=5_000_000 - moved)
                    case.change(pair[1].id, amount_fen=5_000_000 + moved)

    writer = threading.Thread(target=move)
    writer.start()
    wanted = an_order(people.mediator, (Column.CASE_NUMBER, Column.AMOUNT))
    spread = [key for key in wanted.keys if key not in {pair[0].id, pair[1].id}]
    keys = (pair[0].id, *spread, pair[1].id)
    for _ in range(10):
        rows = cells(written(people.mediator, ExportOrder(wanted.asked, keys, "")))
        amounts = [row[1] for row in rows[1:7]]
        assert amounts[0] + amounts[-1] == 100_000
        assert rows[7][1] == sum(amounts)
    stop.set()
    writer.join()
    assert moved > 0


def test_a_file_read_in_blocks_is_of_one_moment(people):
    """What is written between two blocks is in neither of them."""
    first, second = (a_case(people, amount=Money.of_yuan("50000")) for _ in range(2))
    columns = (Column.CASE_NUMBER, Column.AMOUNT)
    asked = ExportAsked(FileKind.XLSX, columns, False, "")
    unknown = range(10**6, 10**6 + 2000)
    facts = verbs.order(people.mediator, ExportOrder(asked, (first.id, second.id), ""))

    def tell(done: int) -> None:
        if done == 2000:
            with transactions.writing():
                case.change(first.id, amount_fen=0)
                case.change(second.id, amount_fen=10_000_000)

    target = io.BytesIO()
    wanted = ExportOrder(asked, (first.id, *unknown, second.id), "")
    verbs.write(people.mediator, facts, wanted, target, real_clock.now(), tell)
    rows = cells(target.getvalue())
    assert [row[1] for row in rows[1:4]] == [50_000, 50_000, 100_000]
