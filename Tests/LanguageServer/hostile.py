"""Bytes that no editor sends."""

import json
import random
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


def opened(text=TEXT, uri="file:///nowhere/a.json"):
    return framed(json.dumps(
        {"method": "textDocument/didOpen",
         "params": {"textDocument": {"uri": uri, "version": 1, "text": text}}}
    ))


def question(number, method, line=20, character=20, **more):
    return framed(json.dumps(
        {"id": number, "method": f"textDocument/{method}",
         "params": {"textDocument": {"uri": "file:///nowhere/a.json"},
                    "position": {"line": line, "character": character}, **more}}
    ))


METHODS = ["completion", "hover", "definition", "references", "prepareRename", "rename",
           "documentSymbol", "codeAction", "formatting"]


async def test_bytes_may_come_one_by_one(program):
    data = INITIALIZE + opened() + question(2, "hover") + SHUTDOWN
    process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for byte in data:
        process.stdin.write(bytes([byte]))
        process.stdin.flush()
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    assert [one["id"] for one in answers(output) if "id" in one] == [1, 2, 9]


async def test_half_a_message_and_then_nothing_ends_it(program):
    whole = INITIALIZE + opened() + question(2, "hover")
    for length in [0, 1, 15, 40, len(INITIALIZE) - 1, len(INITIALIZE) + 30, len(whole) - 1]:
        run = raw(program, whole[:length])
        assert run.returncode == 1, (length, run.returncode, run.stderr)


async def test_a_length_that_is_a_lie_is_survived(program):
    run = raw(program, INITIALIZE + b"Content-Length: 200000000\r\n\r\n{}")
    assert run.returncode == 1
    run = raw(program, INITIALIZE + b"Content-Length: 3\r\n\r\n" + framed("{}") + SHUTDOWN)
    assert run.returncode in (0, 1, 65), run.returncode
    run = raw(program, INITIALIZE + b"X: " + b"y" * 100_000)
    assert run.returncode == 65, run.returncode


async def test_cancelling_and_unknown_notices_are_taken_in_peace(program):
    notices = b"".join(framed(text) for text in [
        '{"method":"$/cancelRequest","params":{"id":2}}', '{"method":"$/setTrace"}',
        '{"method":"no/such/notice","params":[1,2]}', '{"method":"textDocument/didChange"}',
        '{"method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///never"}}}',
        '{"method":"textDocument/didChange","params":{"textDocument":{"uri":"file:///nowhere/a.json"},'
        '"contentChanges":[{"range":7}]}}', '{"id":77,"result":null}', '{"id":78,"error":{}}',
        '{"method":"workspace/didChangeWatchedFiles","params":{"changes":"all"}}',
    ])
    run = raw(program, INITIALIZE + opened() + notices + question(2, "hover") + SHUTDOWN)
    assert run.returncode == 0
    assert [one["id"] for one in answers(run.stdout) if "id" in one] == [1, 2, 9], run.stdout


async def test_every_question_about_every_cut_of_a_file_is_answered(program):
    data = INITIALIZE
    number = 2
    for length in range(0, len(TEXT), 211):
        data += opened(TEXT[:length])
        for method in METHODS:
            line = TEXT[:length].count("\n")
            data += question(number, method, line, 7 * number % 90, newName="x")
            number += 1
    run = raw(program, data + SHUTDOWN)
    assert run.returncode == 0, run.stderr
    assert [one["id"] for one in answers(run.stdout) if "id" in one] == [
        1, *[id for id in range(2, number)], 9]


async def test_random_bytes_in_a_scenario_are_survived(program):
    chance = random.Random(5)
    data = INITIALIZE
    for number in range(2, 120):
        text = list(TEXT)
        for _ in range(chance.randrange(1, 40)):
            text[chance.randrange(len(text))] = chance.choice('{}[]",:\\\n\0é👋🏽x0-')
        data += opened("".join(text)) + question(
            number, chance.choice(METHODS), chance.randrange(60), chance.randrange(90), newName="y")
    run = raw(program, data + SHUTDOWN)
    assert run.returncode == 0, run.stderr
    assert len([one for one in answers(run.stdout) if "id" in one]) == 120
