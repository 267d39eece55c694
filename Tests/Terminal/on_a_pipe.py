"""Input and output that are no terminal."""

import fcntl
import os
import signal
import subprocess
import time

from world import probe_only


def test_a_pipe_gets_no_prompt_no_banner_and_no_escape_byte(profile):
    result = profile.pipe(profile.typed + b"\n" + profile.quit + b"\n")
    assert result.returncode == profile.quit_code, result
    assert profile.answer in result.stdout
    assert b"\x1b" not in result.stdout + result.stderr
    if not profile.is_product:
        assert result.stdout == b"heard <hello> 5\nbye\n", result.stdout


@probe_only
def test_the_end_of_the_input_leaves(profile):
    for data in [b"", b"hello\n", b"hello", b"hello\r\n"]:
        result = profile.pipe(data)
        assert result.returncode == 0
        assert result.stdout == (b"heard <hello> 5\n" if data else b"") + b"bye\n", result.stdout


def test_no_input_at_all(profile):
    with open("/dev/null") as nothing:
        result = subprocess.run(profile.command(), stdin=nothing, capture_output=True,
                                env=profile.environment(), timeout=10)
    assert result.returncode in (0, 1), result
    line = f"exec {' '.join(profile.command())} <&-"
    result = subprocess.run(["bash", "-c", line], capture_output=True, env=profile.environment(),
                            timeout=10)
    assert result.returncode in (0, 1), result


@probe_only
def test_ten_megabytes_on_one_line(profile):
    result = profile.pipe(b"x" * 10_000_000 + b"\nhello\nquit\n")
    assert b"> 10000000\nheard <hello> 5\nbye\n" in result.stdout
    assert result.returncode == 0


def test_bytes_that_are_no_text(profile):
    data = bytes(range(256)) + b"\n\x00\n\xff\xfe\n\xed\xa0\x80\n" + profile.typed + b"\n"
    result = profile.pipe(data + profile.quit + b"\n")
    assert profile.answer in result.stdout
    assert result.returncode == profile.quit_code
    assert b"\x1b" not in result.stdout + result.stderr
    result.stdout.decode()


@probe_only
def test_many_short_lines_are_quick(profile):
    start = time.monotonic()
    result = profile.pipe(b"hello\n" * 100_000 + b"quit\n")
    assert result.stdout.count(b"heard") == 100_000
    assert time.monotonic() - start < 10


def test_head_is_left_in_peace(profile):
    words = b"".join(profile.typed + b"\n" for _ in range(20_000))
    process = subprocess.Popen(
        ["bash", "-c", f"{' '.join(profile.command())} | head -1; echo ${{PIPESTATUS[0]}} >&2"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=profile.environment())
    _, errors = process.communicate(words, timeout=30)
    assert errors in (b"0\n", b"141\n"), errors


def test_a_full_device_is_told_and_ends_with_74(profile):
    with open("/dev/full", "w") as full:
        result = subprocess.run(profile.command(), input=profile.typed + b"\n", stdout=full,
                                stderr=subprocess.PIPE, env=profile.environment(), timeout=10)
    assert result.returncode == 74, result
    assert b"No space left on device" in result.stderr


def test_a_closed_output_is_told_and_ends_with_74(profile):
    line = f"exec {' '.join(profile.command())} >&-"
    result = subprocess.run(["bash", "-c", line], input=profile.typed + b"\n", capture_output=True,
                            env=profile.environment(), timeout=10)
    assert result.returncode == 74, result
    assert b"could not be written" in result.stderr


def test_everything_closed_does_not_hang(profile):
    line = f"exec {' '.join(profile.command())} <&- >&- 2>&-"
    result = subprocess.run(["bash", "-c", line], env=profile.environment(), timeout=10)
    assert result.returncode in (0, 1, 74), result


@probe_only
def test_a_slow_reader_of_a_non_blocking_pipe_gets_every_byte(profile):
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETFL, os.O_NONBLOCK)
    process = subprocess.Popen(profile.command(), stdin=subprocess.PIPE, stdout=writer,
                               env=profile.environment())
    os.close(writer)
    process.stdin.write(b"fill 50000\nquit\n")
    process.stdin.close()
    output = b""
    while data := os.read(reader, 40_000):
        output += data
        time.sleep(0.002)
    assert output == b"0123456789abcde\n" * 50_000 + b"bye\n", len(output)
    assert process.wait(5) == 0


@probe_only
def test_a_file_size_limit_is_told_and_kills_nothing(profile):
    line = f"ulimit -f 1; exec {' '.join(profile.command())} > {profile.home}/out"
    result = subprocess.run(["bash", "-c", line], input=b"fill 5000\nquit\n", capture_output=True,
                            env=profile.environment(), timeout=10)
    assert result.returncode == 74, result
    assert b"File too large" in result.stderr


def test_interrupted_in_a_batch_is_130(profile):
    for number, code in [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]:
        process = subprocess.Popen(profile.command(), stdin=subprocess.PIPE,
                                   stdout=subprocess.PIPE, env=profile.environment())
        process.stdin.write(profile.typed + b"\n")
        process.stdin.flush()
        process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(number)
        assert process.wait(3) == code
        process.stdin.close()


def test_columns_of_nonsense(profile):
    for columns in ["0", "-5", "999999999999999999999", "wide", ""]:
        result = profile.pipe(profile.typed + b"\n" + profile.quit + b"\n", COLUMNS=columns)
        assert result.returncode == profile.quit_code


@probe_only
def test_what_is_said_beside_the_answer_goes_to_standard_error(profile):
    result = profile.pipe(b"notice\n")
    assert (result.stdout, result.stderr) == (b"bye\n", b"beside\n")


@probe_only
def test_what_is_heard_is_shown_in_a_visible_form(profile):
    result = profile.pipe("\x1b[31mred\x9b\u202e\n".encode())
    assert result.stdout == b"heard <<U+001B>[31mred<U+009B><U+202E>> 13\nbye\n", result.stdout
