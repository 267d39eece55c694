"""Stories of other tools, as those write them, become drafts that can be played and checked."""

import json
import pathlib
import struct
import zipfile

from tools import STORIES, Tools

CHOICES = {
    "at-the-counter": ["the-slip", "nobody-answered", "the-manager"],
    "the-slip": ["his-street", "nobody-answered"],
    "nobody-answered": ["the-manager"],
    "the-manager": ["unwritten"],
}


def ways(scenario):
    return {
        scene: [choice["to"] for choice in parts["choices"]]
        for scene, parts in scenario["scenes"].items()
    }


def test_the_same_story_is_the_same_draft_from_all_of_twines_forms(tools: Tools):
    for form in ["twee", "html", "json"]:
        tools.run("import", STORIES / f"parcel.{form}", "--output", f"{form}.json", code=0)
        scenario = json.loads((tools.folder / f"{form}.json").read_text())
        assert scenario["start"] == "at-the-counter", scenario["start"]
        assert dict(sorted(ways(scenario).items())) == dict(sorted(CHOICES.items())), form
        assert set(scenario["endings"]) == {"his-street", "unwritten"}, scenario["endings"]
        assert scenario["title"] == "The parcel that went back" and scenario["draft"] is True
        said = scenario["scenes"]["at-the-counter"]["choices"][1]
        assert said["say"] == "It says nobody answered.", said
        text = json.dumps(scenario)
        assert "$angry" not in text or "left out: " in text
        assert '"narrate": "*"' not in text
        run = tools.run("check", f"{form}.json", code=0)
        assert "error" not in run.stdout and "warning" not in run.stdout, run.stdout
        played = tools.run("play", f"{form}.json", "--plain", input="1\n1\n", code=0)
        assert "So it was you" in played.stdout, played.stdout


CONTENT = {
    "branchingScenario": {
        "title": "The parcel",
        "startScreen": {"startScreenTitle": "<p>The parcel that went back</p>",
                        "startScreenImage": {"path": "images/counter.jpg"}},
        "endScreens": [{"endScreenTitle": "That was it", "endScreenSubtitle": "Thank you &amp; good bye",
                        "contentId": -1}],
        "content": [
            {"type": {"library": "H5P.AdvancedText 1.1",
                      "params": {"text": "<p>A man puts a slip on the counter.</p>\n<p>It is &quot;late&quot;.</p>"},
                      "metadata": {"title": "Counter"}},
             "showContentTitle": False, "nextContentId": 1},
            {"type": {"library": "H5P.BranchingQuestion 1.0", "params": {"branchingQuestion": {
                "question": "<p>What do you <strong>say</strong>?</p>",
                "alternatives": [
                    {"text": "Say nothing", "nextContentId": 2,
                     "feedback": {"title": "Hm", "subtitle": "<p>He waits.</p>"}},
                    {"text": "\"That was us.\"", "nextContentId": -1,
                     "feedback": {"title": "He laughs", "subtitle": "So it was you.",
                                  "endScreenScore": 5}},
                    {"text": "Close the counter", "nextContentId": -1, "feedback": {}},
                ]}}}},
            {"type": {"library": "H5P.Video 1.5", "params": {"sources": [{"path": "videos/a.mp4"}]},
                      "metadata": {"title": "The queue grumbles"}}, "nextContentId": 1},
        ],
    }
}


def h5p(path, content=CONTENT, library="H5P.BranchingScenario", kind=zipfile.ZIP_DEFLATED):
    with zipfile.ZipFile(path, "w", kind) as archive:
        archive.writestr("h5p.json", json.dumps({"title": "x", "mainLibrary": library}))
        archive.writestr("content/content.json", json.dumps(content))
        archive.writestr("content/videos/a.mp4", bytes(range(256)) * 4000)
        archive.writestr("../../evil.json", "{}")
        archive.writestr("/etc/evil.json", "{}")
    return path


def test_an_h5p_file_becomes_a_draft(tools: Tools):
    for kind in [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]:
        path = h5p(tools.folder / "parcel.h5p", kind=kind)
        before = set(tools.folder.rglob("*"))
        tools.run("import", path, "--force", code=0)
        made = {one.name for one in set(tools.folder.rglob("*")) - before}
        assert made <= {"parcel.json", "rubrics", "first-steps.json"}, made
        scenario = json.loads((tools.folder / "parcel.json").read_text())
        assert scenario["title"] == "The parcel", scenario["title"]
        assert ways(scenario) == {
            "content-0": ["content-1"],
            "content-1": ["content-2", "end-after-content-1-way-2", "the-end"],
            "content-2": ["content-1"],
        }, ways(scenario)
        lines = scenario["scenes"]["content-0"]["lines"]
        assert lines == [{"narrate": "A man puts a slip on the counter."},
                         {"narrate": 'It is "late".'}], lines
        end = scenario["endings"]["end-after-content-1-way-2"]["lines"]
        assert end == [{"narrate": "He laughs"}, {"narrate": "So it was you."}], end
        assert scenario["scenes"]["content-1"]["choices"][1]["say"] == "That was us."
        text = json.dumps(scenario)
        for loss in ["H5P.Video 1.5", "He waits.", "picture of the start screen"]:
            assert loss in text, loss
        assert "Thank you & good bye" in text
        run = tools.run("check", "parcel.json", code=0)
        assert "error" not in run.stdout, run.stdout


def refused(tools, path, *words, code=65):
    run = tools.run("import", path, "--output", "never.json", code=code)
    for word in words:
        assert word in run.stderr, run.stderr
    assert not (tools.folder / "never.json").exists() and run.stdout == ""
    assert run.seconds < 5, run.seconds


def test_other_archives_are_refused_in_words(tools: Tools):
    path = tools.folder / "a.h5p"
    refused(tools, h5p(path, library="H5P.InteractiveVideo"), "H5P.InteractiveVideo")
    refused(tools, h5p(path, content={"a": 1}), "no H5P branching scenario")
    whole = h5p(path).read_bytes()
    for length in [4, 30, 100, len(whole) // 2, len(whole) - 30]:
        path.write_bytes(whole[:length])
        refused(tools, path, "ends too early")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    refused(tools, path, "without content/content.json")
    path.write_bytes(whole.replace(b"branchingScen", b"branchingScem"))
    path.write_bytes(b"")
    refused(tools, path, "is no Twee 3, Twine 2 or H5P story")
    refused(tools, tools.folder / "missing.h5p", "No such file", code=66)
    refused(tools, tools.folder, "not a file", code=66)
    refused(tools, pathlib.Path("/dev/zero"), "not a file", code=66)


def test_a_bomb_a_lock_and_a_lie_are_refused(tools: Tools):
    path = tools.folder / "bomb.h5p"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content/content.json", b" " * (600 << 20))
    assert path.stat().st_size < 1 << 20
    refused(tools, path, "more than 16 MB")
    # The directory says that it is small; the stream goes on.
    data = bytearray(path.read_bytes())
    start = data.rindex(b"PK\x01\x02")
    data[start + 24 : start + 28] = struct.pack("<I", 1000)
    path.write_bytes(data)
    refused(tools, path, "damaged")
    data = bytearray(h5p(path).read_bytes())
    start = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4)
    data[start + 8] |= 1
    path.write_bytes(data)
    refused(tools, path, "password")


def test_hostile_texts_are_read_or_refused_at_once(tools: Tools):
    path = tools.folder / "story.txt"
    for text in ["[[" * 500_000, ":: a\n" + "<<" * 500_000, ":: a\n" + "(a:" * 400_000,
                 ":: a\n" + "<b" * 500_000, "<tw-storydata>" + "<tw-passagedata " * 70_000,
                 "<tw-storydata>" + "<tw-passagedata >x" * 60_000,
                 "<tw-storydata " + 'a="' * 400_000, "{" * 100_000, '{"passages":' * 50,
                 ":: a\n" * 50_000, "\x00\x01\u202e" * 1000, ":: \u202e\n[[\u202e]]"]:
        path.write_text(text)
        run = tools.run("import", path, "--output", "made.json", "--force")
        assert run.returncode in (0, 65), (text[:20], run)
        assert run.seconds < 30, (text[:20], run.seconds)
        if run.returncode == 0:
            check = tools.run("check", "made.json")
            assert check.returncode == 0, (text[:20], check.stdout[:500])
