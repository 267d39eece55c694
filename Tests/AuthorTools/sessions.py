"""`test`: dialogues on file, their reports read by the programs that read such reports."""

import io
import shutil

import junitparser
from tap.parser import Parser
from tools import ROOT, Tools

SESSION = "# wine.json seed=1 no-timer\nyou> 4\nyou> 4\nyou> ^D\nyou> yes\n"


def prepare(tools):
    tools.copy().rename(tools.folder / "wine.json")
    path = tools.folder / "first.session"
    path.write_text(SESSION)
    tools.run("test", "--record", ".", code=0)
    return path


def tap(text):
    return [line for line in Parser().parse(io.StringIO(text)) if line.category == "test"]


def test_what_was_recorded_goes_again_and_a_change_is_found(tools: Tools):
    path = prepare(tools)
    text = path.read_text()
    assert "Daniel Ortiz" in text and text.count("you> ") >= 4, text
    run = tools.run("test", path, code=0)
    assert [(line.ok, line.description) for line in tap(run.stdout)] == [(True, f"- {path}")]
    assert tools.run("test", "--record", path, code=0) and path.read_text() == text
    wine = tools.folder / "wine.json"
    wine.write_text(wine.read_text().replace("I only have cash", "I have only cash"))
    run = tools.run("test", path, code=1)
    (line,) = tap(run.stdout)
    assert not line.ok and line.yaml_block["expected"].endswith("I only have cash."), line.yaml_block
    assert line.yaml_block["found"].endswith("I have only cash.")
    assert text.split("\n")[line.yaml_block["line"] - 1] == line.yaml_block["expected"]


def test_what_must_appear_can_be_said_in_parts(tools: Tools):
    path = prepare(tools)
    parts = (
        "# wine.json seed=1 no-timer\n[...]\nCustomer: I only have cash.\n[...]\nyou> 4\n[...]\n"
        "Customer: There's a card. Quit on me at noon. Anything else?\n[...]\nyou> ^D\n[...]\nyou> yes\n"
        "[...]\n(exit 0)\n"
    )
    path.write_text(parts)
    tools.run("test", path, code=0)
    path.write_text(parts.replace("Quit on me", "Left me"))
    (line,) = tap(tools.run("test", path, code=1).stdout)
    assert line.yaml_block["line"] == 7, line.yaml_block


def test_reports_are_read_by_their_readers(tools: Tools):
    path = prepare(tools)
    (tools.folder / "odd # <&>\".session").write_text("# nothere.json\n")
    (tools.folder / "wrong.session").write_text(SESSION)
    run = tools.run("test", ".", "--format", "junit", code=66)
    found = junitparser.JUnitXml.fromstring(run.stdout.encode())
    cases = {case.name: [type(one).__name__ for one in case.result] for suite in found for case in suite}
    assert cases == {
        "./first.session": [], "./odd # <&>\".session": ["Error"], "./wrong.session": ["Failure"],
    }, cases
    assert (found.tests, found.failures, found.errors) == (3, 1, 1)
    lines = tap(tools.run("test", ".", code=66).stdout)
    assert [line.ok for line in lines] == [True, False, False], lines
    assert "there is no such file" in lines[1].yaml_block["message"], lines[1].yaml_block
    assert path.exists()


def test_files_that_are_no_sessions_are_named(tools: Tools):
    tools.run("test", "nosuch.session", code=66)
    tools.run("test", ".", code=66)
    for data in [b"", b"\x00\xff" * 100, b"# \n", b"# wine.json" * 10_000, b"you> 1\n" * 1000]:
        (tools.folder / "a.session").write_bytes(data)
        run = tools.run("test", "a.session")
        assert run.returncode in (65, 66), (data[:20], run)


def test_the_dialogues_of_the_console_tests_are_such_sessions(tools: Tools):
    """The same files, held by the command: a proof that the format is one."""
    for name in ["commands", "plain", "windows", "rehearsal"]:
        text = (ROOT / f"Tests/ConsoleTests/Sessions/{name}.session").read_text()
        shutil.copytree(ROOT / "Tests/Fixtures/lost-suitcase", tools.folder, dirs_exist_ok=True)
        path = tools.folder / f"{name}.session"
        path.write_text(text.replace("# lost-suitcase ", "# lost-suitcase.json "))
        run = tools.run("test", path)
        assert run.returncode == 0, (name, run.stdout)
