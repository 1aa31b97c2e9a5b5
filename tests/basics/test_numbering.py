"""Numbers shown to people."""

import pytest

from mediation.basics.numbering import case_number


def test_a_case_number_reads_as_on_paper():
    assert case_number(prefix="番劳调", year=2026, sequence=1) == "番劳调〔2026〕0001号"


def test_the_ten_thousandth_case_gets_a_longer_number():
    assert case_number(prefix="番劳调", year=2026, sequence=10_000) == "番劳调〔2026〕10000号"


@pytest.mark.parametrize(("prefix", "sequence"), [("", 1), ("番劳调", 0)])
def test_a_number_without_prefix_or_place_is_refused(prefix, sequence):
    with pytest.raises(ValueError, match="prefix"):
        case_number(prefix=prefix, year=2026, sequence=sequence)
