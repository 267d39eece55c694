"""What an author sees while writing one scenario."""

import subprocess

from editor import FIXTURE, TEXT, URI
from lsprotocol import types as lsp


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


async def test_nothing_is_said_about_json_of_others(editor):
    other = FIXTURE.with_name("package.json").as_uri()
    text = '{ "name": "x", "scenes": {}, "to": "" }'
    editor.show(text, other)
    item = lsp.TextDocumentItem(uri=other, language_id="json", version=1, text=text)
    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))
    identifier = lsp.TextDocumentIdentifier(uri=other)
    found = await editor.client.text_document_completion_async(
        lsp.CompletionParams(text_document=identifier, position=lsp.Position(line=0, character=37))
    )
    assert not found, found
    await editor.open()
    assert not [one for one in list(editor.published._queue) if one.uri == other]
