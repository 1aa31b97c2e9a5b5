"""The left navigation: one row per page that a person can go to from anywhere.

A row is shown to whoever could ever do its action; a row whose page is not wired is left out.
"""

from dataclasses import dataclass

from mediation.rules.permissions import Action
from mediation.wording.navigation import GROUPS, PLACES


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """A place to go to."""

    endpoint: str
    action: Action
    in_group: str = ""

    @property
    def words(self) -> str:
        """What the row says."""
        return PLACES[self.endpoint]

    @property
    def group(self) -> str:
        """The heading under which the row stands."""
        return GROUPS.get(self.in_group, "")


ENTRIES = (
    NavigationEntry("home.show", Action.USE_OWN_ACCOUNT),
    NavigationEntry("case.search", Action.LIST_CASES),
    NavigationEntry("ledger.show", Action.LIST_CASES),
    NavigationEntry("employer.search", Action.SEE_EMPLOYERS),
    NavigationEntry("meeting.search", Action.CALL_MEETING),
    NavigationEntry("agreement.search", Action.SEE_CASE),
    NavigationEntry("consultation.show", Action.LOG_CONSULTATION),
    NavigationEntry("hotline_order.search", Action.SEE_ORDERS),
    NavigationEntry("referral.search", Action.SEE_REFERRALS),
    NavigationEntry("outreach.search", Action.SEE_EVENTS),
    NavigationEntry("warning.search", Action.SEE_WARNINGS),
    NavigationEntry("sensitive_period.search", Action.SEE_PERIODS),
    NavigationEntry("recipient.search", Action.SEE_PERIODS),
    NavigationEntry("calendar.show", Action.SEE_CALENDAR),
    NavigationEntry("user.search", Action.SEE_USERS, "keeping"),
    NavigationEntry("organisation.search", Action.SEE_BODIES, "keeping"),
    NavigationEntry("outbox.search", Action.SEE_POST, "keeping"),
    NavigationEntry("audit.search", Action.SEE_AUDIT, "keeping"),
    NavigationEntry("mailbox.search", Action.READ_DEMO_MAILBOX, "demo"),
)
