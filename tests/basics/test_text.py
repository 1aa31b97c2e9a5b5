"""Text: names come back unchanged, searches forget what does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation.basics.text import (
    bigrams,
    dot_spellings,
    folded,
    forbidden_characters,
    half_width,
    masked_name,
    name_key,
    pinyin_initials,
    runs_of,
    same_sound_key,
    search_key,
    tidied,
)

RARE_NAMES = ("王𠮷平", "䶮", "㛃", "𬱖", "\ufa0e", "\uf900", "\U0002f80a", "葛\U000e0100")


@pytest.mark.parametrize("name", RARE_NAMES)
def test_a_stored_name_keeps_its_characters(name):
    assert tidied(f"  {name}\u3000") == name


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        pytest.param("\u3000张 伟\u00a0", "张 伟", id="white space at the ends only"),
        pytest.param("一\r\n二\r三", "一\n二\n三", id="one kind of line end"),
        pytest.param("张\u200b伟\ufeff", "张伟", id="invisible marks from a chat window"),
        pytest.param("Jose\u0301", "José", id="accents joined"),
        pytest.param("ＡＢ１２", "ＡＢ１２", id="full-width letters as the person wrote them"),
    ],
)
def test_text_is_tidied_and_no_more(typed, stored):
    assert tidied(typed) == stored


@given(st.text(max_size=40))
def test_tidying_and_folding_twice_change_nothing(text):
    assert tidied(tidied(text)) == tidied(text)
    assert folded(folded(text)) == folded(text)


def test_a_search_key_forgets_width_and_gaps():
    assert folded("  广州　ＡＢＣ\n公司 ") == "广州 ABC 公司"
    assert folded("\uf900") == folded("豈")


def test_a_number_typed_full_width_becomes_half_width():
    assert half_width(" ４４０１１３ 1990\u200b0101 ００１Ｘ ") == "44011319900101001X"


@pytest.mark.parametrize("dot", "·•‧・･∙⋅")
def test_an_ethnic_name_is_one_name_whichever_dot_parts_it(dot):
    typed = f"阿依古丽{dot}买买提"
    assert name_key(typed) == name_key("阿依古丽·买买提") == name_key("阿依古丽 · 买买提")
    assert "阿依古丽·买买提" in dot_spellings(typed)
    assert dot_spellings(typed)[0] == typed


def test_a_name_without_a_dot_has_one_spelling():
    assert dot_spellings("王𠮷平") == ("王𠮷平",)
    assert name_key("王平") != name_key("王𠮷平")


@pytest.mark.parametrize(
    "sign",
    ["\x00", "\x08", "\x1b", "\x85", "\ud800", "\u202e", "\u2066", "\u200f", "\uffff", "\ufdd0"],
)
def test_controls_and_direction_marks_are_named(sign):
    assert forbidden_characters(f"张{sign}伟{sign}") == (sign,)


def test_ordinary_text_holds_nothing_forbidden():
    assert forbidden_characters("王𠮷平\n\t（第1次）\r\n“好”") == ()
    assert forbidden_characters("\x00\u202e\x00") == ("\x00", "\u202e")


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        pytest.param("广州 番禺", [("广州", True), ("番禺", True)], id="parted by a space"),
        pytest.param("ＡＢＣ公司", [("abc公司", True)], id="case and width forgotten"),
        pytest.param("王𠮷平", [("王𠮷平", True)], id="characters above U+FFFF"),
        pytest.param("阿依·买", [("阿依", True), ("·", False), ("买", True)], id="a dot"),
        pytest.param("5%_", [("5", True), ("%", False), ("_", False)], id="marks, underscore too"),
    ],
)
def test_a_search_key_is_parted_into_runs(text, runs):
    assert list(runs_of(search_key(text))) == runs


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        pytest.param("广州番禺", ("广州", "州番", "番禺"), id="overlapping"),
        pytest.param("张 伟", ("张", "伟"), id="no pair across a space"),
        pytest.param("ABC公司", ("ab", "bc", "c公", "公司"), id="case forgotten"),
        pytest.param("王𠮷平", ("王𠮷", "𠮷平"), id="characters above U+FFFF"),
        pytest.param("哈哈哈", ("哈哈",), id="each pair once"),
        pytest.param("，。", (), id="punctuation only"),
    ],
)
def test_text_is_cut_into_pairs(text, pairs):
    assert bigrams(text) == pairs


def test_initials_find_a_company():
    assert pinyin_initials("广州同荣电子有限公司") == "gztrdzyxgs"
    assert pinyin_initials("ABC 电子（番禺）") == "abcdzpy"


@pytest.mark.parametrize(("one", "other"), [("陈章", "程张"), ("李丽", "黎力"), ("黄林", "王林")])
def test_names_heard_alike_share_a_key(one, other):
    alike = same_sound_key(one) == same_sound_key(other)
    assert alike == (one != "黄林")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("张伟", "张*"), ("王𠮷平", "王**"), ("阿卜杜拉·买买提", "阿***"), ("李", "李*"), ("", "")],
    ids=["two", "three, one rare", "a long name keeps its length to itself", "one", "none"],
)
def test_a_name_in_a_list_keeps_only_its_first_character(name, shown):
    assert masked_name(name) == shown
