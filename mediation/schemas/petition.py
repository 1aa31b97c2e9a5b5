"""The forms of the petition side of a case."""

from mediation.rules.petition import (
    Objection,
    Opinion,
    PetitionExtension,
    Service,
    Telling,
    ToldHow,
)
from mediation.schemas.fields import Choice, Day, LongText, Text
from mediation.schemas.form import Form


class TellingForm(Form[Telling]):
    """A written notice to the petitioner."""

    makes = Telling
    on = Day()
    how = Choice(ToldHow)
    text = LongText(1000)


class ObjectionForm(Form[Objection]):
    """An objection to whoever forwarded the matter."""

    makes = Objection
    on = Day()
    addressee = Text(80)
    reason = LongText(1000)


class PetitionExtensionForm(Form[PetitionExtension]):
    """A longer time for the opinion."""

    makes = PetitionExtension
    to = Day()
    reason = LongText(1000)
    how = Choice(ToldHow)


class OpinionForm(Form[Opinion]):
    """The opinion that decides a petition."""

    makes = Opinion
    on = Day()
    findings = LongText(2000)
    decision = LongText(2000)


class ServiceForm(Form[Service]):
    """That the opinion has reached the petitioner."""

    makes = Service
    on = Day()
    how = Choice(ToldHow)
