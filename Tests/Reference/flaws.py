"""Puts flaws into random scenarios, so that every rule has something to find. What comes of them is
not known here: it is for the reference and the program to agree on."""


def plant(raw, rubrics, dice):
    """Changes a scenario in a few places, and sometimes in none."""
    if dice.random() < .08:
        balance(raw, rubrics, dice)
    for flaw in dice.sample(FLAWS, dice.choice((0, 1, 2, 4, 6))):
        flaw(raw, dice)


def scenes(raw, dice):
    return dice.choice([s for s in raw["scenes"].values() if "choices" in s])


def twin(raw, dice):
    body = scenes(raw, dice)
    if len(body["choices"]) < 9:
        body["choices"].append({**dice.choice(body["choices"]), "id": "twin"})


def examples(raw, dice):
    for choice in scenes(raw, dice)["choices"]:
        choice["examples"] = dice.sample(["One moment.", "one  moment.", "Not now.", "Yes."], 2)


def hidden(raw, dice):
    if dice.random() < .5:
        raw["summary"] = "Left\u202eright."
    else:
        raw["customer"]["about"] = "Zero\u2060width."


def bell(raw, dice):
    dice.choice(list(raw["scenes"].values()))["lines"].append({"narrate": "A bell\u0007 rings."})


def meter(raw, dice):
    raw["mood"] = {**raw["mood"], dice.choice(("ownership", "timely", "even")): {"start": 3, "good": "high"}}


def stuck_meter(raw, dice):
    raw["mood"] = {**raw["mood"], "full": {"start": 10, "good": "high"}}
    dice.choice(scenes(raw, dice)["choices"]).setdefault("effects", {})["full"] = 1


def flag(raw, dice):
    raw["flags"] = {**raw["flags"], "spare": dice.random() < .5}
    if dice.random() < .7:
        dice.choice(scenes(raw, dice)["choices"]).setdefault("effects", {})["spare"] = True
    if dice.random() < .7:
        scenes(raw, dice)["lines"].append({"say": "Hm.", "when": "spare"})


def fact(raw, dice):
    raw["customer"]["facts"] = {**raw["customer"]["facts"], "birthday": {"text": "Today.", "known": False}}


def island(raw, dice):
    raw["scenes"]["island"] = {"lines": ["Anybody?"], "choices": [
        {"id": "back", "say": "Back.", "to": raw["start"], "effects": dict.fromkeys(raw["mood"], 1)}]}


def ending(raw, dice):
    raw["endings"]["nowhere"] = {"outcome": "harmed"}


def loop(raw, dice):
    raw.setdefault("patience", next(iter(raw["endings"])))
    raw["turns"] = dice.choice((3, 5))
    raw["scenes"]["round"] = {"lines": ["Still there?"], "choices": [
        {"id": "hold", "say": "One moment.", "to": "round"}, {"id": "on", "silent": True, "to": "round"}][:dice.randint(1, 2)]}
    dice.choice(scenes(raw, dice)["choices"])["to"] = "round"


def locked(raw, dice):
    choice = scenes(raw, dice)["choices"][0]
    choice.update({"when": dice.choice(("turns > 50", "seconds >= 0", "not (turns < 60)")), "otherwise": "Full."})


def shut(raw, dice):
    """A scene where everything can be gone."""
    body = scenes(raw, dice)
    body.pop("window", None)
    for choice in body["choices"]:
        choice.update(dice.choice(({"once": True}, {"when": "turns < 1"}, {"when": "turns > 2"})))


def raise_limit(raw, dice):
    raw["authority"] = {"currency": "USD", "limit": 5, "raise": [
        {"when": dice.choice(("turns > 60", "turns >= 1", "spent >= 0")), "limit": 50}]}
    dice.choice(scenes(raw, dice)["choices"])["spend"] = dice.choice((4, 20, 80))


def condition(raw, dice):
    choice = dice.choice(scenes(raw, dice)["choices"])
    if isinstance(choice["to"], str):
        choice["to"] = [{"when": dice.choice(("turns > 60", "turns < 60")), "to": dice.choice(list(raw["endings"]))},
                        {"to": choice["to"]}]


def critical(raw, dice):
    for choice in scenes(raw, dice)["choices"][dice.randint(0, 1):]:
        choice.update({"critical": {"family": "customer", "why": "No."}, "why": "No."})


def marked(raw):
    """The criteria that have marks."""
    return sorted({k for s in raw["scenes"].values() for c in s.get("choices", ()) for k in c.get("marks", {})})


def worse(raw, dice):
    """A scene that only a critical choice leads to, with more of them."""
    end = dice.choice(list(raw["endings"]))
    body = {"lines": ["And now?"], "choices": [
        {"id": "again", "say": "Out!", "critical": {"family": "business", "why": "No."}, "why": "No.", "to": end,
         "marks": dict.fromkeys(marked(raw), dice.choice((-2, 2)))}]}
    if dice.random() < .6:
        body["choices"].append({"id": "sorry", "say": "Sorry.", "to": dice.choice(list(raw["endings"]))})
    raw["scenes"]["worse"] = body
    dice.choice(scenes(raw, dice)["choices"]).update(
        {"critical": {"family": "compliance", "why": "No."}, "why": "No.", "to": "worse"})


def unmarked(raw, dice):
    """Takes the marks on some criterion away everywhere."""
    name = dice.choice(("ownership", "initiative", "fitting", "timely", "personal", "even"))
    for choice in (c for s in raw["scenes"].values() for c in s.get("choices", ())):
        for marks in [choice.get("marks", {}), *choice.get("voice-marks", {}).values()]:
            for key in [k for k in marks if k.endswith(name)]:
                del marks[key]


def doubled(raw, dice):
    """Gives one criterion the marks of another wherever there are any."""
    bodies = [c for s in raw["scenes"].values() for c in s.get("choices", ())] + list(raw["endings"].values())
    names = sorted({k for b in bodies for k in b.get("marks", {})})
    if len(names) < 2:
        return
    one, other = dice.sample(names, 2)
    for marks in (m for b in bodies for m in [b.get("marks", {}), *b.get("voice-marks", {}).values()]):
        marks.pop(other, None)
        if one in marks:
            marks[other] = marks[one]


def level(raw, dice):
    """Gives every choice of every scene the same marks."""
    same = dict.fromkeys(marked(raw)[:2], dice.choice((-1, 0)))
    for body in raw["scenes"].values():
        for choice in body.get("choices", ()):
            choice.pop("voice-marks", None)
            choice.update({"marks": {**same}, "why": "So."})
    for body in raw["endings"].values():
        body.pop("marks", None)


def seesaw(raw, dice):
    """What one criterion gains another loses."""
    names = marked(raw)[:2]
    for body in raw["scenes"].values():
        for n, choice in enumerate(body.get("choices", ())):
            choice.pop("voice-marks", None)
            choice.update({"marks": dict(zip(names, ((1, -1), (-1, 1), (1, -1))[n % 3])), "why": "So."})
    for body in raw["endings"].values():
        body.pop("marks", None)


def balance(raw, rubrics, dice):
    """A seesaw of two criteria of one weight, so that sums cancel."""
    rubric = rubrics[0]
    rubric["gated"] = False
    for criterion in rubric["criteria"].values():
        criterion["weight"] = 1
    names = [f"{rubric['id']}.{c}" for c in rubric["criteria"]][:2]
    seesaw(raw, dice)
    for choice in (c for s in raw["scenes"].values() for c in s.get("choices", ())):
        choice["marks"] = dict(zip(names, choice["marks"].values())) if len(names) == 2 else {}


def unfair(raw, dice):
    """A pass mark that only luck reaches, in one of the voices."""
    voices = raw["customer"].get("voices", [])
    ends = list(raw["endings"])
    raw["pass"] = 97
    if len(voices) > 1:
        raw["scenes"]["toss"] = {"lines": [], "chance": [{"to": end, "weight": 3} for end in ends]}
        for choice in raw["scenes"][raw["start"]]["choices"]:
            choice["to"] = [{"when": f"voice == {voices[0]}", "to": "toss"},
                            {"to": choice["to"] if isinstance(choice["to"], str) else choice["to"][-1]["to"]}]


def bare(raw, dice):
    for body in raw["endings"].values():
        body.pop("why", None)


def plain(raw, dice):
    """Takes away what makes voices differ."""
    text = ("voice-effects", "voice-marks")
    for choice in (c for s in raw["scenes"].values() for c in s.get("choices", ())):
        for key in text:
            choice.pop(key, None)


def easy(raw, dice):
    raw["pass"] = dice.choice((0, 1, 10, 99, 100))


def giveaway(raw, dice):
    """The first choice of every scene is long and good, the others are short and bad."""
    name = next((k for s in raw["scenes"].values() for c in s.get("choices", ()) for k in c.get("marks", {})), None)
    for body in raw["scenes"].values() if name else ():
        for n, choice in enumerate(body.get("choices", ())):
            choice.pop("silent", None)
            choice.pop("do", None)
            choice.update({"say": "No." if n else "Let me see what I can do for you, right now.", "why": "So."})
            choice.setdefault("marks", {})[name] = -2 if n else 2


def silence(raw, dice):
    for body in raw["scenes"].values():
        for choice in body.get("choices", ())[:1]:
            choice.pop("say", None)
            choice.pop("do", None)
            choice.update({"silent": True})


def need(raw, dice):
    raw["needs"] = {name["file"][8:-5]: dice.choice((5, 60, 95)) for name in raw["rubrics"][:1]}


def draft(raw, dice):
    if dice.random() < .3:
        raw["draft"] = True


FLAWS = [twin, examples, hidden, bell, meter, stuck_meter, flag, fact, island, ending, loop, locked, shut, raise_limit,
         condition, critical, worse, unmarked, doubled, level, seesaw, unfair, bare, plain, easy, giveaway, silence, need, draft]
