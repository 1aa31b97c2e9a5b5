"""What can hurt needs a sentence on its line: raw SQL, `|safe`; and some of it never stands."""

import ast
import re

from tests.house.sources import Source, calls, sources, templates

RAW_SQL = {"text", "exec_driver_sql", "literal_column", "executescript"}
SENTENCE = re.compile(r"(#|\{#).*\w+ \w+ \w+")
MONEY_ROOMS = (
    "mediation/basics/money.py",
    "mediation/models",
    "mediation/schemas",
    "mediation/rules",
    "mediation/casework",
)


def raw_sql(source: Source) -> list[str]:
    """Return where raw SQL stands without a sentence beside it."""
    return [
        source.place(call)
        for call, name in calls(source)
        if name.split(".")[-1] in RAW_SQL and name.split(".")[0] not in {"self", "page"}
        if not _has_sentence(source, call)
    ]


def _has_sentence(source: Source, node: ast.Call) -> bool:
    above = max(node.lineno - 2, 0)
    around = source.lines[above : node.end_lineno]
    return any(SENTENCE.search(line) for line in around)


def floats(source: Source) -> list[str]:
    """Return where a file uses a float, by name or by number."""
    return [
        source.place(node)
        for node in ast.walk(source.tree)
        if (isinstance(node, ast.Name) and node.id in {"float", "Float", "Numeric"})
        or (isinstance(node, ast.Constant) and isinstance(node.value, float))
    ]


def test_raw_sql_says_why_on_its_line():
    assert [place for source in sources("mediation") for place in raw_sql(source)] == []


def test_markup_made_in_python_says_why_on_its_line():
    made = [
        source.place(call)
        for source in sources("mediation")
        for call, name in calls(source)
        if name.split(".")[-1] == "Markup" and not _has_sentence(source, call)
    ]
    assert made == []


def test_unescaped_values_in_templates_say_why_on_their_line():
    bare = [
        f"{path}: {line.strip()}"
        for path, text in templates()
        for line in text.splitlines()
        if re.search(r"\|\s*safe\b|autoescape", line) and not SENTENCE.search(line)
    ]
    assert bare == []


def test_no_template_carries_script_or_style_of_its_own():
    inline = [
        f"{path}: {found}"
        for path, text in templates()
        if path.endswith(".html") and not path.startswith("templates/mail/")
        for found in re.findall(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=", text)
    ]
    assert inline == []


def test_money_is_never_a_float():
    rooms = [source for source in sources("mediation") if source.path.startswith(MONEY_ROOMS)]
    assert [place for source in rooms for place in floats(source)] == []


def test_the_checks_see_a_wrongdoer():
    wrong = "rate: float = 0.5\nsession.execute(text('DELETE FROM cases'))"
    source = Source("wrong.py", wrong, ast.parse(wrong))
    assert floats(source) == ["wrong.py:1", "wrong.py:1"]
    assert raw_sql(source) == ["wrong.py:2"]
