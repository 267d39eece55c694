"""What a start of the program must not take until its first prompt.

    python3 Tests/Start/start.py .build/release/undermat

Looks at the process while it waits for its first line: which libraries it has loaded, how much memory
it took, and that it has not opened the records. How long it takes is measured (Tests/Benchmarks), not
tested. The exit code is 1 if anything was not as it should be.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

# What only other commands need, or what a release holds itself.
NEVER_LOADED = ["readline", "tinfo", "xlsxwriter", "curl", "crypto", "ssl"]
# Besides libstdc++, where Swift's own libraries, which want it, are apart.
NEVER_LOADED_STATIC = NEVER_LOADED + ["swiftCore", "Foundation", "stdc++", "gcc_s"]
# In KiB. Swift's libraries alone take some 12,000.
MOST_MEMORY, MOST_MEMORY_STATIC = 32 * 1024, 16 * 1024


def read_until(stream, words):
    shown = b""
    while words not in shown:
        more = os.read(stream.fileno(), 65536)
        if not more:
            sys.exit(f"the program ended before it wrote {words!r}: {shown[-500:]!r}")
        shown += more


def loaded(process):
    """The names of the libraries that a process has loaded."""
    maps = pathlib.Path(f"/proc/{process.pid}/maps").read_text()
    return sorted({os.path.basename(line.split()[5]) for line in maps.splitlines() if ".so" in line})


def peak_memory(process):
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0])


def problems(program, home):
    environment = dict(os.environ, XDG_DATA_HOME=f"{home}/data", XDG_CACHE_HOME=f"{home}/cache")
    environment.pop("UNDERMAT_RECORDS", None)
    found = []
    # The first start proves the scenario; what it found is remembered for the second.
    for start in ["first", "second"]:
        process = subprocess.Popen(
            [program, "play", "cash-only-wine"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            env=environment)
        read_until(process.stdout, b"(say nothing)")
        libraries = loaded(process)
        is_static = not any("swiftCore" in name for name in libraries)
        never = NEVER_LOADED_STATIC if is_static else NEVER_LOADED
        for name in libraries:
            if any(name.startswith(f"lib{other}") for other in never):
                found.append(f"{start} start: {name} is loaded")
        memory, most = peak_memory(process), MOST_MEMORY_STATIC if is_static else MOST_MEMORY
        if start == "second" and memory > most:
            found.append(f"{start} start: {memory} KiB, at most {most}")
        print(f"{start} start: {len(libraries)} libraries, {memory} KiB")
        records = pathlib.Path(f"{home}/data/undermat/records.sqlite")
        if start == "first" and records.exists():
            found.append("the records are opened before anything was typed")
        process.stdin.write(b"1\n")
        process.stdin.flush()
        read_until(process.stdout, b"You: ")
        if not records.exists():
            found.append("the records are not opened by an answer")
        process.kill()
        process.communicate()
    return found


def main():
    with tempfile.TemporaryDirectory() as home:
        found = problems(os.path.abspath(sys.argv[1]), home)
    print("\n".join(found) or "as it should be")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
