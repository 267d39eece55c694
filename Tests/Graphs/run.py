"""Shows the pictures of `undermat graph` to Graphviz, to Mermaid's own parser and to a browser.

    python3 Tests/Graphs/run.py .build/debug/undermat

Needs `dot` (Graphviz) and `chromium` on the path; Mermaid comes from the package artoo-mermaid, which
pip fetches (or from the file that MERMAID_JS names). The last line is "N passed, M failed".
"""

import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIOS = sorted((ROOT / "scenarios").glob("*.json"))
WORKED = ROOT / "Tests/Fixtures/worked-example/worked-example.json"
SVG = "{http://www.w3.org/2000/svg}"


def hostile(folder):
    """A scenario whose title, words and ids are what each of the three languages might trip over."""
    value = json.loads(WORKED.read_text())
    value["title"] = 'A "quoted" <b>title</b> \\ & --- ; %% [y] #35; end'
    value["rubrics"] = [
        {**use, "file": str((WORKED.parent / use["file"]).resolve())} for use in value["rubrics"]
    ]
    rename = {"n1": "graph", "n2a": "end", "n2b": "subgraph", "n3": "node-x--o", "over": "style"}
    scenes = {}
    for id, scene in value["scenes"].items():
        for choice in scene["choices"]:
            choice["to"] = rename[choice["to"]]
            if "say" in choice:
                choice["say"] += ' <script>alert("x")</script> ]]> &amp;'
        scenes[rename[id]] = scene
    value["scenes"] = scenes
    value["endings"] = {"style": value["endings"]["over"]}
    value["start"] = "graph"
    (folder / "rubrics").mkdir()
    for use in value["rubrics"]:
        source = pathlib.Path(use["file"])
        (folder / "rubrics" / source.name).write_bytes(source.read_bytes())
        use["file"] = "rubrics/" + source.name
    path = folder / "hostile.json"
    path.write_text(json.dumps(value))
    return path


class Checks:
    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = folder
        self.passed = self.failed = 0
        self.mermaid = []

    def check(self, name, holds, detail=""):
        self.passed += bool(holds)
        self.failed += not holds
        if not holds:
            print(f"FAIL {name}: {detail}", flush=True)

    def graph(self, path, format, *more):
        run = subprocess.run(
            [self.program, "graph", path, "--format", format, *more], capture_output=True, text=True
        )
        self.check(f"graph {path} {format}", run.returncode == 0, run.stderr)
        return run.stdout

    def expected(self, path):
        """What a picture has to show, read off the file by no code of ours."""
        value = json.loads(pathlib.Path(path).read_text())
        edges = 0
        for scene in value["scenes"].values():
            for branch in scene.get("chance", []):
                edges += 1
            for choice in scene.get("choices", []):
                to = choice["to"]
                edges += 1 if isinstance(to, str) else len({route["to"] for route in to})
        return value, list(value["scenes"]) + list(value["endings"]), edges

    def graphviz(self, path, *more):
        text = self.graph(path, "dot", *more)
        run = subprocess.run(["dot", "-Tjson"], input=text, capture_output=True, text=True)
        self.check(f"{path}: Graphviz reads it", run.returncode == 0 and not run.stderr, run.stderr)
        drawn = json.loads(run.stdout)
        value, names, edges = self.expected(path)
        self.check(f"{path}: title", value["title"] in drawn["label"].replace("\\\\", "\\"), drawn)
        self.check(
            f"{path}: nodes", [node["name"] for node in drawn["objects"]] == names, drawn["objects"]
        )
        # Besides the authored ways there may be those of lost patience.
        authored = [edge for edge in drawn["edges"] if "patience" not in edge["label"]]
        self.check(f"{path}: ways", len(authored) == edges, f"{len(authored)} of {edges}")
        for edge in authored:
            scene = value["scenes"][names[edge["tail"]]]
            ids = [choice["id"] for choice in scene.get("choices", [])] or ["weight"]
            self.check(
                f"{path}: label", any(id in edge["label"].split() for id in ids), edge["label"]
            )

    def vector(self, path, *more):
        text = self.graph(path, "svg", *more)
        root = xml.etree.ElementTree.fromstring(text)
        shown = [node.text for node in root.iter(SVG + "text")]
        value, names, edges = self.expected(path)
        for name in names:
            short = name if len(name) <= 36 else name[:35] + "…"
            self.check(
                f"{path}: card of {name}", any(one.split()[-1] == short for one in shown if one)
            )
        ways = [node for node in root.iter(SVG + "path") if "way" in (node.get("class") or "")]
        self.check(f"{path}: ways in the picture", len(ways) >= edges, f"{len(ways)} of {edges}")
        self.check(f"{path}: nothing runs", not list(root.iter(SVG + "script")))
        return text

    def browser(self, page, name):
        place = self.folder / name
        place.write_text(page)
        run = subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
                "--virtual-time-budget=60000", f"file://{place}",
            ],
            capture_output=True, text=True, timeout=240,
        )
        return run.stdout

    def in_browser(self, pictures):
        """Chromium lays the pictures out: no text may stand outside its card or the picture."""
        script = """
          const late = [];
          for (const picture of document.querySelectorAll('svg')) {
            const all = picture.getBoundingClientRect();
            for (const group of picture.querySelectorAll('g[transform]')) {
              const card = group.querySelector('rect').getBoundingClientRect();
              for (const text of group.querySelectorAll('text')) {
                const box = text.getBoundingClientRect();
                const isBadge = text.textContent.match(/^[0-9]+$/) && text.style.fontSize == '11px';
                if (!isBadge && (box.left < card.left - 1 || box.right > card.right + 1))
                  late.push('outside its card: ' + text.textContent);
              }
            }
            for (const text of picture.querySelectorAll('text')) {
              const box = text.getBoundingClientRect();
              if (box.right > all.right + 1 || box.bottom > all.bottom + 1)
                late.push('outside the picture: ' + text.textContent);
            }
          }
          document.body.innerHTML = '<pre id="found"></pre>';
          document.getElementById('found').textContent = JSON.stringify(late);
        """
        page = f"<meta charset=utf-8><body>{''.join(pictures)}<script>{script}</script>"
        dom = self.browser(page, "svg.html")
        found = re.search(r'<pre id="found">(.*?)</pre>', dom, re.S)
        self.check("Chromium shows the pictures", found, dom[-500:])
        if found:
            late = json.loads(html.unescape(found[1]))
            self.check("every text stands where it belongs", late == [], late)

    def parse_mermaid(self):
        """Mermaid parses and renders all flowcharts in one page."""
        texts = json.dumps([text for _, text in self.mermaid]).replace("<", "\\u003c")
        script = f"""
          const texts = {texts};
          (async () => {{
            const results = [];
            mermaid.initialize({{ startOnLoad: false, securityLevel: 'strict' }});
            for (const [index, text] of texts.entries()) {{
              try {{
                const parsed = await mermaid.parse(text);
                const drawn = await mermaid.render('g' + index, text);
                const part = new DOMParser().parseFromString(drawn.svg, 'text/html');
                results.push({{ type: parsed.diagramType,
                  nodes: part.querySelectorAll('.node').length,
                  words: [...part.querySelectorAll('.node')].map((node) => node.textContent.trim()),
                  edges: part.querySelectorAll('.flowchart-link').length }});
              }} catch (problem) {{ results.push({{ problem: String(problem) }}); }}
            }}
            document.body.innerHTML = '<pre id="found"></pre>';
            document.getElementById('found').textContent = JSON.stringify(results);
          }})();
        """
        page = (
            f"<meta charset=utf-8><body><script src='file://{mermaid_file(self.folder)}'></script>"
            f"<script>{script}</script>"
        )
        dom = self.browser(page, "mermaid.html")
        found = re.search(r'<pre id="found">(.*?)</pre>', dom, re.S)
        self.check("Mermaid answers", found, dom[-500:])
        results = json.loads(html.unescape(found[1])) if found else []
        for (path, text), result in zip(self.mermaid, results):
            _, names, _ = self.expected(path)
            edges = len(re.findall(r"^  n\d+ -", text, re.M))
            self.check(f"{path}: Mermaid reads it", result.get("type") == "flowchart-v2", result)
            self.check(f"{path}: Mermaid's nodes", result.get("nodes") == len(names), result)
            self.check(f"{path}: Mermaid's ways", result.get("edges") == edges, result)
            words = result.get("words", [])
            self.check(
                f"{path}: Mermaid's words",
                all(word.startswith(name) for name, word in zip(names, words)), words,
            )


def mermaid_file(folder):
    if "MERMAID_JS" in os.environ:
        return os.path.abspath(os.environ["MERMAID_JS"])
    subprocess.run(
        [
            sys.executable, "-m", "pip", "download", "--quiet", "--no-deps",
            "--ignore-requires-python", "--dest", str(folder), "artoo-mermaid==11.16.0",
        ],
        check=True, stderr=subprocess.DEVNULL,
    )
    wheel = next(folder.glob("artoo_mermaid*.whl"))
    with zipfile.ZipFile(wheel) as archive:
        archive.extract("artoo_mermaid/assets/mermaid.min.js", folder)
    return folder / "artoo_mermaid/assets/mermaid.min.js"


def main():
    with tempfile.TemporaryDirectory() as name:
        checks = Checks(sys.argv[1], pathlib.Path(name))
        pictures = []
        for path in SCENARIOS + [WORKED, hostile(pathlib.Path(name))]:
            play = ["--choices", "a,d,h"] if path not in SCENARIOS else []
            checks.graphviz(str(path), *play)
            checks.mermaid.append((str(path), checks.graph(str(path), "mermaid", *play)))
            pictures.append(checks.vector(str(path), *play))
        checks.in_browser(pictures)
        checks.parse_mermaid()
        print(f"{checks.passed} passed, {checks.failed} failed")
        return 1 if checks.failed else 0


if __name__ == "__main__":
    sys.exit(main())
