"""Where the parts of a JSON file stand: which part a byte offset belongs to, and on which line a
part begins."""

import json
import re

SPACE = re.compile(r"[ \t\r\n]*")
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
OTHER = re.compile(r"[^\s,\]}]+")


class Located:
    """The parts of a text: path (keys and positions) to (start, start of the key or value, end)."""

    def __init__(self, data):
        self.text = data.decode("utf-8-sig")
        self.shift = 3 if data.startswith(b"\xef\xbb\xbf") else 0
        self.parts = {}
        self.value(self.skip(0), (), None)

    def skip(self, at):
        return SPACE.match(self.text, at).end()

    def value(self, at, path, key):
        start = at if key is None else key
        if self.text[at] in "{[":
            end = self.members(at, path)
        else:
            end = (STRING if self.text[at] == '"' else OTHER).match(self.text, at).end()
        self.parts[path] = (start, at, end)
        return end

    def members(self, at, path):
        is_object, at, n = self.text[at] == "{", self.skip(at + 1), 0
        while self.text[at] not in "}]":
            key, name = None, n
            if is_object:
                key, end = at, STRING.match(self.text, at).end()
                name = json.loads(self.text[at:end])
                at = self.skip(self.skip(end) + 1)
            at = self.skip(self.value(at, (*path, name), key))
            if self.text[at] == ",":
                at = self.skip(at + 1)
            n += 1
        return at + 1

    def path(self, offset):
        """The innermost part that holds the byte."""
        at = len(self.text.encode()[:offset - self.shift].decode())
        holds = [p for p, (start, _, end) in self.parts.items() if start <= at < end]
        return max(holds, key=len, default=())

    def line(self, path):
        return self.text.count("\n", 0, self.parts[path][0]) + 1
