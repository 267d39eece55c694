"""An editor without a screen: the client of pygls, with files of the fixtures open."""

import asyncio
import pathlib

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
        self.versions = {}

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

    async def open(self, text=TEXT, uri=URI):
        """Opens the file anew and returns the first that is said about it."""
        if uri in self.versions:
            identifier = lsp.TextDocumentIdentifier(uri=uri)
            self.client.text_document_did_close(
                lsp.DidCloseTextDocumentParams(text_document=identifier)
            )
        self.show(text, uri)
        item = lsp.TextDocumentItem(
            uri=uri, language_id="json", version=self.versions[uri], text=text
        )
        self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(text_document=item))
        return await self.diagnostics(uri)

    async def change(self, text, uri=URI):
        """Changes the file and returns the first that is said about its new text."""
        self.type(text, uri)
        return await self.diagnostics(uri)

    def type(self, text, uri=URI):
        self.show(text, uri)
        self.client.text_document_did_change(
            lsp.DidChangeTextDocumentParams(
                text_document=lsp.VersionedTextDocumentIdentifier(
                    uri=uri, version=self.versions[uri]
                ),
                content_changes=[lsp.TextDocumentContentChangeWholeDocument(text=text)],
            )
        )

    def show(self, text, uri):
        self.versions[uri] = self.versions.get(uri, 0) + 1
        if uri == URI:
            self.text = text

    async def diagnostics(self, uri=URI):
        """What is said next about the newest text of a file."""
        while True:
            found = await asyncio.wait_for(self.published.get(), 30)
            if found.uri == uri and found.version == self.versions[uri]:
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
