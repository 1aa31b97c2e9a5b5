"""Why an earlier case may be the one that somebody is calling about, the surest reason first."""

from enum import StrEnum


class Likeness(StrEnum):
    """What two cases have in common."""

    SAME_ID_NUMBER = "same_id_number"
    SAME_MOBILE = "same_mobile"
    SAME_PEOPLE = "same_people"
    SAME_EMPLOYER = "same_employer"
    CHOSEN = "chosen"
