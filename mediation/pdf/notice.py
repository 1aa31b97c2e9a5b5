"""From what the service knows of a step to the notice that the step owes.

The parties and their requests are those of the agreement's paper; numbers stay masked, because a
notice goes to both sides.
"""

from mediation.pdf.agreement_contents import requests_of, side
from mediation.pdf.clauses import Body
from mediation.pdf.failure_notice import FailureNoticePaper, failure_notice_pdf
from mediation.pdf.fonts import FontSet
from mediation.pdf.meeting_notice import MeetingNoticePaper, meeting_notice_pdf
from mediation.pdf.non_acceptance_notice import (
    NonAcceptanceNoticePaper,
    non_acceptance_notice_pdf,
)
from mediation.rules.agreement import AgreementContents
from mediation.rules.notice import EndNotice, MeetingNotice
from mediation.rules.party import PartyRole

_NAMED = 3
TO_BRING = ("身份证件", "劳动合同、工资条、考勤记录等证据材料的原件和复印件")


def refusal_pdf(contents: AgreementContents, notice: EndNotice, fonts: FontSet) -> bytes:
    """Return the notice that an application is not accepted."""
    paper = NonAcceptanceNoticePaper(
        number=notice.number,
        body=_body(contents),
        case_number=contents.case_number,
        applicants=side_names(contents, PartyRole.APPLICANT),
        respondents=side_names(contents, PartyRole.RESPONDENT),
        received_on=notice.received_on,
        reason=notice.reason,
        issued_on=notice.issued_on,
        limitation_last_day=notice.limitation_last_day,
    )
    return non_acceptance_notice_pdf(paper, fonts)


def failure_pdf(contents: AgreementContents, notice: EndNotice, fonts: FontSet) -> bytes:
    """Return the record and notice that no agreement was reached."""
    paper = FailureNoticePaper(
        number=notice.number,
        body=_body(contents),
        case_number=contents.case_number,
        applicants=side(contents, PartyRole.APPLICANT, is_final=False),
        respondents=side(contents, PartyRole.RESPONDENT, is_final=False),
        requests=requests_of(contents),
        received_on=notice.received_on,
        accepted_on=notice.accepted_on,
        ended_on=notice.ended_on,
        reason=notice.reason,
        issued_on=notice.issued_on,
        limitation_last_day=notice.limitation_last_day,
    )
    return failure_notice_pdf(paper, fonts)


def meeting_pdf(
    contents: AgreementContents, notice: MeetingNotice, recipient: str, fonts: FontSet
) -> bytes:
    """Return the notice that calls one party to a meeting."""
    paper = MeetingNoticePaper(
        number=notice.number,
        body=_body(contents),
        recipient=recipient,
        case_number=contents.case_number,
        applicants=side_names(contents, PartyRole.APPLICANT),
        respondents=side_names(contents, PartyRole.RESPONDENT),
        starts_at=notice.starts_at,
        place=notice.place,
        way=notice.way,
        panel=notice.panel,
        issued_on=notice.issued_on,
        to_bring=TO_BRING,
        contact=notice.contact,
    )
    return meeting_notice_pdf(paper, fonts)


def side_names(contents: AgreementContents, role: PartyRole) -> str:
    """Name one side; of a crowd only the first is named, with the number of the others."""
    parties = [party.name for party in contents.parties if party.role is role]
    if len(parties) <= _NAMED:
        return "、".join(parties)
    return f"{parties[0]}等{len(parties)}人"


def _body(contents: AgreementContents) -> Body:
    return Body(contents.body_name, contents.nature)
