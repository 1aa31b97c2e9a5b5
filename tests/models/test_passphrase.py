"""What leaves the instance is sealed under words: the right ones open it, nothing else does."""

import pytest

from mediation.basics.errors import RuleBroken
from mediation.models.sealing import open_with_words, seal_with_words

WORDS = "三方联合 three sides"


def test_the_same_words_open_what_they_sealed():
    sealed = seal_with_words(WORDS, b"four keys", "manifest")
    assert open_with_words(WORDS, sealed, "manifest") == b"four keys"
    assert "four" not in sealed


def test_words_typed_in_full_width_are_the_same_words():
    sealed = seal_with_words(WORDS, b"four keys", "manifest")
    assert open_with_words("三方联合　ｔｈｒｅｅ sides", sealed, "manifest") == b"four keys"


@pytest.mark.parametrize("place", [0, 40, -5])
def test_a_changed_character_does_not_open(place):
    sealed = list(seal_with_words(WORDS, b"four keys", "manifest"))
    sealed[place] = "A" if sealed[place] != "A" else "B"
    with pytest.raises(RuleBroken):
        open_with_words(WORDS, "".join(sealed), "manifest")


@pytest.mark.parametrize(("words", "bound_to"), [("other words", "manifest"), (WORDS, "another")])
def test_other_words_and_another_manifest_do_not_open(words, bound_to):
    sealed = seal_with_words(WORDS, b"four keys", "manifest")
    with pytest.raises(RuleBroken):
        open_with_words(words, sealed, bound_to)
