"""What an administrator may say of an organisation."""

from mediation.rules.organisation import LegalNature, OrganisationEntry, OrganisationKind
from mediation.schemas.fields import Choice, Mobile, Text
from mediation.schemas.form import Form


class OrganisationForm(Form[OrganisationEntry]):
    """An organisation of the joint work."""

    organisation_name = Text(longest=80)
    kind = Choice(OrganisationKind)
    legal_nature = Choice(LegalNature)
    address = Text(longest=200, required=False)
    phone = Mobile(required=False, landline=True)
    town = Text(longest=9, required=False)

    @staticmethod
    def makes(
        *,
        organisation_name: str,
        kind: OrganisationKind,
        legal_nature: LegalNature,
        address: str,
        phone: str,
        town: str,
    ) -> OrganisationEntry:
        """Return what the administrator said."""
        return OrganisationEntry(organisation_name, kind, legal_nature, address, phone, town)
