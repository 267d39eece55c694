"""`new`: a few questions, and a file that already passes `check`."""

import json

import pexpect
from tools import Tools


def test_the_answers_are_in_the_file_and_check_finds_nothing(tools: Tools):
    run = tools.run("new", input="The lost umbrella\nMo Lind\nIt was on the counter!\n30\n", code=0)
    assert "the-lost-umbrella.json" in run.stdout, run.stdout
    scenario = json.loads((tools.folder / "the-lost-umbrella.json").read_text())
    assert scenario["title"] == "The lost umbrella" and scenario["customer"]["name"] == "Mo Lind"
    assert scenario["authority"]["limit"] == 30
    assert "It was on the counter!" in json.dumps(scenario)
    run = tools.run("check", "--strict", "the-lost-umbrella.json", code=0)
    assert "nothing found" in run.stdout, run.stdout
    tools.run("fmt", "--check", "the-lost-umbrella.json", "rubrics/first-steps.json", code=0)
    played = tools.run("play", "the-lost-umbrella.json", "--plain", input="1\n" * 9, code=0)
    assert "Score" in played.stdout, played.stdout


def test_what_a_person_might_type_is_taken_as_it_is(tools: Tools):
    for number, answers in enumerate([
        "\n\n\n\n", "", '"Quotes" \\ {braces}\n{customer}\n\\n"\n1\n', "日本\né 👋🏽\n\u202eabc\n1000000\n",
        "a" * 5000 + "\nb\nc\n2\n", "notes\nand\nthinker\n7\n",
    ]):
        run = tools.run("new", f"s{number}.json", input=answers, code=0)
        check = tools.run("check", "--strict", f"s{number}.json")
        assert check.returncode == 0, (answers[:30], check.stdout)


def test_nothing_is_written_over(tools: Tools):
    tools.run("new", "a.json", code=0)
    before = (tools.folder / "a.json").read_bytes()
    run = tools.run("new", "a.json", "--title", "Other", code=73)
    assert "exists already" in run.stderr and (tools.folder / "a.json").read_bytes() == before
    tools.run("new", "a.json", "--title", "Other", "--force", code=0)
    assert (tools.folder / "a.json").read_bytes() != before
    run = tools.run("new", "no/such/folder/a.json", code=73)
    assert run.stderr.strip(), run


def test_a_limit_that_is_no_number_is_said(tools: Tools):
    run = tools.run("new", "a.json", input="a\nb\nc\nlots\n", code=0)
    assert "lots is no whole number" in run.stderr, run.stderr
    tools.run("new", "b.json", "--limit", "0", code=64)
    tools.run("new", "b.json", "--currency", "euros", code=64)


def test_a_person_is_asked_again_and_may_leave(tools: Tools):
    for keys, code, words in [(["A call", "", "", "lots", "7"], 0, "is written"),
                              (["A call", "\x04"], 1, "Nothing is written")]:
        child = pexpect.spawn(tools.program, ["new"], env=tools.environment,
                              cwd=str(tools.folder), encoding="utf-8", timeout=30)
        for key in keys:
            child.expect(r"\] ")
            child.send(key if key == "\x04" else key + "\r")
        child.expect(words)
        child.expect(pexpect.EOF)
        child.close()
        assert child.exitstatus == code, (keys, child.exitstatus)
    scenario = json.loads((tools.folder / "a-call.json").read_text())
    assert scenario["authority"]["limit"] == 7
