"""A real learning record store on loopback: Ralph's own application under uvicorn, with its file
backend switched to append (otherwise every second write fails), and with faults on demand."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from base64 import b64encode
from pathlib import Path

USER, PASSWORD = "trainer", "under-the-mat"


def serve(port, folder, faults):
    """Runs in a process of its own. `faults` is a file of status codes, one a line, that answer the
    next requests in place of the store."""
    os.environ["RALPH_RUNSERVER_BACKEND"] = "fs"
    os.environ["RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH"] = folder
    os.environ["RALPH_AUTH_FILE"] = str(Path(folder) / "auth.json")
    os.environ["RALPH_APP_DIR"] = folder

    from ralph.backends.data.base import BaseOperationType
    from ralph.backends.lrs.fs import FSLRSBackend

    write = FSLRSBackend.write

    def append(self, data, target=None, chunk_size=None, ignore_errors=False, operation_type=None):
        return write(self, data, target, chunk_size, ignore_errors, BaseOperationType.APPEND)

    FSLRSBackend.write = append
    from ralph.api import app

    async def faulty(scope, receive, send):
        if scope["type"] == "http" and scope["path"].startswith("/xAPI"):
            with open(Path(folder) / "requests.log", "a", encoding="ascii") as log:
                log.write(scope["method"] + "\n")
            left = Path(faults).read_text(encoding="ascii").split() if Path(faults).exists() else []
            if left:
                Path(faults).write_text("\n".join(left[1:]), encoding="ascii")
                if left[0] != "pass":
                    while (await receive()).get("more_body"):
                        pass
                    headers = [(b"content-type", b"text/plain"), (b"retry-after", b"0")]
                    start = {"type": "http.response.start", "status": int(left[0])}
                    await send({**start, "headers": headers})
                    await send({"type": "http.response.body", "body": b"as ordered"})
                    return
        await app(scope, receive, send)

    import uvicorn

    uvicorn.run(faulty, host="127.0.0.1", port=port, log_level="error")


class Store:
    """A store that can be stopped, started again and told to fail."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="undermat-store-")
        self.faults = str(Path(self.folder) / "faults.txt")
        self.process = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}/xAPI"
        self._write_account()

    def _write_account(self):
        import bcrypt

        digest = bcrypt.hashpw(PASSWORD.encode(), bcrypt.gensalt(4)).decode()
        agent = {"mbox": "mailto:store@undermat.example"}
        account = {"username": USER, "hash": digest, "scopes": ["all"], "agent": agent}
        Path(self.folder, "auth.json").write_text(json.dumps([account]), encoding="utf-8")

    def start(self):
        self.process = subprocess.Popen(
            [sys.executable, __file__, str(self.port), self.folder, self.faults])
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self.port}/__lbheartbeat__", timeout=1)
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the store did not start")

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait()
            self.process = None

    def fail(self, *statuses):
        Path(self.faults).write_text("\n".join(map(str, statuses)), encoding="ascii")

    def statements(self):
        """What is on the store's disk, so that nothing of the client is trusted."""
        path = Path(self.folder, "fs_lrs.jsonl")
        if not path.exists():
            return []
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]

    def post(self, statements):
        token = b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        request = urllib.request.Request(
            self.url + "/statements", json.dumps(statements).encode(),
            {"Authorization": f"Basic {token}", "Content-Type": "application/json",
             "X-Experience-API-Version": "1.0.3"})
        return urllib.request.urlopen(request).status


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2], sys.argv[3])
