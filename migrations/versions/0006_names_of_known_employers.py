"""Write down the names of the employers that are known already, so that they are found again.

The keys are those that the program writes for a new name; a test compares the two.

Revision: 0006
Follows: 0005
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from pypinyin import lazy_pinyin

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_EMPLOYERS = sa.table(
    "employers",
    sa.column("id", sa.Integer),
    sa.column("district_id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("folded_name", sa.String),
    sa.column("initials", sa.String),
)
_NAMES = sa.table(
    "employer_names",
    sa.column("id", sa.Integer),
    sa.column("district_id", sa.Integer),
    sa.column("employer_id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("name", sa.String),
    sa.column("folded_name", sa.String),
    sa.column("initials", sa.String),
    sa.column("sound_key", sa.String),
)
_GRAMS = sa.table(
    "employer_grams",
    sa.column("district_id", sa.Integer),
    sa.column("gram", sa.String),
    sa.column("name_id", sa.Integer),
)
_ALIKE = ((r"^([zcs])h", r"\1"), (r"^l", "n"), (r"([aei])ng$", r"\1n"))


def upgrade() -> None:
    """Write one name for each employer, with its keys."""
    connection = op.get_bind()
    for row in connection.execute(sa.select(_EMPLOYERS)).all():
        sound = _sound_of(row.folded_name)
        name = {
            "district_id": row.district_id,
            "employer_id": row.id,
            "kind": "own",
            "name": row.name,
            "folded_name": row.folded_name,
            "initials": row.initials,
            "sound_key": sound,
        }
        made = connection.execute(sa.insert(_NAMES).values(name).returning(_NAMES.c.id))
        name_id = made.scalar_one()
        grams = _grams_of(row.folded_name, row.initials, sound)
        if grams:
            key = {"district_id": row.district_id, "name_id": name_id}
            connection.execute(sa.insert(_GRAMS), [key | {"gram": gram} for gram in grams])


def downgrade() -> None:
    """Forget the names again; each stands on its employer."""
    connection = op.get_bind()
    connection.execute(sa.delete(_GRAMS))
    connection.execute(sa.delete(_NAMES))


def _sound_of(folded: str) -> str:
    return "-".join(_heard(each) for each in lazy_pinyin(folded, errors=_latin_of))[:120]


def _latin_of(run: str) -> str:
    return "".join(sign for sign in run if sign.isascii() and sign.isalnum())


def _heard(syllable: str) -> str:
    heard = syllable.casefold()
    for pattern, replacement in _ALIKE:
        heard = re.sub(pattern, replacement, heard)
    return heard


def _grams_of(folded: str, initials: str, sound: str) -> set[str]:
    plain = unicodedata.normalize("NFKC", folded).casefold()
    runs = re.findall(r"[^\W_]+", plain)
    grams = {run[at : at + 2] for run in runs for at in range(max(len(run) - 1, 1))}
    syllables = sound.split("-")
    grams |= {f"~{initials[at : at + 2]}"[:16] for at in range(len(initials) - 1)}
    heard = ("-".join(syllables[at : at + 2]) for at in range(len(syllables) - 1))
    return grams | {f"={pair[:15]}" for pair in heard}
