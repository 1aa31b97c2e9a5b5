"""People with an account: who they are, what they may be, which towns they serve.

A person is never deleted, because their acts stay in the audit trail; an account is disabled.
Names of roles are rows, so that a person may hold two; what a role may do stands in
`rules.permissions` and nowhere else.  Sign-ins and one-time links are in `models.sign_in`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from mediation.basics.errors import Malformed, NotFound
from mediation.basics.ids import new_public_id
from mediation.basics.paging import PAGE_ROWS, Page, read_mark, written_mark
from mediation.basics.text import folded
from mediation.models.db import Base, Instant, session
from mediation.models.organisation import Organisation, Town, town_keys
from mediation.rules.permissions import Actor, Relation, Role, Standing, district_office
from mediation.rules.user import UserEntry


class User(Base):
    """A person with an account."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(12), unique=True, default=new_public_id)
    username: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    email: Mapped[str] = mapped_column(String(254), default="")
    district_id: Mapped[int] = mapped_column(ForeignKey("districts.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), index=True)
    password_hash: Mapped[str | None] = mapped_column(String(200), info={"secret": True})
    password_must_change: Mapped[bool] = mapped_column(default=True)
    password_set_at: Mapped[datetime | None] = mapped_column(Instant)
    large_text: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    disabled_at: Mapped[datetime | None] = mapped_column(Instant)
    last_sign_in_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(default=1)


class UserRole(Base):
    """That a person holds a role."""

    __tablename__ = "user_roles"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(20), primary_key=True)


class UserTown(Base):
    """That a person serves a town."""

    __tablename__ = "user_towns"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    town_id: Mapped[int] = mapped_column(ForeignKey("towns.id"), primary_key=True)


@dataclass(frozen=True, slots=True)
class UserFacts:
    """A person as others know them."""

    id: int
    public_id: str
    username: str
    name: str
    email: str
    roles: tuple[Role, ...]
    town_codes: tuple[str, ...]
    town_names: tuple[str, ...]
    district_id: int
    organisation_id: int
    organisation_public_id: str
    organisation_name: str
    has_password: bool
    password_must_change: bool
    large_text: bool
    disabled_at: datetime | None
    last_sign_in_at: datetime | None
    version: int


def search(
    actor: Actor, mark: str | None = None, words: str = "", role: Role | None = None
) -> Page[UserFacts]:
    """List the people of the actor's district in the order of their user names."""
    query = select(User).order_by(User.username)
    if actor.district_id is not None:
        query = query.where(User.district_id == actor.district_id)
    if words:
        query = query.where(
            User.name.contains(words, autoescape=True)
            | User.username.contains(words.lower(), autoescape=True)
        )
    if role is not None:
        query = query.where(_holds(role))
    keys = read_mark(mark)
    if keys is not None:
        query = query.where(User.username > str(keys[0]))
    rows = list(session().scalars(query.limit(PAGE_ROWS + 1)))
    shown = rows[:PAGE_ROWS]
    next_mark = written_mark(shown[-1].username) if len(rows) > PAGE_ROWS else None
    return Page(_facts_of(shown), next_mark)


def find(actor: Actor, public_id: str) -> UserFacts:
    """Return one person of the actor's district."""
    query = select(User).where(User.public_id == public_id)
    if actor.district_id is not None:
        query = query.where(User.district_id == actor.district_id)
    row = session().scalars(query).one_or_none()
    if row is None:
        raise NotFound("user.not_found")
    return _facts_of([row])[0]


def find_by_username(username: str) -> UserFacts:
    """Return the person with this user name, for the command line."""
    row = _by_username(username)
    if row is None:
        raise NotFound("user.no_such_username", username=username)
    return _facts_of([row])[0]


def find_by_key(key: int) -> UserFacts:
    """Return the person with this key, for letters and papers."""
    row = session().get(User, key)
    if row is None:
        raise NotFound("user.not_found")
    return _facts_of([row])[0]


def holders(
    district_id: int, role: Role, organisation_id: int | None = None
) -> tuple[UserFacts, ...]:
    """Return the people of a district who hold a role and may sign in, by name."""
    query = (
        select(User)
        .where(User.district_id == district_id, User.disabled_at.is_(None), _holds(role))
        .order_by(User.name, User.id)
    )
    if organisation_id is not None:
        query = query.where(User.organisation_id == organisation_id)
    return _facts_of(list(session().scalars(query)))


def count() -> int:
    """Return how many accounts there are."""
    return session().scalar(select(func.count()).select_from(User)) or 0


def standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to a person's account, and lock it."""
    facts = find(actor, public_id)
    session().get(User, facts.id, with_for_update=True)
    return Standing(
        district_office(actor),
        "user",
        public_id,
        version=facts.version,
        district_id=facts.district_id,
    )


def own_standing(actor: Actor, public_id: str) -> Standing:
    """Return how the actor stands to their own account; anybody else's is out of sight."""
    if actor.user_id is None or actor.public_id != public_id:
        raise NotFound("user.not_found")
    session().get(User, actor.user_id, with_for_update=True)
    relations = frozenset({Relation.SELF})
    return Standing(relations, "account", public_id, district_id=actor.district_id)


def add(district_id: int, entry: UserEntry, at: datetime) -> str:
    """Write a new account without a password; return its public id."""
    username = written_username(entry.username)
    if _by_username(username) is not None:
        raise Malformed.at("username", "user.username_taken", username=username)
    row = User(
        public_id=new_public_id(),
        username=username,
        district_id=district_id,
        created_at=at,
        organisation_id=_organisation_key(district_id, entry.organisation_id),
        name=entry.name,
        email=entry.email,
    )
    try:
        with session().begin_nested():
            session().add(row)
    except IntegrityError as raced:
        raise Malformed.at("username", "user.username_taken", username=username) from raced
    _give(row, entry)
    return row.public_id


def change(public_id: str, entry: UserEntry) -> None:
    """Write what an administrator now says of a person; the user name stays."""
    row = _row(public_id)
    row.name = entry.name
    row.email = entry.email
    row.organisation_id = _organisation_key(row.district_id, entry.organisation_id)
    row.version += 1
    _give(row, entry)


def disable(public_id: str, at: datetime) -> None:
    """Close an account; nobody signs in to it any more."""
    row = _row(public_id)
    row.disabled_at = at
    row.version += 1


def enable(public_id: str) -> None:
    """Open a closed account again."""
    row = _row(public_id)
    row.disabled_at = None
    row.version += 1


def count_active_admins(besides: str) -> int:
    """Return how many open administrator accounts there are besides this one."""
    query = select(func.count()).select_from(User)
    query = query.where(User.disabled_at.is_(None), User.public_id != besides, _holds(Role.ADMIN))
    return session().scalar(query) or 0


def set_password(public_id: str, password_hash: str, at: datetime, *, must_change: bool) -> None:
    """Store the hash of a new password."""
    row = _row(public_id)
    row.password_hash = password_hash
    row.password_must_change = must_change
    row.password_set_at = at


def password_hash_of(public_id: str) -> str | None:
    """Return the stored hash of an account."""
    return _row(public_id).password_hash


def credentials(username: str) -> tuple[UserFacts, str] | None:
    """Return an open account and its hash by user name, or None; a closed one is None too."""
    row = _by_username(written_username(username))
    if row is None or row.disabled_at is not None or row.password_hash is None:
        return None
    return _facts_of([row])[0], row.password_hash


def note_sign_in(public_id: str, at: datetime, new_hash: str | None = None) -> None:
    """Remember when somebody last signed in, and a hash that was made anew on the way."""
    row = _row(public_id)
    row.last_sign_in_at = at
    if new_hash is not None:
        row.password_hash = new_hash


def set_large_text(public_id: str, *, large: bool) -> None:
    """Remember whether the person reads in large print."""
    _row(public_id).large_text = large


def written_username(username: str) -> str:
    """Return a user name as it is stored and compared."""
    return folded(username).lower()[:40]


def roles_of(user_id: int) -> frozenset[Role]:
    """Return the roles that a person holds now."""
    held = session().scalars(select(UserRole.role).where(UserRole.user_id == user_id))
    return frozenset(Role(role) for role in held)


def town_ids_of(user_id: int) -> frozenset[int]:
    """Return the towns that a person serves now."""
    query = select(UserTown.town_id).where(UserTown.user_id == user_id)
    return frozenset(session().scalars(query))


def _row(public_id: str) -> User:
    return session().scalars(select(User).where(User.public_id == public_id)).one()


def _by_username(username: str) -> User | None:
    query = select(User).where(User.username == written_username(username))
    return session().scalars(query).one_or_none()


def _holds(role: Role) -> ColumnElement[bool]:
    held = select(UserRole.user_id).where(UserRole.role == role.value)
    return User.id.in_(held)


def _organisation_key(district_id: int, public_id: str) -> int:
    query = select(Organisation.id).where(
        Organisation.public_id == public_id, Organisation.district_id == district_id
    )
    key = session().scalar(query)
    if key is None:
        raise Malformed.at("organisation", "form.not_a_choice", field="organisation")
    return key


def _give(row: User, entry: UserEntry) -> None:
    """Make the roles and towns of a person those of the entry."""
    held = session().scalars(select(UserRole).where(UserRole.user_id == row.id))
    roles = {each.role: each for each in held}
    wanted = {role.value for role in entry.roles}
    for name in sorted(wanted - set(roles)):
        session().add(UserRole(user_id=row.id, role=name))
    for name in sorted(set(roles) - wanted):
        session().delete(roles[name])
    served = session().scalars(select(UserTown).where(UserTown.user_id == row.id))
    towns = {each.town_id: each for each in served}
    keys = set(town_keys(row.district_id, entry.town_codes).values())
    for key in sorted(keys - set(towns)):
        session().add(UserTown(user_id=row.id, town_id=key))
    for key in sorted(set(towns) - keys):
        session().delete(towns[key])


def _facts_of(rows: Iterable[User]) -> tuple[UserFacts, ...]:
    """Return the facts of several people with two further queries, however many they are."""
    people = list(rows)
    keys = [row.id for row in people]
    roles: dict[int, list[Role]] = {}
    for held in session().scalars(select(UserRole).where(UserRole.user_id.in_(keys))):
        roles.setdefault(held.user_id, []).append(Role(held.role))
    towns: dict[int, list[Town]] = {}
    served = (
        select(UserTown.user_id, Town)
        .join(Town, Town.id == UserTown.town_id)
        .where(UserTown.user_id.in_(keys))
        .order_by(Town.code)
    )
    for user_id, town in session().execute(served):
        towns.setdefault(user_id, []).append(town)
    bodies = {row.id: row for row in _bodies_of(people)}
    order = {role: place for place, role in enumerate(Role)}
    return tuple(
        UserFacts(
            id=row.id,
            public_id=row.public_id,
            username=row.username,
            name=row.name,
            email=row.email,
            roles=tuple(sorted(roles.get(row.id, ()), key=order.__getitem__)),
            town_codes=tuple(town.code for town in towns.get(row.id, ())),
            town_names=tuple(town.name for town in towns.get(row.id, ())),
            district_id=row.district_id,
            organisation_id=row.organisation_id,
            organisation_public_id=bodies[row.organisation_id].public_id,
            organisation_name=bodies[row.organisation_id].name,
            has_password=row.password_hash is not None,
            password_must_change=row.password_must_change,
            large_text=row.large_text,
            disabled_at=row.disabled_at,
            last_sign_in_at=row.last_sign_in_at,
            version=row.version,
        )
        for row in people
    )


def _bodies_of(people: Iterable[User]) -> Iterable[Organisation]:
    keys = {row.organisation_id for row in people}
    return session().scalars(select(Organisation).where(Organisation.id.in_(keys)))
