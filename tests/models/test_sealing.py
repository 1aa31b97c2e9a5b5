"""Sealing: no number can be read without the keys, and no envelope opens in another place."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from mediation.basics import clock as real_clock
from mediation.basics.errors import RuleBroken
from mediation.basics.ids import new_public_id
from mediation.casework import party
from mediation.gate.upkeep import upkeep
from mediation.models import case, sealing, stored_search, transaction
from mediation.models import party as parties
from mediation.models.case import CaseFacts
from mediation.models.db import Base, session
from mediation.models.party import Party
from mediation.models.sealing import blind_index
from mediation.rules.party import PartyEntry, PartyRole, SealedField, Unmasking
from mediation.rules.workflow_terms import State
from tests.builders import ID_NUMBER, People, a_case, a_district
from tests.instance import KEYS, Service, serving
from tests.watching import walk

NAME = "测试敏感甲"
MOBILE = "19900001111"
ADDRESS = "广州市番禺区敏感路7号"
ACCOUNT = "6222000000001234567"
SECOND_MOBILE = "19900002222"
CANARIES = (ID_NUMBER, MOBILE, SECOND_MOBILE, ADDRESS, ACCOUNT)


@pytest.fixture
def people(service) -> People:
    """The people of a district that was just founded."""
    return a_district()


def a_sensitive_case(people: People) -> CaseFacts:
    """Return a case that carried its numbers through every room that could keep them."""
    matter = a_case(people, at=State.EFFECTIVE, applicant=NAME, mobile=MOBILE, address=ADDRESS)
    worker = parties.of_case(matter.id)[0].public_id
    look = Unmasking(worker, SealedField.MOBILE, "电话通知")
    party.unmask(people.mediator, matter.public_id, look)
    mended = PartyEntry(worker, PartyRole.APPLICANT, False, NAME, "换号", mobile=SECOND_MOBILE)
    party.write_party(people.mediator, matter.public_id, mended)
    with upkeep():
        asked = stored_search.understood(MOBILE)
        stored_search.keep(people.mediator.user_id or 0, asked, real_clock.now())
    return matter


def everything_stored(service: Service) -> bytes:
    """Return the bytes of the database: its files, or every value of every table."""
    session().rollback()
    if service.engine == "sqlite":
        file = Path(service.settings.database.removeprefix("sqlite:///"))
        return b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
    return "\n".join(
        str(tuple(row)) for table in Base.metadata.sorted_tables for row in stored_in(table.name)
    ).encode()


def stored_in(table: str):
    return session().execute(text(f"SELECT * FROM {table}")).all()


def test_no_number_stands_readable_anywhere(engine_url, service, people, clock):
    a_sensitive_case(people)
    walk(clock, "2026-03-05T08:31", "2026-04-20T08:31")
    stored = everything_stored(service)
    assert NAME.encode() in stored
    assert [each for each in CANARIES if each.encode() in stored] == []


def test_no_letter_carries_a_name(people, clock):
    a_sensitive_case(people)
    walk(clock, "2026-03-05T08:31", "2026-04-20T08:31")
    letters = stored_in("outbox_letters")
    assert letters
    assert NAME not in str(letters)


def test_a_fault_of_the_database_repeats_no_value(service):
    """Whatever it could not write stood in the fault, and so in the log."""
    nobody = Party(case_id=0, role="applicant", name=NAME)
    session().add(nobody)
    with pytest.raises(IntegrityError) as fault:
        session().flush()
    session().rollback()
    assert NAME not in str(fault.value)


def test_the_audit_trail_holds_the_account_only_sealed(people):
    a_sensitive_case(people)
    trail = str(stored_in("audit_entries"))
    assert '"account_sealed":[null,"1.g.' in trail


def test_the_numbers_come_back_with_the_keys(people):
    matter = a_sensitive_case(people)
    found = parties.opened_of_case(matter.id, sealing.case_seal(matter.public_id))[0]
    assert (found.id_number, found.mobile, found.address) == (ID_NUMBER, SECOND_MOBILE, ADDRESS)


def swap(statement: str) -> None:
    """Move envelopes with the database's own means."""
    session().rollback()
    session().execute(text(statement))
    session().commit()


def test_an_envelope_moved_to_another_column_does_not_open(people):
    matter = a_case(people)
    swap("UPDATE parties SET id_number_sealed = mobile_sealed WHERE mobile_sealed IS NOT NULL")
    with pytest.raises(RuleBroken, match=r"sealing\.unreadable"):
        parties.opened_of_case(matter.id, sealing.case_seal(matter.public_id))


def test_an_envelope_moved_to_another_case_does_not_open(people):
    first, second = a_case(people), a_case(people)
    swap(
        f"UPDATE parties SET mobile_sealed = (SELECT mobile_sealed FROM parties "
        f"WHERE case_id = {first.id} AND role = 'applicant') WHERE case_id = {second.id}"
    )
    with pytest.raises(RuleBroken, match=r"sealing\.unreadable"):
        parties.opened_of_case(second.id, sealing.case_seal(second.public_id))


def test_a_key_moved_to_another_case_does_not_open(people):
    first, second = a_case(people), a_case(people)
    swap(
        f"UPDATE case_keys SET wrapped = (SELECT wrapped FROM case_keys "
        f"WHERE case_public_id = '{first.public_id}') WHERE case_public_id = '{second.public_id}'"
    )
    with pytest.raises(RuleBroken, match=r"sealing\.unreadable"):
        sealing.case_seal(second.public_id)


def test_a_case_without_its_key_is_erased(people):
    matter = a_case(people)
    swap("DELETE FROM case_keys")
    with pytest.raises(RuleBroken, match=r"sealing\.key_destroyed"):
        sealing.case_seal(matter.public_id)


@pytest.fixture
def seal(service) -> sealing.CaseSeal:
    """The seal of a case."""
    return sealing.new_case_seal(new_public_id())


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda sealed: sealed.replace("1.", "2.", 1), id="another version"),
        pytest.param(lambda sealed: sealed.replace(".g.", ".s.", 1), id="another algorithm"),
        pytest.param(lambda sealed: sealed.rpartition(".")[0], id="a part missing"),
        pytest.param(lambda sealed: sealed + ".x", id="a part too many"),
        pytest.param(lambda sealed: sealed[:-6], id="cut off"),
        pytest.param(lambda sealed: sealed[:-9] + "A" * 9, id="changed at the end"),
        pytest.param(lambda sealed: sealed[:14] + "AAAA" + sealed[18:], id="another nonce"),
        pytest.param(lambda sealed: sealed[:-1] + "号", id="not the alphabet"),
        pytest.param(lambda sealed: sealed[:0], id="empty"),
        pytest.param(lambda sealed: sealed[:0] + MOBILE, id="never sealed"),
    ],
)
def test_a_spoilt_envelope_is_refused(seal, spoil):
    with pytest.raises(RuleBroken, match=r"sealing\.unreadable"):
        seal.open("parties.mobile", spoil(seal.seal("parties.mobile", MOBILE)))


@pytest.mark.parametrize("plain", ["", "x", "王𠮷平 🙂", "0" * 100_000], ids=len)
def test_what_is_sealed_opens_unchanged(seal, plain):
    assert seal.open("parties.address", seal.seal("parties.address", plain)) == plain


def test_no_nonce_is_used_twice(seal):
    nonces = {seal.seal("parties.mobile", MOBILE).split(".")[3] for _ in range(20_000)}
    assert len(nonces) == 20_000


def test_equal_numbers_are_sealed_differently(seal):
    assert seal.seal("parties.mobile", MOBILE) != seal.seal("parties.mobile", MOBILE)


def test_the_blind_index_differs_by_column_and_is_no_plain_digest(service):
    mobile = blind_index("parties.mobile", MOBILE)
    assert mobile != blind_index("parties.id_number", MOBILE)
    assert mobile != hashlib.sha256(MOBILE.encode()).hexdigest()
    assert mobile == blind_index("parties.mobile", MOBILE)


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("11010519491231002x", id="small letter"),
        pytest.param(" 110105 19491231 002X ", id="spaces"),
        pytest.param("１１０１０５１９４９１２３１００２Ｘ", id="full width"),
    ],
)
def test_the_blind_index_forgets_how_a_number_was_typed(service, typed):
    stored = blind_index("parties.id_number", "11010519491231002X")
    assert blind_index("parties.id_number", typed) == stored


def test_a_number_is_found_exactly(people):
    matter = a_case(people)
    a_case(people, mobile="19900001112")
    query = select(Party.case_id).where(Party.mobile_index == blind_index("parties.mobile", MOBILE))
    assert list(session().scalars(query)) == [matter.id]


def test_another_index_key_finds_nothing(people, service):
    a_case(people)
    with serving(replace(service.settings, keys=replace(KEYS, index=b"j" * 32))):
        index = blind_index("parties.mobile", MOBILE)
        assert list(session().scalars(select(Party).where(Party.mobile_index == index))) == []


def test_the_right_keys_fit(people):
    assert sealing.has_trial()
    assert sealing.keys_fit()


def test_a_wrong_sealing_key_is_noticed_and_shows_nothing(people, service):
    matter = a_case(people)
    with serving(replace(service.settings, keys=replace(KEYS, sealing=b"f" * 32))):
        assert not sealing.keys_fit()
        with pytest.raises(RuleBroken, match=r"sealing\.unreadable"):
            sealing.case_seal(matter.public_id)
    assert case.of_public_id(matter.public_id) == matter


def test_a_fresh_database_fits_every_key(service):
    assert not sealing.has_trial()
    assert sealing.keys_fit()


def test_keys_do_not_show_themselves(service):
    with transaction.writing():
        seal = sealing.new_case_seal(new_public_id())
    assert "key=" not in repr(seal)
    assert "sealing=" not in repr(sealing.keyring())
