"""Homes, histories and folders that are not as they should be."""

import os
import resource
import subprocess

from world import probe_only


def state(profile):
    return profile.home + "/.local/state/undermat"


def works(profile, **changes):
    terminal = profile.start(**changes)
    terminal.answers()
    terminal.quit()
    return terminal.output


def test_a_home_that_is_not_set_or_missing(profile):
    before = set(os.listdir(profile.home))
    works(profile, HOME=None)
    works(profile, HOME="/nowhere/at/all")
    works(profile, HOME="", XDG_STATE_HOME="relative/path")
    assert set(os.listdir(profile.home)) == before


@probe_only
def test_a_history_that_cannot_be_kept_is_said_in_a_sentence(profile):
    os.makedirs(state(profile) + "/history")
    output = works(profile)
    assert b"What you type is not kept for next time" in output
    assert b"/history: Is a directory" in output


def test_a_history_that_is_a_pipe_is_not_waited_for(profile):
    os.makedirs(state(profile))
    os.mkfifo(state(profile) + "/history")
    works(profile)


def test_twenty_megabytes_of_junk_as_history(profile):
    os.makedirs(state(profile))
    junk = os.urandom(1 << 20) * 20
    with open(state(profile) + "/history", "wb") as file:
        file.write(junk)
    output = works(profile)
    assert os.path.getsize(state(profile) + "/history") > len(junk)
    assert b"\xc2\x9b" not in output


@probe_only
def test_history_is_never_shown_raw(profile):
    os.makedirs(state(profile))
    with open(state(profile) + "/history", "w") as file:
        file.write("evil\u202e\x1b]0;title\x07\x9bend\n")
    terminal = profile.start()
    terminal.send(b"\x1b[A\r")
    terminal.expect(b"heard <evil")
    for raw in [b"\xe2\x80\xae", b"\x1b]0", b"\x07", b"\xc2\x9b"]:
        assert raw not in terminal.output
    terminal.quit()


def test_a_history_of_ones_own(profile):
    path = profile.home + "/mine"
    works(profile, UNDERMAT_HISTORY=path)
    assert os.stat(path).st_mode & 0o777 == 0o600
    works(profile, UNDERMAT_HISTORY="/dev/null")
    works(profile, UNDERMAT_HISTORY="")


def test_a_read_only_home(profile):
    os.chmod(profile.home, 0o500)
    try:
        works(profile)
    finally:
        os.chmod(profile.home, 0o700)


def test_a_working_folder_that_is_gone(profile):
    line = (f"mkdir {profile.home}/gone; cd {profile.home}/gone; rmdir ../gone; "
            f"exec {' '.join(profile.command())}")
    data = profile.typed + b"\n" + profile.quit + b"\n"
    result = subprocess.run(["bash", "-c", line], input=data, capture_output=True,
                            env=profile.environment(), timeout=10)
    assert result.returncode == profile.quit_code
    assert profile.answer in result.stdout


def test_few_descriptors_work_or_are_said(profile):
    for count in [3, 4, 5, 8, 16]:
        def limit():
            resource.setrlimit(resource.RLIMIT_NOFILE, (count, count))
        try:
            result = subprocess.run(
                profile.command(), input=profile.quit + b"\n", capture_output=True,
                env=profile.environment(), timeout=10, preexec_fn=limit)
        except OSError:
            continue
        if b"error while loading shared libraries" in result.stderr:
            continue
        assert result.returncode in (profile.quit_code, 74), result
        if result.returncode == 74:
            assert b"Too many open files" in result.stderr, result


def test_signals_ignored_from_the_start_stay_ignored(profile):
    line = f"trap '' HUP; exec {' '.join(profile.command())}"
    process = subprocess.Popen(["bash", "-c", line], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               env=profile.environment())
    process.stdin.write(profile.typed + b"\n")
    process.stdin.flush()
    process.stdout.readline()
    process.send_signal(1)
    output, _ = process.communicate(profile.quit + b"\n", timeout=5)
    assert process.returncode == profile.quit_code
