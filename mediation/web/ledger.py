"""The ledger: the cases as the offices' workbooks show them, and one's own sets of columns.

It lists what the case list lists, under the same conditions in its address and with the same box
and panel above it.  The sums are those of the whole selection; when that is long the page comes
first and its sums follow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation.basics import clock
from mediation.basics.errors import Malformed, RuleBroken
from mediation.basics.money import Money
from mediation.casework import ledger as verbs
from mediation.models import case_list, column_set, ledger
from mediation.models.case_list import MOST_COUNTED
from mediation.models.ledger import Totals
from mediation.models.ledger_columns import Wanted
from mediation.rules.ledger import COLUMNS, SETS, Column, ShippedSet, columns_for, shown_columns
from mediation.rules.permissions import Action, Actor
from mediation.rules.saved_view import SystemView
from mediation.rules.sheet import CellKind
from mediation.schemas.ledger import ColumnSetForm
from mediation.web import case_list as lists
from mediation.web.case_list import AskedList
from mediation.web.door import actor, redirect_to, refill
from mediation.web.guard import allowed
from mediation.wording.export import ALL_CASES
from mediation.wording.ledger import SAID, said
from mediation.wording.sentences import label

bp = Blueprint("ledger", __name__, url_prefix="/ledger")

_LONGEST_PLACE = 7


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns stand on the page, and the parts of the address that ask for them again."""

    columns: tuple[Column, ...]
    kept: Mapping[str, Any]
    set_key: str


@bp.get("")
@allowed(Action.LIST_CASES)
def show() -> ResponseReturnValue:
    """Show a page of the ledger."""
    acting = actor()
    return sheet_of(acting, lists.asked_here(acting, request.args))


def sheet_of(acting: Actor, asked: AskedList, **context: Any) -> str:
    """Return the page of the ledger; `context` says what else it shows above its rows."""
    layout, today = layout_here(acting), clock.today()
    page = case_list.search(
        acting, asked.wanted, today, request.args.get("after"), asked.looked_for
    )
    block = ledger.page_of(
        Wanted(acting, layout.columns, today), tuple(each.id for each in page.rows)
    )
    before = _rows_before()
    columns = [_words_of(block.cells, each, before) for each in layout.columns]
    counted = case_list.count(acting, asked.wanted, today, asked.looked_for)
    further: dict[str, Any] = {"after": page.next_mark, "from": before + len(page.rows)}
    kept: dict[str, Any] = asked.kept | dict(layout.kept)
    return render_template(
        "ledger/list.html",
        rows=list(zip(block.public_ids, zip(*columns, strict=True), strict=True)),
        next_url=url_for("ledger.show", **kept, **further) if page.next_mark else "",
        first_url=url_for("ledger.show", **kept) if before else "",
        totals=None if counted > MOST_COUNTED else _said_totals(asked, layout),
        counted=f"{MOST_COUNTED} 件以上" if counted > MOST_COUNTED else f"{counted} 件",
        totals_url=url_for("ledger.add_up", **kept),
        **_page(acting, asked, layout) | context,
    )


@bp.get("/totals")
@allowed(Action.LIST_CASES)
def add_up() -> ResponseReturnValue:
    """Show what the whole selection adds up to: a row for a page that waits, or a page."""
    acting = actor()
    asked, layout = lists.asked_here(acting, request.args), layout_here(acting)
    totals = _said_totals(asked, layout)
    template = "ledger/totals_row.html" if "HX-Request" in request.headers else "ledger/totals.html"
    return render_template(template, totals=totals, **_page(acting, asked, layout))


@bp.get("/columns")
@allowed(Action.LIST_CASES)
def choose() -> ResponseReturnValue:
    """Show all columns, for choosing and for keeping a choice."""
    acting = actor()
    layout = layout_here(acting)
    values = {"column": [each.value for each in layout.columns], "set_name": ""}
    return render_template("ledger/columns.html", values=values, **_choice(acting))


@bp.post("/columns")
@allowed(Action.LIST_CASES)
def keep() -> ResponseReturnValue:
    """Keep a choice of columns under a name, or use it once."""
    acting = actor()
    chosen: dict[str, Any] = lists.asked_here(acting, request.args).kept
    if request.form.get("then") == "once":
        return redirect_to("ledger.show", **chosen, column=request.form.getlist("column"))
    try:
        kept = verbs.keep_set(acting, ColumnSetForm.read(request.form))
    except (Malformed, RuleBroken) as fault:
        return refill("ledger/columns.html", fault, **_choice(acting))
    flash(SAID["set_kept"], "done")
    return redirect_to("ledger.show", **chosen, set=kept)


@bp.post("/columns/<public_id>/remove")
@allowed(Action.LIST_CASES)
def remove(public_id: str) -> ResponseReturnValue:
    """Remove one of one's own sets."""
    verbs.remove_set(actor(), public_id)
    flash(SAID["set_removed"], "done")
    return redirect_to("ledger.choose", **lists.asked_here(actor(), request.args).kept)


def condition_of(acting: Actor, address: Mapping[str, str]) -> str:
    """Return in words what a list is narrowed by; names and numbers looked for stay masked."""
    asked = lists.asked_here(acting, address)
    return "；".join(each.masked for each in asked.parts) or ALL_CASES


def layout_here(acting: Actor) -> Layout:
    """Return the columns that the address asks for; a torn address gets the usual ones."""
    named = {each for each in request.args.getlist("column") if each in set(Column)}
    if named:
        columns = shown_columns((each for each in Column if each in named), acting.roles)
        return Layout(_with_number(columns), {"column": sorted(named)}, "")
    key = request.args.get("set", ShippedSet.USUAL.value)
    if key in set(ShippedSet):
        columns = shown_columns(SETS[ShippedSet(key)], acting.roles)
        return Layout(columns, {} if key == ShippedSet.USUAL else {"set": key}, key)
    own = column_set.find(acting, key)
    return Layout(_with_number(shown_columns(own.columns, acting.roles)), {"set": key}, key)


def _with_number(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The number of the case opens it, so it always stands on the page."""
    wanted = {*columns, Column.CASE_NUMBER}
    return tuple(each for each in Column if each in wanted)


def _page(acting: Actor, asked: AskedList, layout: Layout) -> dict[str, Any]:
    own = [(each.public_id, each.name) for each in column_set.of_person(acting)]
    sets = [(each.value, label(each)) for each in ShippedSet] + own
    chosen: dict[str, Any] = asked.kept
    layout_kept: dict[str, Any] = dict(layout.kept)
    list_kept: dict[str, Any] = asked.kept or {"view": SystemView.ALL.value}
    return lists.search_box(acting, asked) | {
        "columns": [(each, label(each), COLUMNS[each].kind.value) for each in layout.columns],
        "tabs": [
            (words, url_for("ledger.show", **chosen, set=key), key == layout.set_key)
            for key, words in sets
        ],
        "kept": asked.kept | dict(layout.kept),
        "chips": [
            (each.words, url_for("ledger.show", **layout_kept | asked.without(each.place)))
            for each in asked.parts
        ],
        "clear_url": url_for("ledger.show", **layout_kept),
        "find_url": url_for("case.find", **layout_kept),
        "list_url": url_for("case.search", **list_kept),
    }


def _choice(acting: Actor) -> dict[str, Any]:
    chosen: dict[str, Any] = lists.asked_here(acting, request.args).kept
    here: dict[str, Any] = chosen | lists.layout_kept(request.args)
    return {
        "options": [(each.value, label(each)) for each in columns_for(acting.roles)],
        "own_sets": column_set.of_person(acting),
        "chosen": chosen,
        "back_url": url_for("ledger.show", **here),
    }


def _words_of(cells: Mapping[Column, Any], column: Column, before: int) -> list[str]:
    """Return the cells of a column as a page shows them."""
    if column is Column.POSITION:
        length = len(next(iter(cells.values()), ()))
        return [str(before + place + 1) for place in range(length)]
    kind = COLUMNS[column].kind
    return [_shown(cell, kind) for cell in said(column, cells[column])]


def _shown(cell: Any, kind: CellKind) -> str:
    if cell is None:
        return ""
    if kind is CellKind.MONEY:
        return Money(cell).figures
    return str(cell)


def _said_totals(asked: AskedList, layout: Layout) -> dict[Column, str]:
    """Return what stands below the columns that are added up."""
    found: Totals = ledger.totals(actor(), asked.wanted, clock.today(), asked.looked_for)
    sums = {Column.CASE_NUMBER: f"合计 {found.cases} 件", Column.WORKER_COUNT: str(found.people)}
    if Column.AMOUNT in layout.columns:
        sums[Column.AMOUNT] = Money(found.amount_fen).figures
    return sums


def _rows_before() -> int:
    """Return how many rows stand on the pages before; what is no number counts as none."""
    written = request.args.get("from", "")
    is_number = written.isascii() and written.isdigit() and len(written) <= _LONGEST_PLACE
    return int(written) if is_number and "after" in request.args else 0
