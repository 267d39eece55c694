"""The findings of `check` while somebody writes: the same, and never in the way."""

import asyncio
import json
import pathlib
import subprocess
import time

from editor import FIXTURE, ROOT, TEXT, URI
from lsprotocol import types as lsp

SHIPPED = sorted((ROOT / "scenarios").glob("*.json"))
SEVERITIES = {"error": 1, "warning": 2, "note": 3}


def checked(program, path):
    """What `check` says about a file: code, severity, line and column (both from 1), in order."""
    run = subprocess.run(
        [program, "check", "--format", "json", path], capture_output=True, text=True
    )
    found = json.loads(run.stdout)
    return sorted(
        (one["code"], SEVERITIES[one["severity"]], one["line"], one["column"])
        for one in found["diagnostics"]
        if pathlib.Path(one["file"]) == pathlib.Path(path)
    )


def shown(diagnostics, text):
    lines = text.split("\n")
    return sorted(
        (
            one.code,
            one.severity,
            one.range.start.line + 1,
            len(
                lines[one.range.start.line]
                .encode("utf-16-le")[: one.range.start.character * 2]
                .decode("utf-16-le")
            )
            + 1,
        )
        for one in diagnostics
    )


async def test_the_editor_shows_what_check_finds(editor):
    warnings = 0
    for path in [FIXTURE, *SHIPPED]:
        found = shown(await editor.open(path.read_text(), path.as_uri()), path.read_text())
        assert found == checked(editor.program, path), (path, found)
        warnings += sum(severity > 1 for _, severity, _, _ in found)
    assert warnings > 0


async def test_a_planted_warning_comes_and_goes(editor):
    first = {one.code for one in await editor.open()}
    assert "UM0607" not in first, first
    wrong = TEXT.replace('"flags": {', '"flags": { "never-used": false,', 1)
    assert wrong != TEXT
    found = await editor.change(wrong)
    fresh = [one for one in found if one.code not in first]
    assert [(one.code, one.severity) for one in fresh] == [("UM0607", 2)], fresh
    assert "never-used" in editor.words(fresh[0].range), fresh
    assert {one.code for one in await editor.change(TEXT)} == first


async def test_mistakes_are_shown_at_once_and_the_rules_follow(editor):
    first = {one.code for one in await editor.open()}
    assert any(one.severity == 1 for one in await editor.change(TEXT.replace('"won"', '"wonn"', 1)))
    editor.type(TEXT)
    found = await editor.diagnostics()
    assert not found, found
    assert {one.code for one in await editor.diagnostics()} == first


async def test_only_the_last_text_is_ruled_on_while_somebody_types_fast(editor):
    path = max(SHIPPED, key=lambda path: path.stat().st_size)
    text = path.read_text()
    await editor.open(text, path.as_uri())
    slowest = 0
    for number in range(60):
        editor.type(text + " " * number, path.as_uri())
        started = time.monotonic()
        await editor.client.text_document_document_symbol_async(
            lsp.DocumentSymbolParams(
                text_document=lsp.TextDocumentIdentifier(uri=path.as_uri())
            )
        )
        slowest = max(slowest, time.monotonic() - started)
        await asyncio.sleep(0.02)
    await editor.diagnostics(path.as_uri())
    assert editor.published.empty(), "an old text was ruled on"
    assert slowest < 1, f"an answer took {slowest:.2f} s"


async def test_answers_do_not_wait_for_the_rules_of_a_large_file(editor):
    """A scenario with more states than are looked at while somebody writes."""
    scenario = json.loads(TEXT)
    scenario["turns"] = 400
    for number in range(12):
        scenario["flags"][f"f{number}"] = False
        scenario["scenes"]["decide"]["choices"][0]["effects"] = {}
    scenario["scenes"]["decide"]["choices"] = scenario["scenes"]["decide"]["choices"][:1] + [
        {"id": f"c{number}", "do": f"Turn switch {number}.", "effects": {f"f{number}": True},
         "to": "decide"}
        for number in range(8)
    ]
    scenario["endings"]["won"]["lines"] = [
        {"narrate": "On.", "when": " and ".join(f"f{number}" for number in range(12))}
    ]
    scenario["patience"] = "lost"
    text = json.dumps(scenario, indent=1)
    editor.show(text, URI)
    item = lsp.TextDocumentItem(uri=URI, language_id="json", version=1, text=text)
    editor.client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))
    await asyncio.sleep(0.6)
    slowest = 0
    for _ in range(20):
        started = time.monotonic()
        await editor.completions('"start": "order"', 12)
        slowest = max(slowest, time.monotonic() - started)
        await asyncio.sleep(0.1)
    assert slowest < 1.5, f"an answer took {slowest:.2f} s"
    await editor.diagnostics()
