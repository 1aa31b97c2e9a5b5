"""Every error code that is raised has a Chinese sentence, and no sentence waits for a code.

The sentences keep the house's tone too: they say what to do or what happened, never a bare
verdict, and never shout.
"""

import ast
import re
from functools import cache
from string import Formatter

from mediation.wording.sentences import errors
from tests.house.sources import Source, calls, sources

RAISES = {"NotFound", "NotAllowed", "RuleBroken", "Conflict", "Problem", "at"}
CODE = re.compile(r"^[a-z_]+\.[a-z_]+$")
BARE = re.compile("操作失败|非法|无效|异常|系统错误|[!！您你]|[\u4e00-\u9fff][,;:?!]")


@cache
def sentences() -> dict[str, str]:
    """Return every sentence in wording by its code; a code stands in one file only."""
    found: dict[str, str] = {}
    for source in sources("mediation/wording"):
        for code, sentence in _table(source).items():
            assert code not in found, f"{code} stands twice, also in {source.path}"
            found[code] = sentence
    return found


def _table(source: Source) -> dict[str, str]:
    tables = [
        ast.literal_eval(node.value)
        for node in source.tree.body
        if isinstance(node, (ast.AnnAssign, ast.Assign)) and isinstance(node.value, ast.Dict)
        if ast.unparse(node).startswith("ERRORS")
    ]
    return tables[0] if tables else {}


@cache
def codes_raised() -> dict[str, str]:
    """Return each code that stands in a raise or a problem, with one place where it does."""
    found: dict[str, str] = {}
    for source in sources("mediation"):
        for call, name in calls(source):
            if name.split(".")[-1] in RAISES and call.args:
                for node in ast.walk(call.args[0]) if name[-2:] != "at" else ast.walk(call):
                    if isinstance(node, ast.Constant) and CODE.match(str(node.value)):
                        found[str(node.value)] = source.place(call)
    return found


@cache
def words_in_code() -> set[str]:
    """Return every text in the code that looks like a code, outside wording."""
    return {
        str(node.value)
        for source in sources("mediation")
        if not source.path.startswith("mediation/wording/")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and CODE.match(str(node.value))
    }


def test_every_code_that_is_raised_has_a_sentence():
    silent = {code: place for code, place in codes_raised().items() if code not in sentences()}
    assert silent == {}


def test_the_wording_room_finds_the_same_sentences():
    assert dict(errors()) == sentences()


def test_no_sentence_is_spare():
    assert sorted(set(sentences()) - words_in_code()) == []


def test_every_sentence_ends_and_keeps_the_tone_of_the_house():
    wrong = {c: s for c, s in sentences().items() if BARE.search(s) or not s.endswith("。")}
    assert wrong == {}


def test_every_place_in_a_sentence_has_a_name():
    unnamed = [
        code
        for code, sentence in sentences().items()
        for _text, name, _form, _conversion in Formatter().parse(sentence)
        if name == ""
    ]
    assert unnamed == []


def test_the_tone_is_heard():
    assert BARE.search("操作失败。")
    assert BARE.search("请重试！")
    assert not BARE.search("调解期限已于3月5日届满，请办理结案或延期。")
