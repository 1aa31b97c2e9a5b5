"""Every row of some cases, opened: what a test compares before an act and after its undoing.

The version rises with every act, steps and moves are only ever appended, and the trail is never
changed; they are left out, and whoever wants them asks for them apart.
"""

from sqlalchemy import or_, select

from mediation.models.case import Case
from mediation.models.db import Base, session
from mediation.models.sealing import case_seal

APPENDED = {"steps_taken", "audit_entries", "case_moves"}


def rows_of(*case_ids: int) -> dict[tuple[str, object], dict[str, object]]:
    """Return every row that points to one of the cases, with its sealed values opened."""
    found: dict[tuple[str, object], dict[str, object]] = {}
    for table in Base.metadata.sorted_tables:
        to_case = [
            column
            for column in table.c
            if any(key.target_fullname == "cases.id" for key in column.foreign_keys)
        ]
        if table.name == "cases":
            to_case = [table.c["id"]]
        if not to_case or table.name in APPENDED:
            continue
        query = select(table).where(or_(*(column.in_(case_ids) for column in to_case)))
        for row in session().execute(query).mappings():
            key = row.get("id", row.get("case_id"))
            found[table.name, key] = _opened(table.name, dict(row))
    return found


def _opened(table: str, row: dict[str, object]) -> dict[str, object]:
    row.pop("version", None)
    row.pop("case_version", None)
    for name, value in row.items():
        if name.endswith("_sealed") and isinstance(value, str):
            owner = session().get_one(Case, row["case_id"])
            seal = case_seal(owner.public_id)
            row[name] = seal.open(f"{table}.{name.removesuffix('_sealed')}", value)
    return row
