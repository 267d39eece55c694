"""Talks to `undermat lsp` as an editor does, with the client of pygls, and as no editor should.

    python3 Tests/LanguageServer/run.py .build/debug/undermat

The last line is "N passed, M failed".
"""

import asyncio
import json
import pathlib
import subprocess
import sys
import traceback

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURE = ROOT / "Tests/Fixtures/cash-only-sketch/cash-only-sketch.json"
URI = FIXTURE.as_uri()
TEXT = FIXTURE.read_text()


class Editor:
    """A client with one file open."""

    def __init__(self, program):
        self.program = program
        self.client = LanguageClient("editor", "1")
        self.published = asyncio.Queue()

        @self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(parameters):
            self.published.put_nowait(parameters)

    async def __aenter__(self):
        await self.client.start_io(self.program, "lsp")
        greeting = await self.client.initialize_async(
            lsp.InitializeParams(capabilities=lsp.ClientCapabilities())
        )
        self.capabilities = greeting.capabilities
        self.client.initialized(lsp.InitializedParams())
        return self

    async def __aexit__(self, *_):
        await self.client.shutdown_async(None)
        self.client.exit(None)
        await self.client.stop()

    async def open(self, text=TEXT):
        self.text = text
        item = lsp.TextDocumentItem(uri=URI, language_id="json", version=1, text=text)
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))
        return await self.diagnostics()

    async def change(self, text):
        self.text = text
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                text_document=lsp.VersionedTextDocumentIdentifier(uri=URI, version=2),
                content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=text)],
            )
        )
        return await self.diagnostics()

    async def diagnostics(self):
        found = await asyncio.wait_for(self.published.get(), 30)
        return found.diagnostics

    def position(self, needle, after=0, occurrence=1):
        index = -1
        for _ in range(occurrence):
            index = self.text.index(needle, index + 1)
        before = self.text[: index + after]
        line = before.count("\n")
        column = len(before[before.rfind("\n") + 1 :].encode("utf-16-le")) // 2
        return lsp.Position(line=line, character=column)

    def at(self, kind, *place, **more):
        return kind(
            text_document=lsp.TextDocumentIdentifier(uri=URI), position=self.position(*place), **more
        )

    def words(self, range):
        lines = self.text.split("\n")
        assert range.start.line == range.end.line
        line = lines[range.start.line].encode("utf-16-le")
        return line[range.start.character * 2 : range.end.character * 2].decode("utf-16-le")

    async def completions(self, *place):
        found = await self.client.text_document_completion_async(
            self.at(lsp.CompletionParams, *place)
        )
        return [item.label for item in found]

    def applied(self, changes):
        text = self.text
        starts = [0]
        for line in text.split("\n"):
            starts.append(starts[-1] + len(line) + 1)
        for edit in sorted(
            changes[URI], key=lambda edit: (-edit.range.start.line, -edit.range.start.character)
        ):
            start = starts[edit.range.start.line] + edit.range.start.character
            end = starts[edit.range.end.line] + edit.range.end.character
            text = text[:start] + edit.new_text + text[end:]
        return text


async def test_a_sound_file_has_no_diagnostics(editor):
    errors = [one for one in await editor.open() if one.severity == lsp.DiagnosticSeverity.Error]
    assert errors == [], errors


async def test_a_mistake_is_marked_while_typing_and_gone_when_mended(editor):
    await editor.open()
    wrong = TEXT.replace('"to": "won"', '"to": "wonn"', 1)
    found = await editor.change(wrong)
    assert [(one.code, editor.words(one.range)) for one in found if one.code == "UM0301"] == [
        ("UM0301", '"wonn"')
    ], found
    assert not [one for one in await editor.change(TEXT) if one.severity == 1]


async def test_the_same_codes_as_the_command_line(editor):
    wrong = TEXT.replace('"turns"', '"turn"').replace('"start": 4', '"start": 44')
    codes = {one.code for one in await editor.open(wrong) if one.severity == 1}
    path = FIXTURE.with_name("wrong-for-a-moment.json")
    path.write_text(wrong)
    try:
        run = subprocess.run([editor.program, "walk", path], capture_output=True, text=True)
    finally:
        path.unlink()
    shown = {word.rstrip(":") for word in run.stderr.split() if word.startswith("UM")}
    assert codes and codes == shown, (codes, shown)


async def test_places_behind_an_astral_character_are_counted_in_utf_16(editor):
    wrong = TEXT.replace('"say": "I only have cash."', '"say": "👋🏽 é", "sey": ""', 1)
    found = [one for one in await editor.open(wrong) if one.code == "UM0202"]
    assert [editor.words(one.range) for one in found] == ['"sey"'], found


async def test_scenes_and_endings_complete_in_to(editor):
    await editor.open(TEXT.replace('"to": "won"', '"to": ""', 1))
    found = await editor.completions('"to": ""', 7)
    assert set(found) == {"order", "passed-by", "decide", "won", "lost"}, found


async def test_a_half_written_file_completes_with_the_names_it_had(editor):
    await editor.open()
    cut = TEXT[: TEXT.index('"to": "won"')] + '"to": "w'
    await editor.change(cut)
    editor.text = cut
    found = await editor.completions('"to": "w', 8, cut.count('"to": "w'))
    assert "won" in found and "passed-by" in found, found


async def test_conditions_complete_states_facts_and_voices(editor):
    for condition, expected in [
        ("not se", {"served", "frustration", "turns", "not"}),
        ("knows.", {"long-week"}),
        ("voice == ", {"promoter", "thinker"}),
    ]:
        await editor.open(TEXT.replace('"basics": "served"', f'"basics": "{condition}"'))
        found = set(await editor.completions(f'"basics": "{condition}', len(condition) + 11))
        assert expected <= found, (condition, found)


async def test_criteria_effects_facts_choices_and_keys_complete(editor):
    for old, new, place, expected in [
        ('"marks": { "ownership": -2 }', '"marks": { "": -2 }', ('"marks": { ""', 12), "ownership"),
        ('"effects": { "frustration": 3 }', '"effects": { "": 3 }', ('"effects": { ""', 14), "served"),
        ('"reveals": ["long-week"]', '"reveals": [""]', ('"reveals": [""', 13), "long-week"),
        ('"choice": "silence"', '"choice": ""', ('"choice": ""', 11), "see-what-i-can-do"),
        ('"outcome": "lost"', '"outcome": ""', ('"outcome": ""', 12), "harmed"),
        ('"stakes"', '"stakes"', None, None),
    ]:
        compact = TEXT.replace('[ "long-week" ]', '["long-week"]')
        if place is None:
            continue
        assert old in compact, old
        await editor.open(compact.replace(old, new, 1))
        found = await editor.completions(*place)
        assert expected in found, (new, found)


async def test_hover_says_where_a_scene_is_used_and_what_it_is_worth(editor):
    await editor.open()
    found = await editor.client.text_document_hover_async(
        editor.at(lsp.HoverParams, '"passed-by": {', 3)
    )
    words = found.contents.value
    assert "scene with 2 choices" in words and "Used 2 times" in words, words
    assert "score" in words and " to " in words, words


async def test_definition_leads_from_use_to_name_and_into_rubrics(editor):
    await editor.open()
    for needle, after, words in [
        ('"to": "passed-by"', 9, "passed-by"),
        ('"start": "order"', 12, "order"),
        ('"basics": "served"', 13, "served"),
        ('"choice": "silence"', 14, "silence"),
    ]:
        found = await editor.client.text_document_definition_async(
            editor.at(lsp.DefinitionParams, needle, after)
        )
        assert found.uri == URI and editor.words(found.range) == words, (needle, found)
    found = await editor.client.text_document_definition_async(
        editor.at(lsp.DefinitionParams, '"ownership"', 3)
    )
    rubric = FIXTURE.parent / "rubrics/empowerment.json"
    assert found.uri == rubric.as_uri(), found
    line = rubric.read_text().split("\n")[found.range.start.line]
    assert '"ownership"' in line, line


async def test_a_renamed_name_changes_everywhere_and_the_file_stays_sound(editor):
    await editor.open()
    for needle, after, name, gone in [
        ('"to": "passed-by"', 9, "second-chance", '"passed-by"'),
        ('"basics": "served"', 13, "has-wine", '"served"'),
        ('"reveals"', 14, "three-days", '"long-week"'),
        ('"choice": "silence"', 14, "say-nothing", '"silence"'),
    ]:
        edit = await editor.client.text_document_rename_async(
            editor.at(lsp.RenameParams, needle, after, new_name=name)
        )
        text = editor.applied(edit.changes)
        assert gone not in text and f'"{name}"' in text, (name, text)
        errors = [one for one in await editor.change(text) if one.severity == 1]
        assert errors == [], errors
        await editor.change(TEXT)


async def test_a_name_that_is_taken_or_wrong_is_refused(editor):
    await editor.open()
    for name in ["won", "Won", "", "and", "thinker", "x" * 65]:
        try:
            await editor.client.text_document_rename_async(
                editor.at(lsp.RenameParams, '"to": "passed-by"', 9, new_name=name)
            )
        except Exception as problem:
            assert "-32803" in repr(problem) or getattr(problem, "code", 0) == -32803, problem
        else:
            raise AssertionError(f"{name} was taken")


async def test_the_quick_fix_mends_a_slip(editor):
    wrong = TEXT.replace('"to": "won"', '"to": "wonn"', 1)
    found = [one for one in await editor.open(wrong) if one.severity == 1]
    actions = await editor.client.text_document_code_action_async(
        lsp.CodeActionParams(
            text_document=lsp.TextDocumentIdentifier(uri=URI), range=found[0].range,
            context=lsp.CodeActionContext(diagnostics=found),
        )
    )
    assert editor.applied(actions[0].edit.changes) == TEXT, actions


async def test_the_outline_has_scenes_with_choices_and_endings(editor):
    await editor.open()
    found = await editor.client.text_document_document_symbol_async(
        lsp.DocumentSymbolParams(text_document=lsp.TextDocumentIdentifier(uri=URI))
    )
    scenes = {one.name: [child.name for child in one.children] for one in found}
    assert scenes["passed-by"] == ["walk-past", "bring-it"], scenes
    assert "won" in scenes and "served" in scenes and "long-week" in scenes, scenes


async def test_formatting_is_that_of_fmt(editor):
    await editor.open()
    edits = await editor.client.text_document_formatting_async(
        lsp.DocumentFormattingParams(
            text_document=lsp.TextDocumentIdentifier(uri=URI),
            options=lsp.FormattingOptions(tab_size=2, insert_spaces=True),
        )
    )
    run = subprocess.run([editor.program, "fmt", "-"], input=TEXT, capture_output=True, text=True)
    assert edits[0].new_text == run.stdout


def framed(text):
    body = text.encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def raw(program, data):
    return subprocess.run([program, "lsp"], input=data, capture_output=True, timeout=60)


def answers(output):
    found = []
    while output:
        header, _, rest = output.partition(b"\r\n\r\n")
        length = int(header.split(b":")[1])
        found.append(json.loads(rest[:length]))
        output = rest[length:]
    return found


INITIALIZE = framed('{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}')
SHUTDOWN = framed('{"jsonrpc":"2.0","id":9,"method":"shutdown"}') + framed(
    '{"jsonrpc":"2.0","method":"exit"}'
)


async def test_malformed_requests_are_answered_and_the_next_one_too(program):
    for body, code in [
        ("{", -32700), ("[]", -32600), ("3", -32600), ('{"id":2}', -32600),
        ('{"id":2,"method":"no/such"}', -32601), ('{"id":2,"method":3}', -32600),
        ('{"id":2,"method":"textDocument/hover"}', -32602),
        ('{"id":2,"method":"textDocument/hover","params":{"textDocument":7}}', -32602),
        ("[" * 100000, -32700), ('{"id":2,"method":"\\ud800"}', -32700),
    ]:
        run = raw(program, INITIALIZE + framed(body) + SHUTDOWN)
        found = answers(run.stdout)
        assert len(found) == 3 and run.returncode == 0, (body[:40], run)
        assert found[1]["error"]["code"] == code, (body[:40], found[1])


async def test_questions_before_initialize_are_refused(program):
    found = answers(raw(program, framed('{"id":1,"method":"textDocument/hover"}')).stdout)
    assert found[0]["error"]["code"] == -32002


async def test_it_ends_as_the_protocol_says(program):
    assert raw(program, INITIALIZE + SHUTDOWN).returncode == 0
    assert raw(program, INITIALIZE + framed('{"method":"exit"}')).returncode == 1
    assert raw(program, INITIALIZE).returncode == 1
    assert raw(program, b"\x00\xff garbage " * 1000).returncode == 65
    assert raw(program, b"Content-Length: -5\r\n\r\n").returncode == 65
    assert raw(program, b"Content-Length: 99999999999999999999\r\n\r\n").returncode == 65


async def test_hostile_documents_get_diagnostics(program):
    for text in ["", "[" * 5000, "\u202e", '{"scenes": ' * 60, TEXT[:1000], TEXT.replace('"', "'")]:
        opened = json.dumps(
            {"method": "textDocument/didOpen",
             "params": {"textDocument": {"uri": "untitled:1", "text": text}}}
        )
        hover = json.dumps(
            {"id": 2, "method": "textDocument/hover",
             "params": {"textDocument": {"uri": "untitled:1"},
                        "position": {"line": 999999999, "character": 999999999}}}
        )
        run = raw(program, INITIALIZE + framed(opened) + framed(hover) + SHUTDOWN)
        assert run.returncode == 0, (text[:30], run)
        assert [one.get("id") for one in answers(run.stdout) if "id" in one] == [1, 2, 9], run


async def run_all(program, word):
    passed = failed = 0
    for name, test in list(globals().items()):
        if not name.startswith("test_") or word not in name:
            continue
        try:
            if test.__code__.co_varnames[0] == "program":
                await asyncio.wait_for(test(program), 120)
            else:
                async with Editor(program) as editor:
                    await asyncio.wait_for(test(editor), 60)
            passed += 1
        except Exception:
            failed += 1
            print(f"FAIL {name[5:].replace('_', ' ')}\n{traceback.format_exc(limit=-2)}", flush=True)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    path = str(pathlib.Path(sys.argv[1]).resolve())
    sys.exit(asyncio.run(run_all(path, sys.argv[2] if len(sys.argv) > 2 else "")))
