"""Everything that can befall the records while people play: kill -9, many at once, a full disk, a home
that cannot be written to, files that are not records, or not any more.

Usage: check_faults.py PROGRAM [ROUNDS]"""

import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from program import ROOT, Checks, Program

checks = Checks()
seed = int(os.environ.get("SEED", random.SystemRandom().randrange(1 << 32)))
chance = random.Random(seed)
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 200
FIXTURE = str(ROOT / "Tests/Fixtures/worked-example")
PLAY = ("play", "worked-example", "--plain", "--no-timer", "--seed", "1")
ANSWERS = {"n1": ["a", "b"], "n2a": ["d"], "n2b": ["f", "g"], "n3": ["h", "i", "j"]}


def machine(name="records"):
    program = Program(sys.argv[1], name=name)
    program.environment.update(UNDERMAT_SCENARIOS=FIXTURE, USER="eva")
    return program


def said(output):
    """What the screen says was answered: it is on the disk by then."""
    return output.count("\nYou: ")


def rows(program, sql):
    """From a copy, so that what a killed program left behind is as it left it."""
    with tempfile.TemporaryDirectory() as folder:
        for rest in ("", "-wal"):
            if Path(program.records + rest).exists():
                shutil.copy(program.records + rest, folder + "/copy.sqlite" + rest)
        with closing(sqlite3.connect(folder + "/copy.sqlite")) as database:
            return database.execute(sql).fetchall()


def kill_at_random_moments():
    program = machine()
    answered = killed = 0
    # Moments of a whole play, from its start to a little after its end.
    other, times = machine(), []
    for _ in range(5):
        start = time.monotonic()
        other.run(*PLAY, "--trainee", "eva", stdin=b"b\nf\nh\n")
        times.append(time.monotonic() - start)
    longest = 1.1 * sorted(times)[2]
    for number in range(rounds):
        first = chance.choice("ab")
        answers = [first, "d" if first == "a" else "f", chance.choice("hij")]
        process = subprocess.Popen(
            [program.path, *PLAY, "--trainee", f"t{number}"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=program.environment,
            cwd=program.folder, bufsize=0)
        process.stdin.write("".join(f"{answer}\n" for answer in answers).encode())
        process.stdin.flush()
        # Most of the time goes by before the first screen: three of four moments lie after it.
        shown = b"" if number % 4 == 0 else os.read(process.stdout.fileno(), 65536)
        time.sleep(chance.random() * (longest if number % 4 == 0 else longest / 4))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        acknowledged = said((shown + process.stdout.read()).decode())
        process.stdin.close()
        process.stdout.close()
        answered += acknowledged
        if not Path(program.records).exists():
            checks.equal(acknowledged, 0, f"round {number}: nothing was said to be kept")
            continue
        kept = rows(program, f"""SELECT e.id, e.ended, (SELECT count(*) FROM move m
            WHERE m.encounter = e.id) FROM encounter e JOIN trainee t ON t.id = e.trainee
            WHERE t.account = 't{number}'""") if rows(
                program, "SELECT 1 FROM sqlite_schema WHERE name = 'encounter'") else []
        moves = kept[0][2] if kept else 0
        checks.check(acknowledged <= moves <= 3, f"round {number}: {acknowledged} said, {moves} kept")
        if kept and kept[0][1] is None:
            result = program.run(
                "resume", "--trainee", f"t{number}",
                stdin="".join(f"{answer}\n" for answer in answers[moves:]).encode())
            checks.equal(result.returncode, 0, f"round {number}: resume ends it ({result.stderr})")
            checks.check(b"Debrief" in result.stdout, f"round {number}: resume comes to the debrief")
    result = program.run("scores", "verify")
    checks.equal(result.returncode, 0, f"all chains and sheets are whole ({result.stdout})")
    checks.check(answered > rounds // 10, f"only {answered} answers were seen")
    checks.check(killed > rounds // 4, f"only {killed} programs were killed")
    print(f"kill -9 at {rounds} moments (seed {seed}): {killed} died in mid-play, "
          f"{answered} answers said to be kept, all there")


def twenty_at_once():
    program = machine()
    processes = [
        subprocess.Popen(
            [program.path, *PLAY, "--trainee", f"t{number // 2}"], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=program.environment,
            cwd=program.folder)
        for number in range(20)]
    for process in processes:
        process.stdin.write(b"b\nf\nh\n")
        process.stdin.close()
    for process in processes:
        output, notice = process.stdout.read().decode(), process.stderr.read().decode()
        checks.equal((process.wait(), notice), (0, ""), "nobody sees an error")
        checks.check("Score 100 of 100" in output, "everybody comes to the end")
    attempts = rows(program, """SELECT t.account, e.attempt FROM encounter e
        JOIN trainee t ON t.id = e.trainee WHERE e.ended IS NOT NULL ORDER BY 1, 2""")
    wanted = sorted((f"t{number}", attempt) for number in range(10) for attempt in (1, 2))
    checks.equal(sorted(attempts), wanted, "every attempt is there, with a number of its own")
    checks.equal(program.run("scores", "verify").returncode, 0, "all chains are whole")


def plays_on(program, what, words, answers=b"b\nf\nh\n"):
    """The trainee plays to the end, and is told that nothing is kept, and why."""
    result = program.run(*PLAY, "--trainee", "ana", stdin=answers)
    notice = result.stderr.decode() + result.stdout.decode()
    checks.equal(result.returncode, 0, f"{what}: the play goes on ({notice})")
    checks.check("Debrief" in notice, f"{what}: to its end")
    checks.check("not kept" in notice, f"{what}: says that nothing is kept ({notice[:300]})")
    checks.check(re.search(words, " ".join(notice.split())), f"{what}: says why ({notice[:300]})")
    checks.check("panic" not in notice and "Fatal" not in notice, f"{what}: nothing traps")


def refused(program, what, words, code=65):
    result = program.run("scores", "list")
    checks.equal(result.returncode, code, f"{what}: scores list ({result.stderr})")
    checks.check(re.search(words, " ".join(result.stderr.decode().split())),
                 f"{what}: says so ({result.stderr})")


def untouched(program, what, words, code=65):
    before = Path(program.records).read_bytes()
    refused(program, what, words, code)
    plays_on(program, what, words)
    checks.check(Path(program.records).read_bytes() == before, f"{what}: the file is as it was")


def strange_files():
    program = machine()
    Path(program.records).write_text("a letter to a friend, " * 500, encoding="ascii")
    untouched(program, "not a database", "is not a records file")

    program = machine()
    with closing(sqlite3.connect(program.records)) as database:
        database.execute("CREATE TABLE recipe (name TEXT)")
    untouched(program, "somebody else's database", "another program")

    program = machine()
    program.run(*PLAY, stdin=b"b\nf\nh\n")
    with closing(sqlite3.connect(program.records)) as database:
        database.execute("PRAGMA user_version = 99")
    untouched(program, "a newer layout", "newer undermat")

    program = machine()
    for _ in range(3):
        program.run(*PLAY, "--trainee", "ana", stdin=b"b\nf\nh\n")
    whole = Path(program.records).read_bytes()
    for page in range(1, len(whole) // 4096):
        if page % 5 == 0:
            broken = bytearray(whole)
            broken[page * 4096:page * 4096 + 200] = bytes([0x5A]) * 200
            Path(program.records).write_bytes(broken)
            result = program.run("scores", "list")
            if result.returncode == 0:
                checks.check(b"ana" in result.stdout, f"page {page}: what is readable is shown")
            else:
                checks.equal(result.returncode, 65, f"page {page}: a damaged page ({result.stderr})")
                checks.check(b"damaged" in result.stderr, f"page {page}: says so")
                plays_on(program, f"damaged page {page}", "damaged")
                checks.check(Path(program.records).read_bytes() == broken, "nothing is overwritten")

    program = machine()
    Path(program.records).mkdir()
    plays_on(program, "a folder", "not a plain file")
    program = machine()
    os.mkfifo(program.records)
    plays_on(program, "a pipe", "not a plain file")


def without_room():
    """On a file system of a few hundred KiB that this check makes for itself."""
    program = machine()
    disk = program.folder / "disk"
    disk.mkdir()
    script = f"""
mount -t tmpfs -o size=%dk tmpfs {disk} || exit 99
export UNDERMAT_RECORDS={disk}/records.sqlite
for i in $(seq 40); do
  printf 'b\\nf\\nh\\n' | {program.path} {' '.join(PLAY)} --trainee ana > {program.folder}/$i.out \
    2> {program.folder}/$i.err || echo "status $?"
done
cp {disk}/* {program.folder}/
"""
    namespace = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-rm"]
    for size in (64, 300):
        result = subprocess.run(
            [*namespace, "sh", "-c", script % size], capture_output=True, text=True,
            env=program.environment, cwd=program.folder)
        checks.equal(result.stdout, "", f"{size} KiB: every play comes to its end ({result.stderr})")
        full = 0
        for number in range(1, 41):
            output = (program.folder / f"{number}.out").read_text()
            notice = " ".join((program.folder / f"{number}.err").read_text().split())
            checks.check("Score 100 of 100" in output, f"{size} KiB, play {number}: the score")
            if notice:
                full += 1
                checks.check("no room left" in notice and "not kept" in notice,
                             f"{size} KiB, play {number}: says so ({notice[:200]})")
        checks.check(full > 0, f"{size} KiB: the disk was full at last")
        if size > 100:
            checks.check(full < 40, f"{size} KiB: the first plays found room")
            kept = len(rows(program, "SELECT 1 FROM grading"))
            checks.check(40 - full <= kept, f"{size} KiB: {kept} kept, {40 - full} without a complaint")
            checks.equal(program.run("scores", "verify").returncode, 0, "what was kept is whole")


def read_only_home():
    program = machine()
    home = program.folder / "home"
    home.mkdir()
    namespace = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-rm"]
    environment = {**program.environment, "HOME": str(home)}
    del environment["UNDERMAT_RECORDS"]
    for name in [name for name in environment if name.startswith("XDG_")]:
        del environment[name]
    result = subprocess.run(
        [*namespace, "sh", "-c", f"mount -t tmpfs -o ro tmpfs {home} && "
         f"printf 'b\\nf\\nh\\n' | {program.path} {' '.join(PLAY)} --trainee ana"],
        capture_output=True, text=True, env=environment, cwd=program.folder)
    notice = " ".join(result.stderr.split())
    checks.equal(result.returncode, 0, f"a read-only home: the play goes on ({notice})")
    checks.check("Score 100 of 100" in result.stdout, "a read-only home: to its end")
    checks.check("Read-only file system" in notice and "not kept" in notice,
                 f"a read-only home: says so ({notice[:300]})")


def network_file_system():
    """No such file system is at hand here, so this process is shown a list of mounts that names one."""
    program = machine()
    mounts, answers = program.folder / "mounts", program.folder / "answers"
    mounts.write_text(f"server:/home {program.folder} nfs4 rw 0 0\n", encoding="ascii")
    answers.write_text("b\nf\nh\n", encoding="ascii")
    namespace = ["unshare", "-m"] if os.getuid() == 0 else ["unshare", "-rm"]
    result = subprocess.run(
        [*namespace, "sh", "-c", f"mount --bind {mounts} /proc/$$/mounts && "
         f"exec {program.path} {' '.join(PLAY)} --trainee ana < {answers}"],
        capture_output=True, text=True, env=program.environment, cwd=program.folder)
    checks.equal(result.returncode, 0, f"a network file system: the play goes on ({result.stderr})")
    checks.check("lie on a network file system (nfs4)" in " ".join(result.stderr.split()),
                 f"a network file system: the warning ({result.stderr})")
    checks.equal(len(rows(program, "SELECT 1 FROM grading")), 1, "a network file system: it is kept")


def private():
    program = machine()
    nested = program.folder / "data" / "undermat" / "records.sqlite"
    program.records = program.environment["UNDERMAT_RECORDS"] = str(nested)
    before = os.umask(0)
    program.run(*PLAY, stdin=b"b\nf\nh\n")
    os.umask(before)
    checks.equal(oct(nested.stat().st_mode & 0o777), "0o600", "the file is for this person only")
    checks.equal(oct(nested.parent.stat().st_mode & 0o777), "0o700", "and so is its folder")


def file_size_limit():
    program = machine()

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    result = subprocess.run(
        [program.path, *PLAY, "--trainee", "ana"], input=b"b\nf\nh\n", capture_output=True,
        env=program.environment, cwd=program.folder, preexec_fn=limit)
    checks.equal(result.returncode, 0, f"a file size limit kills nobody ({result.stderr})")
    checks.check(b"not kept" in result.stderr, f"and is said ({result.stderr})")


kill_at_random_moments()
twenty_at_once()
strange_files()
without_room()
read_only_home()
network_file_system()
private()
file_size_limit()
checks.end()
