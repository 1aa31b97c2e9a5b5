"""The commands as a whole: which there are, what each says of itself, how they refuse."""

import pytest

from mediation.cli.main import COMMANDS, commands
from mediation.wording.command_line import HELP
from tests.cli.commands import call, done, refused

PROMISED = [
    *("demo", "init", "serve", "web", "worker", "doctor", "backup", "restore", "upgrade"),
    *("tick", "clock", "user+add", "user+disable", "user+unlock", "mail+test", "audit+verify"),
]


@pytest.mark.parametrize("path", [each.split("+") for each in PROMISED], ids="-".join)
def test_every_promised_command_says_its_sentence(path):
    said = done(*path, "--help")
    assert HELP[" ".join(path)] in said
    assert "--instance" in said


def test_help_lists_every_command_with_its_sentence():
    said = done("--help")
    assert [name for name in COMMANDS if f"  {name} " not in said] == []


def test_no_sentence_is_kept_for_a_command_that_is_not_there():
    found = {""}
    for name in COMMANDS:
        command = commands.get_command(None, name)  # type: ignore[arg-type] # it asks nothing of it
        found |= {name, *(f"{name} {each}" for each in getattr(command, "commands", {}))}
    assert found == set(HELP)


def test_the_version_is_said():
    assert done("--version").startswith("mediation ")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (["destroy"], "命令写得不对"),
        (["clock", "M4"], "缺少--from"),
        (["clock", "M4", "--form", "2026-03-02"], "没有--form这个选项"),
        (["clock", "M4", "--from"], "--from"),
        (["clock", "M4", "--from", "2026-02-30"], "请核对--from的值"),
        (["serve", "--port", "70000"], "请核对--port的值"),
    ],
)
def test_a_fault_of_usage_is_told_in_chinese(typed, words):
    result = call(*typed)
    assert result.exit_code == 2
    assert words in result.output
    assert "Error" not in result.output


def test_a_folder_without_an_instance_is_refused_in_words(tmp_path):
    said = refused("audit", "verify", "--instance", tmp_path / "nowhere")
    assert "还没有实例" in said
    assert "mediation init" in said


def test_a_database_that_does_not_answer_is_refused_in_words(tmp_path):
    done("init", "--instance", tmp_path / "a", "--kind", "test")
    away = "postgresql+psycopg://nobody@127.0.0.1:1/nothing"
    said = refused("audit", "verify", "--instance", tmp_path / "a", MEDIATION_DATABASE_URL=away)
    assert said.strip().startswith("数据库没有应答")


def test_a_misspelt_setting_is_named(tmp_path):
    done("init", "--instance", tmp_path / "a", "--kind", "test")
    said = refused("audit", "verify", "--instance", tmp_path / "a", MEDIATION_SMTP_HOTS="mail")
    assert "MEDIATION_SMTP_HOTS" in said


def test_a_prompt_that_is_left_changes_nothing(tmp_path):
    done("init", "--instance", tmp_path / "a", "--kind", "test")
    said = refused("backup", "--instance", tmp_path / "a", "--to", tmp_path / "b")
    assert said.rstrip().endswith("已取消，没有改动。")
    assert not (tmp_path / "b").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    said = refused("init", "--instance", tmp_path / "file" / "office")
    assert "不能读写" in said
    assert "Traceback" not in said
