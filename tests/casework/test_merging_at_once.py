"""Several people merge the same two cases at the same moment, in both directions."""

import pytest

from mediation.casework import merging
from mediation.models import audit, case
from mediation.models.db import session
from mediation.rules.case_move import CasePair
from mediation.rules.merging_terms import Merging
from mediation.rules.workflow_terms import Stage
from tests.builders import a_case, a_district
from tests.crowd import at_once, told


@pytest.fixture
def people(service):
    """The people of a district that was just founded."""
    return a_district()


def test_of_eight_who_merge_crosswise_one_does_and_nobody_waits_for_ever(
    engine_url, service, clock, people
):
    first, second = a_case(people), a_case(people)
    pairs = [
        CasePair(first.public_id, second.public_id),
        CasePair(second.public_id, first.public_id),
    ] * 4
    acts = [lambda pair=pair: merging.merge(people.mediator, pair, Merging({})) for pair in pairs]
    assert told(at_once(service, clock, acts)) == {"done": 1, "merging.not_open": 7}
    session().rollback()
    stages = sorted(case.of_id(each.id).stage for each in (first, second))
    assert stages == [Stage.CLOSED, Stage.IN_PROGRESS]
    assert audit.first_broken() is None
