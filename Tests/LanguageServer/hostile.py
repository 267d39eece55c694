"""Bytes that no editor sends."""

import json
import subprocess

from editor import TEXT


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
