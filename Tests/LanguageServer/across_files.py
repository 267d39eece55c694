"""Names that stand in a rubric and in every scenario that uses it."""

import json
import pathlib
import shutil
import subprocess
import tempfile

from editor import FIXTURE
from lsprotocol import types as lsp


class Folder:
    """Two scenarios and their rubrics in a folder of their own."""

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp())
        shutil.copytree(FIXTURE.parent / "rubrics", self.path / "rubrics")
        text = FIXTURE.read_text()
        self.one = self.path / "one.json"
        self.one.write_text(
            text.replace(
                '"start": "order"',
                '"needs": { "empowerment": 10, "empowerment.ownership": 5 },\n  "start": "order"',
            ).replace('"ownership": 1 }', '"empowerment.ownership": 1 }', 1)
        )
        self.two = self.path / "two.json"
        self.two.write_text(text.replace("cash-only-sketch", "another"))
        self.rubric = self.path / "rubrics/empowerment.json"
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def apply(self, changes):
        """Makes the edits on disk and returns the files that they change."""
        for uri, edits in changes.items():
            path = pathlib.Path(uri.removeprefix("file://"))
            lines = path.read_text().split("\n")
            starts = [0]
            for line in lines:
                starts.append(starts[-1] + len(line) + 1)
            text = "\n".join(lines)
            for edit in sorted(
                edits, key=lambda edit: (-edit.range.start.line, -edit.range.start.character)
            ):
                start = starts[edit.range.start.line] + edit.range.start.character
                end = starts[edit.range.end.line] + edit.range.end.character
                text = text[:start] + edit.new_text + text[end:]
            path.write_text(text)
        return {pathlib.Path(uri.removeprefix("file://")).name for uri in changes}


def place(path, needle, after):
    before = path.read_text().partition(needle)[0] + needle[:after]
    assert before != path.read_text() + needle[:after], needle
    line = before.count("\n")
    return lsp.Position(line=line, character=len(before) - before.rfind("\n") - 1)


def words(program, folder):
    run = subprocess.run(
        [program, "check", "--format", "json", folder.path], capture_output=True, text=True
    )
    return [
        (one["code"], one["line"], pathlib.Path(one["file"]).name)
        for one in json.loads(run.stdout)["diagnostics"]
    ]


async def rename(editor, path, needle, after, name):
    edit = await editor.client.text_document_rename_async(
        lsp.RenameParams(
            text_document=lsp.TextDocumentIdentifier(uri=path.as_uri()),
            position=place(path, needle, after), new_name=name,
        )
    )
    return edit.changes


async def refused(editor, path, needle, after, name):
    try:
        await rename(editor, path, needle, after, name)
    except Exception as problem:
        return getattr(problem, "message", None) or str(problem)
    raise AssertionError(f"{name} was taken")


async def test_a_criterion_is_renamed_in_its_rubric_and_in_every_scenario(editor):
    for path, needle, after in [
        ("one", '"ownership": -2', 3), ("one", '"empowerment.ownership": 5', 15),
        ("rubric", '"ownership"', 3),
    ]:
        with Folder() as folder:
            before = words(editor.program, folder)
            path = getattr(folder, path)
            await editor.open(path.read_text(), path.as_uri())
            changes = await rename(editor, path, needle, after, "owning-it")
            assert folder.apply(changes) == {"one.json", "two.json", "empowerment.json"}
            for file in [folder.one, folder.two, folder.rubric]:
                assert "ownership" not in file.read_text(), file.read_text()
            assert '"empowerment.owning-it": 5' in folder.one.read_text()
            assert words(editor.program, folder) == before
            del editor.versions[path.as_uri()]


async def test_a_rubric_is_renamed_in_marks_and_needs(editor):
    with Folder() as folder:
        before = words(editor.program, folder)
        await editor.open(folder.one.read_text(), folder.one.as_uri())
        changes = await rename(editor, folder.one, '"empowerment": 10', 3, "own-judgement")
        assert folder.apply(changes) == {"one.json", "empowerment.json"}
        text = folder.one.read_text()
        assert '"own-judgement": 10' in text and '"own-judgement.ownership": 1' in text, text
        assert '"file": "rubrics/empowerment.json"' in text
        assert '"id": "own-judgement"' in folder.rubric.read_text()
        assert words(editor.program, folder) == before


async def test_a_name_that_another_criterion_has_is_refused(editor):
    with Folder() as folder:
        await editor.open(folder.one.read_text(), folder.one.as_uri())
        reason = await refused(editor, folder.one, '"ownership": -2', 3, "initiative")
        assert "there is a initiative" not in reason or "already" in reason, reason
        reason = await refused(editor, folder.one, '"ownership": -2', 3, "Own It")
        assert "a-z" in reason, reason


async def test_a_name_written_with_escapes_is_not_half_renamed(editor):
    with Folder() as folder:
        text = folder.one.read_text().replace('"basics": "served"', '"basics": "s\\u0065rved"')
        assert "u0065" in text
        await editor.open(text, folder.one.as_uri())
        folder.one.write_text(text)
        reason = await refused(editor, folder.one, '"flags": { "served"', 13, "has-wine")
        assert "escapes" in reason and "line" in reason, reason


async def test_a_voice_is_renamed_to_another_voice(editor):
    with Folder() as folder:
        await editor.open(folder.one.read_text(), folder.one.as_uri())
        changes = await rename(editor, folder.one, '"promoter"', 3, "rebel")
        assert folder.apply(changes) == {"one.json"}
        assert '"voice": "rebel"' in folder.one.read_text()
        reason = await refused(editor, folder.one, '"voice": "rebel"', 12, "shouter")
        assert "harmonizer" in reason, reason


async def test_a_rubric_that_is_open_counts_as_it_is_shown(editor):
    with Folder() as folder:
        first = await editor.open(folder.one.read_text(), folder.one.as_uri())
        assert not [one for one in first if one.severity == 1], first
        rubric = folder.rubric.read_text()
        await editor.open(rubric, folder.rubric.as_uri())
        editor.type(rubric.replace('"ownership"', '"owner"', 1), folder.rubric.as_uri())
        while True:
            found = await editor.diagnostics(folder.one.as_uri())
            if any(one.severity == 1 for one in found):
                break
        assert "ownership" in " ".join(one.message for one in found), found
        editor.type(rubric, folder.rubric.as_uri())
        while any(one.severity == 1 for one in await editor.diagnostics(folder.one.as_uri())):
            pass


async def test_definition_references_and_hover_go_across_files(editor):
    with Folder() as folder:
        await editor.open(folder.rubric.read_text(), folder.rubric.as_uri())
        at = {
            "text_document": lsp.TextDocumentIdentifier(uri=folder.rubric.as_uri()),
            "position": place(folder.rubric, '"ownership"', 3),
        }
        found = await editor.client.text_document_references_async(
            lsp.ReferenceParams(context=lsp.ReferenceContext(include_declaration=True), **at)
        )
        names = [pathlib.Path(one.uri).name for one in found]
        assert names.count("two.json") >= 6 and names.count("one.json") >= 7, names
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(**at))
        assert "two.json line" in hover.contents.value, hover.contents.value
        await editor.open(folder.one.read_text(), folder.one.as_uri())
        at["text_document"] = lsp.TextDocumentIdentifier(uri=folder.one.as_uri())
        at["position"] = place(folder.one, '"ownership": -2', 3)
        hover = await editor.client.text_document_hover_async(lsp.HoverParams(**at))
        assert "Plays come to -" in hover.contents.value, hover.contents.value


async def test_a_rubric_has_an_outline_and_diagnostics(editor):
    with Folder() as folder:
        text = folder.rubric.read_text()
        wrong = text.replace('"criteria"', '"criterions"', 1)
        found = await editor.open(wrong, folder.rubric.as_uri())
        assert "UM0202" in {one.code for one in found}, found
        await editor.change(text, folder.rubric.as_uri())
        outline = await editor.client.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(
                text_document=lsp.TextDocumentIdentifier(uri=folder.rubric.as_uri())
            )
        )
        assert "ownership" in [one.name for one in outline], outline
