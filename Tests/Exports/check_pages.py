"""Opens exported HTML in headless Chromium: no message on the console, charts with text, A4 paper.

Usage: check_pages.py PROGRAM"""

import html.parser
import re
import subprocess
import sys

from program import Checks, Program

checks = Checks()
program = Program(sys.argv[1])
program.play_some(4)
CHROMIUM = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr"]


class Structure(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.open, self.tables, self.captions, self.charts = [], [], 0, 0, 0
        self.unnamed, self.foreign = [], []

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if "id" in attributes:
            self.ids.append(attributes["id"])
        self.tables += tag == "table"
        self.captions += tag == "caption"
        if tag == "th" and attributes.get("scope") not in ("row", "col"):
            self.unnamed.append("th without scope")
        if tag == "svg":
            self.charts += 1
            if attributes.get("role") != "img" or "aria-labelledby" not in attributes:
                self.unnamed.append("svg without a name")
        for name in ("src", "href", "style", "onclick", "onload"):
            if name in attributes:
                self.foreign.append((tag, name))
        if tag in ("script", "iframe", "object", "link", "form"):
            self.foreign.append((tag, ""))


for name, arguments in (
        ("sheets.html", ("export",)), ("report.html", ("report",))):
    result = program.run("scores", *arguments, "--format", "html", "-o", name)
    checks.equal(result.returncode, 0, f"{name} ({result.stderr})")
    path = program.folder / name
    text = path.read_text(encoding="utf-8")
    structure = Structure()
    structure.feed(text)
    checks.equal(len(structure.ids), len(set(structure.ids)), f"{name}: ids are distinct")
    checks.equal(structure.tables, structure.captions, f"{name}: every table has a caption")
    checks.check(structure.charts > 0, f"{name}: there are charts")
    checks.equal(structure.unnamed, [], f"{name}: scopes and names")
    checks.equal(structure.foreign, [], f"{name}: nothing that runs or loads")
    checks.check("default-src 'none'" in text, f"{name}: the policy is in the file")
    run = subprocess.run(
        [*CHROMIUM, "--window-size=900,1400", f"--screenshot={path}.png", path.as_uri()],
        capture_output=True, text=True, timeout=120)
    messages = [line for line in run.stderr.splitlines() if "CONSOLE" in line]
    checks.equal(messages, [], f"{name}: nothing on the console")
    checks.check((program.folder / f"{name}.png").stat().st_size > 10_000, f"{name}: is drawn")
    subprocess.run(
        [*CHROMIUM, "--no-pdf-header-footer", f"--print-to-pdf={path}.pdf", path.as_uri()],
        capture_output=True, timeout=120)
    pdf = (program.folder / f"{name}.pdf").read_bytes()
    boxes = re.findall(rb"/MediaBox ?\[([\d. ]+)\]", pdf)
    checks.check(boxes and all(
        abs(float(box.split()[2]) - 595) < 2 and abs(float(box.split()[3]) - 842) < 2
        for box in boxes), f"{name}: prints to A4")
checks.end()
