"""Loading: scenario and rubric files to plain objects, with complaints in words.

Money is kept in whole hundredths, meters as integers, conditions as `Condition`.
"""

import difflib
import hashlib
import json
import os
import re
from decimal import Decimal
from types import SimpleNamespace as Record

from expressions import VOICES, Mistake, parse

IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{0,63}\Z")
RESERVED = {"notes", "and", "or", "not", "true", "false", "turns", "seconds", "spent", "limit",
            "voice", "knows", *VOICES}
IGNORED = {"$schema", "$comment", "notes"}
OUTCOMES = ("delighted", "kept", "lost", "harmed")
FAMILIES = ("customer", "business", "compliance")
SILENCE = "(say nothing)"

KEYS = {
    "scenario": "format id version title summary briefing language industry tags minutes level"
                " source author licence customer authority loss basics mood flags rubrics pass needs"
                " draft turns patience start scenes endings",
    "customer": "name about voice voices facts",
    "authority": "currency limit raise policy",
    "raise": "when limit",
    "meter": "min max start good words",
    "fact": "text known",
    "rubric entry": "file weight",
    "scene": "lines effects stakes choices window chance fixed-order",
    "window": "seconds choice",
    "branch": "to weight lines effects when adverse",
    "line": "say narrate pause by when voices",
    "choice": "id say do silent when otherwise once effects voice-effects spend seconds reveals"
              " marks voice-marks critical why examples to",
    "way": "when to",
    "critical": "family why",
    "ending": "outcome lines marks why",
    "rubric": "format id version title about gated criteria",
    "criterion": "title weight levels",
}


def keys(thing, kind, where):
    """Complains unless `thing` is an object with only the keys of `kind`."""
    if not isinstance(thing, dict):
        raise Mistake(f"{where}: must be an object")
    known = KEYS[kind].split()
    for key in thing:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            raise Mistake(f"{where}: unknown key '{key}'" + (f", did you mean '{near[0]}'?" if near else ""))
    return thing


def need(thing, key, where):
    if key not in thing:
        raise Mistake(f"{where}: '{key}' is missing")
    return thing[key]


def text(value, where):
    if not isinstance(value, str) or not value:
        raise Mistake(f"{where}: must be a text that is not empty")
    return value


def identifier(name, where):
    if not isinstance(name, str) or not IDENTIFIER.match(name) or name in RESERVED:
        raise Mistake(f"{where}: '{name}' cannot be used as an id")
    return name


def integer(value, where, least=None, most=None):
    if isinstance(value, bool) or not isinstance(value, int):
        raise Mistake(f"{where}: must be an integer without fraction")
    if (least is not None and value < least) or (most is not None and value > most):
        raise Mistake(f"{where}: {value} is out of range")
    return value


def boolean(value, where):
    if not isinstance(value, bool):
        raise Mistake(f"{where}: must be true or false")
    return value


def money(value, where):
    """Hundredths."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal)):
        raise Mistake(f"{where}: must be an amount of money")
    amount = Decimal(value)
    if amount < 0 or amount > 10**10 or amount.as_tuple().exponent not in (0, -1, -2):
        raise Mistake(f"{where}: money is 0 or more, with at most two decimals, up to 10^10")
    return int(amount * 100)


def listing(value, where):
    if not isinstance(value, list):
        raise Mistake(f"{where}: must be a list")
    return value


def read_object(path):
    """The JSON object in the file, without ignored keys, and the digest of the bytes."""
    def once(pairs):
        seen = {}
        for key, value in pairs:
            if key in seen:
                raise Mistake(f"{path}: the key '{key}' is there twice in one object")
            seen[key] = value
        return {key: value for key, value in seen.items() if key not in IGNORED}
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as fault:
        raise Mistake(f"{path}: cannot be read ({fault.strerror})") from None
    try:
        found = json.loads(data.decode("utf-8-sig"), object_pairs_hook=once, parse_float=Decimal)
    except ValueError as fault:
        raise Mistake(f"{path}: not valid JSON: {fault}") from None
    return found, hashlib.sha256(data).hexdigest()


def load_rubric(path, weight):
    raw, digest = read_object(path)
    where = os.path.basename(path)
    keys(raw, "rubric", where)
    if need(raw, "format", where) != "undermat-rubric/1":
        raise Mistake(f"{where}: 'format' must be \"undermat-rubric/1\"")
    criteria = []
    for name, body in need(raw, "criteria", where).items():
        here = f"{where}, criterion '{name}'"
        keys(body, "criterion", here)
        levels = need(body, "levels", here)
        if sorted(levels) != sorted(["-2", "-1", "0", "1", "2"]):
            raise Mistake(f"{here}: 'levels' needs the keys -2, -1, 0, 1 and 2")
        criteria.append(Record(id=identifier(name, here), title=text(need(body, "title", here), here),
                               weight=integer(body.get("weight", 1), here, 1)))
    if not criteria:
        raise Mistake(f"{where}: a rubric needs criteria")
    return Record(id=identifier(need(raw, "id", where), where), weight=weight, digest=digest,
                  gated=boolean(raw.get("gated", False), where), criteria=criteria)


class Loader:
    """One scenario file, read part by part."""

    def __init__(self, path):
        self.path = path
        self.raw, self.digest = read_object(path)

    def load(self):
        raw, where = self.raw, os.path.basename(self.path)
        keys(raw, "scenario", where)
        if need(raw, "format", where) != "undermat-scenario/1":
            raise Mistake(f"{where}: 'format' must be \"undermat-scenario/1\"")
        for key in ("title", "summary", "briefing"):
            text(need(raw, key, where), f"{where}, {key}")
        s = self.scenario = Record(
            path=self.path, digest=self.digest, raw=raw, id=identifier(need(raw, "id", where), where),
            version=text(need(raw, "version", where), where), draft=boolean(raw.get("draft", False), "draft"))
        if not re.fullmatch(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", s.version):
            raise Mistake(f"{where}: 'version' must be MAJOR.MINOR.PATCH")
        self.rubrics()
        self.customer()
        self.variables()
        self.authority()
        s.loss = money(raw["loss"], "loss") if "loss" in raw else None
        s.basics = self.condition(raw["basics"], "basics") if "basics" in raw else None
        if s.basics is None and any(r.gated for r in s.rubrics):
            raise Mistake(f"{where}: 'basics' is needed because a rubric is gated")
        self.bar()
        self.places()
        return s

    def rubrics(self):
        s, folder = self.scenario, os.path.dirname(self.path)
        s.rubrics = []
        for n, entry in enumerate(listing(need(self.raw, "rubrics", "scenario"), "rubrics")):
            keys(entry, "rubric entry", f"rubric {n + 1}")
            file = text(need(entry, "file", "rubric"), "rubric file")
            if os.path.isabs(file) or os.path.normpath(file).startswith(".."):
                raise Mistake(f"rubric {n + 1}: '{file}' leaves the scenario's folder")
            weight = integer(entry.get("weight", 1), "rubric weight", 1)
            s.rubrics.append(load_rubric(os.path.join(folder, file), weight))
        if not s.rubrics:
            raise Mistake("scenario: at least one rubric is needed")
        if len({r.id for r in s.rubrics}) < len(s.rubrics):
            raise Mistake("scenario: two rubrics have the same id")
        s.criteria = [Record(index=0, rubric=r, id=c.id, weight=c.weight, gated=r.gated)
                      for r in s.rubrics for c in r.criteria]
        for n, criterion in enumerate(s.criteria):
            criterion.index = n
            shared = [c for c in s.criteria if c.id == criterion.id]
            criterion.full = f"{criterion.rubric.id}.{criterion.id}"
            criterion.name = criterion.id if len(shared) == 1 else criterion.full
        self.marked = {c.full: c for c in s.criteria}
        self.marked.update({c.id: c for c in s.criteria if c.name == c.id})
        s.rubrics_digest = hashlib.sha256("".join(r.digest for r in s.rubrics).encode()).hexdigest()

    def customer(self):
        raw = keys(need(self.raw, "customer", "scenario"), "customer", "customer")
        s = self.scenario
        s.customer = text(need(raw, "name", "customer"), "customer name")
        s.voice = need(raw, "voice", "customer")
        s.voices = listing(raw.get("voices", [s.voice]), "voices")
        for voice in [s.voice, *s.voices]:
            if voice not in VOICES:
                raise Mistake(f"customer: there is no voice '{voice}'; voices are {', '.join(VOICES)}")
        if s.voice not in s.voices or len(set(s.voices)) < len(s.voices):
            raise Mistake("customer: 'voice' must be one of 'voices', each named once")
        s.facts = {}
        for name, fact in raw.get("facts", {}).items():
            keys(fact, "fact", f"fact '{name}'")
            text(need(fact, "text", f"fact '{name}'"), f"fact '{name}'")
            s.facts[identifier(name, "fact")] = boolean(need(fact, "known", f"fact '{name}'"), "known")

    def variables(self):
        s, raw = self.scenario, self.raw
        s.meters, s.flags = {}, {}
        for name, meter in raw.get("mood", {}).items():
            where = f"meter '{name}'"
            keys(meter, "meter", where)
            low, high = integer(meter.get("min", 0), where), integer(meter.get("max", 10), where)
            if low >= high:
                raise Mistake(f"{where}: 'min' must be below 'max'")
            if need(meter, "good", where) not in ("high", "low"):
                raise Mistake(f"{where}: 'good' must be high or low")
            s.meters[identifier(name, where)] = Record(
                low=low, high=high, good=meter["good"], words=meter.get("words"),
                start=integer(need(meter, "start", where), f"{where}, start", low, high))
        for name, start in raw.get("flags", {}).items():
            if name in s.meters:
                raise Mistake(f"flag '{name}': a meter has this id")
            s.flags[identifier(name, "flag")] = boolean(start, f"flag '{name}'")
        self.scope = {"turns": "integer", "seconds": "integer", "spent": "money", "voice": "voice"}
        self.scope.update({m: "integer" for m in s.meters})
        self.scope.update({f: "bool" for f in s.flags})
        self.scope.update({f"knows.{f}": "bool" for f in s.facts})
        self.scope.update({v: "voice-name" for v in s.voices})

    def authority(self):
        s = self.scenario
        raw = keys(self.raw.get("authority", {}), "authority", "authority")
        s.limit = money(raw["limit"], "authority limit") if "limit" in raw else None
        s.raises = []
        for entry in listing(raw.get("raise", []), "raise"):
            keys(entry, "raise", "raise")
            when = self.condition(need(entry, "when", "raise"), "raise")
            s.raises.append((when, money(need(entry, "limit", "raise"), "raise limit")))
        if s.raises and s.limit is None:
            raise Mistake("authority: 'raise' needs a 'limit'")
        if s.limit is not None:
            self.scope["limit"] = "money"

    def bar(self):
        s, raw = self.scenario, self.raw
        def percent(value, where):
            if isinstance(value, bool) or not isinstance(value, (int, Decimal)) or not 0 <= value <= 100:
                raise Mistake(f"{where}: must be 0 to 100")
            return Decimal(value)
        s.passing = percent(raw.get("pass", 70), "pass")
        s.needs = {}
        for name, least in raw.get("needs", {}).items():
            if name not in {r.id for r in s.rubrics} and name not in {c.full for c in s.criteria}:
                raise Mistake(f"needs: there is no rubric or rubric.criterion '{name}'")
            s.needs[name] = percent(least, f"needs '{name}'")
        s.turns = integer(raw.get("turns", 40), "turns", 1)

    def condition(self, value, where):
        try:
            return parse(value, self.scope)
        except Mistake as fault:
            raise Mistake(f"{where}: {fault}") from None

    def when(self, raw, where):
        return self.condition(raw["when"], where) if "when" in raw else None

    def places(self):
        s, raw = self.scenario, self.raw
        scenes = need(raw, "scenes", "scenario")
        endings = need(raw, "endings", "scenario")
        for name in [*scenes, *endings]:
            identifier(name, "scene or ending")
        if not scenes or not endings or set(scenes) & set(endings):
            raise Mistake("scenario: scenes and endings are needed, and share one set of ids")
        self.names = {**dict.fromkeys(scenes, "scene"), **dict.fromkeys(endings, "ending")}
        s.scenes, s.endings = {}, {}
        for name, body in scenes.items():
            s.scenes[name] = self.scene(name, body)
        for name, body in endings.items():
            s.endings[name] = self.ending(name, body)
        s.start = self.target(need(raw, "start", "scenario"), "start", ("scene",))
        if s.scenes[s.start].chance is not None:
            raise Mistake("start: cannot be a chance scene")
        s.patience = raw.get("patience")
        if s.patience is not None:
            self.target(s.patience, "patience", ("ending",))

    def target(self, name, where, kinds=("scene", "ending")):
        if self.names.get(name) not in kinds:
            raise Mistake(f"{where}: there is no {' or '.join(kinds)} '{name}'")
        return name

    def scene(self, name, raw):
        where = f"scene '{name}'"
        keys(raw, "scene", where)
        scene = Record(id=name, effects=self.effects(raw.get("effects", {}), where), chance=None,
                       choices=[], stakes=integer(raw.get("stakes", 1), f"{where}, stakes", 1, 5),
                       fixed=boolean(raw.get("fixed-order", False), where), window=None,
                       lines=self.lines(need(raw, "lines", where), where))
        if ("chance" in raw) == ("choices" in raw):
            raise Mistake(f"{where}: needs either 'choices' or 'chance'")
        if not raw["lines"] and "choices" in raw:
            raise Mistake(f"{where}: 'lines' is empty")
        if "chance" in raw:
            scene.chance = [self.branch(b, f"{where}, branch {n}")
                            for n, b in enumerate(listing(raw["chance"], where))]
            if all(b.when for b in scene.chance):
                raise Mistake(f"{where}: at least one branch must have no 'when'")
            return scene
        scene.choices = [self.choice(c, where, scene) for c in listing(raw["choices"], where)]
        ids = [c.id for c in scene.choices]
        if not 1 <= len(ids) <= 9 or len(set(ids)) < len(ids):
            raise Mistake(f"{where}: needs 1 to 9 choices with different ids")
        if "window" in raw:
            window = keys(raw["window"], "window", where)
            integer(need(window, "seconds", where), where, 1)
            named = [c for c in scene.choices if c.id == need(window, "choice", where)]
            if not named or named[0].when or named[0].once:
                raise Mistake(f"{where}: the window's choice must be one here without 'when' and 'once'")
            scene.window = named[0].id
        return scene

    def branch(self, raw, where):
        keys(raw, "branch", where)
        return Record(to=self.target(need(raw, "to", where), where), when=self.when(raw, where),
                      weight=integer(raw.get("weight", 1), f"{where}, weight", 1),
                      effects=self.effects(raw.get("effects", {}), where),
                      lines=self.lines(raw.get("lines", []), where),
                      adverse=boolean(raw.get("adverse", False), where))

    def lines(self, raw, where):
        """The conditions of the lines (None for a line that is always said)."""
        found = []
        for n, line in enumerate(listing(raw, f"{where}, lines")):
            here = f"{where}, line {n + 1}"
            if isinstance(line, str):
                line = {"say": line}
            keys(line, "line", here)
            if len({"say", "narrate", "pause"} & set(line)) != 1:
                raise Mistake(f"{here}: needs one of 'say', 'narrate' and 'pause'")
            for voice in line.get("voices", {}):
                self.supported(voice, here)
            found.append(self.when(line, here))
        return found

    def supported(self, voice, where):
        if voice not in self.scenario.voices:
            raise Mistake(f"{where}: the customer does not support the voice '{voice}'")
        return voice

    def effects(self, raw, where):
        """A list of (name, value): an integer to add to a meter, a boolean to set a flag to."""
        s, found = self.scenario, []
        if not isinstance(raw, dict):
            raise Mistake(f"{where}, effects: must be an object")
        for name, value in raw.items():
            if name in s.meters:
                found.append((name, integer(value, f"{where}, effect on '{name}'")))
            elif name in s.flags:
                found.append((name, boolean(value, f"{where}, effect on '{name}'")))
            else:
                raise Mistake(f"{where}: there is no meter or flag '{name}'")
        return found

    def marks(self, raw, where):
        """Criterion index to level."""
        found = {}
        if not isinstance(raw, dict):
            raise Mistake(f"{where}, marks: must be an object")
        for name, level in raw.items():
            criterion = self.marked.get(name)
            if criterion is None:
                shared = [c.full for c in self.scenario.criteria if c.id == name]
                hint = f"; write {' or '.join(shared)}" if shared else ""
                raise Mistake(f"{where}: no single criterion is called '{name}'{hint}")
            if criterion.index in found:
                raise Mistake(f"{where}: criterion '{criterion.full}' is marked twice")
            found[criterion.index] = integer(level, f"{where}, mark '{name}'", -2, 2)
        return found

    def choice(self, raw, where, scene):
        name = identifier(need(raw, "id", where), where) if isinstance(raw, dict) else "?"
        where = f"{where}, choice '{name}'"
        keys(raw, "choice", where)
        if len({"say", "do", "silent"} & set(raw)) != 1 or raw.get("silent", True) is not True:
            raise Mistake(f"{where}: needs exactly one of 'say', 'do' and '\"silent\": true'")
        for voice in [*raw.get("voice-effects", {}), *raw.get("voice-marks", {})]:
            self.supported(voice, where)
        choice = Record(
            id=name, scene=scene, silent="silent" in raw,
            text=SILENCE if "silent" in raw else text(raw.get("say", raw.get("do")), where),
            when=self.when(raw, where), locked="otherwise" in raw,
            once=boolean(raw.get("once", False), f"{where}, once"),
            effects=self.effects(raw.get("effects", {}), where),
            voice_effects={v: self.effects(e, where) for v, e in raw.get("voice-effects", {}).items()},
            spend=money(raw.get("spend", 0), f"{where}, spend"),
            seconds=integer(raw.get("seconds", 10), f"{where}, seconds", 0),
            reveals=[self.fact(f, where) for f in listing(raw.get("reveals", []), where)],
            marks=self.marks(raw.get("marks", {}), where),
            voice_marks={v: self.marks(m, where) for v, m in raw.get("voice-marks", {}).items()},
            examples=listing(raw.get("examples", []), where),
            why=raw.get("why"), critical=self.critical(raw, where), to=self.ways(need(raw, "to", where), where))
        if choice.locked and choice.when is None:
            raise Mistake(f"{where}: 'otherwise' needs a 'when'")
        judged = choice.marks or any(choice.voice_marks.values()) or choice.critical
        if judged and not raw.get("why") and not self.scenario.draft:
            raise Mistake(f"{where}: 'why' is needed, because the choice has marks or 'critical'")
        return choice

    def fact(self, name, where):
        if name not in self.scenario.facts:
            raise Mistake(f"{where}: there is no fact '{name}'")
        return name

    def critical(self, raw, where):
        if "critical" not in raw:
            return None
        body = keys(raw["critical"], "critical", where)
        if need(body, "family", where) not in FAMILIES:
            raise Mistake(f"{where}: the family must be one of {', '.join(FAMILIES)}")
        return Record(family=body["family"], why=text(need(body, "why", where), where))

    def ways(self, raw, where):
        """A list of (condition or None, target); the last has no condition."""
        if isinstance(raw, str):
            return [(None, self.target(raw, where))]
        found = []
        for way in listing(raw, where):
            keys(way, "way", where)
            found.append((self.when(way, where), self.target(need(way, "to", where), where)))
        if not found or found[-1][0] is not None or any(w is None for w, _ in found[:-1]):
            raise Mistake(f"{where}: in 'to' every entry but the last, and only those, has a 'when'")
        return found

    def ending(self, name, raw):
        where = f"ending '{name}'"
        keys(raw, "ending", where)
        if need(raw, "outcome", where) not in OUTCOMES:
            raise Mistake(f"{where}: the outcome must be one of {', '.join(OUTCOMES)}")
        return Record(id=name, outcome=raw["outcome"], why=raw.get("why"), marks=self.marks(raw.get("marks", {}), where),
                      lines=self.lines(raw.get("lines", []), where))


def load(path):
    """The scenario in the file, with its rubrics; raises `Mistake`."""
    scenario = Loader(path).load()
    chance_cycles(scenario)
    return scenario


def chance_cycles(scenario):
    """Complains about a cycle of chance scenes alone."""
    done, open_ = set(), []
    def visit(name):
        scene = scenario.scenes.get(name)
        if scene is None or scene.chance is None or name in done:
            return
        if name in open_:
            raise Mistake(f"scene '{name}': chance scenes lead only to each other, in a circle")
        open_.append(name)
        for branch in scene.chance:
            visit(branch.to)
        open_.pop()
        done.add(name)
    for name in scenario.scenes:
        visit(name)
