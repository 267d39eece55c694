"""The JSON of `walk`: what can be reached, and which scores, without playing."""

import grade
import play
import solve


def walk(scenario, voice=None):
    graph = solve.Graph(scenario, voice)
    found = {"scenario": grade.head(scenario)["scenario"], "voice": graph.voice, "exact": True,
             "states": len(graph.nodes), "transitions": sum(len(n.edges) for n in graph.nodes),
             **reached(graph), "endings": [], "best": None, "worst": None, "random": None,
             "expected": None, "criteria": [], "dead-ends": dead_ends(graph), "plays": None}
    solution = None if graph.dead_ends or scenario.draft else solve.Solution(graph)
    found["endings"] = [ending(graph, solution, name) for name in scenario.endings]
    if solution:
        found.update(values(solution))
    return grade.every_number_rounded(found)


def reached(graph):
    scenes = {n.state.place for n in graph.nodes}
    choices = {(n.state.place, e.what.id) for n in graph.nodes if n.kind == "scene" for e in n.edges}
    return {
        "scenes": [{"id": s, "reached": s in scenes} for s in graph.scenario.scenes],
        "choices": [{"scene": s.id, "id": c.id, "reached": (s.id, c.id) in choices}
                    for s in graph.scenario.scenes.values() for c in s.choices]}


def values(solution):
    criteria = [{"rubric": c.rubric.id, "id": c.id, "lowest": solution.low[c.index],
                 "highest": solution.high[c.index]} for c in solution.scenario.criteria]
    best = extreme(solution, max, clean=True)
    worst = extreme(solution, min, clean=False)
    return {"best": best, "worst": worst, "random": solution.random,
            "expected": solution.expected, "criteria": criteria}


def extreme(solution, pick, clean):
    """The best (or worst) score and one line of choices that gets it, with fitting draws."""
    graph = solution.graph
    ahead = graph.extreme(solution.worth, pick, clean)
    node, line = graph.first, []
    while node.edges:
        edges = graph.clean(node) if clean else node.edges
        edge = pick((e for e in edges if ahead[e.to.number] is not None),
                    key=lambda e: solution.worth(e.now) + ahead[e.to.number])
        if node.kind == "scene":
            line.append(edge.what.id)
        node = edge.to
    score = solution.points(ahead[graph.first.number]) + solution.offset
    return {"score": score, "line": line}


def ending(graph, solution, name):
    nodes = [n for n in graph.nodes if n.state.place == name]
    row = {"id": name, "reached": bool(nodes), "lowest": None, "highest": None, "shortest": []}
    if not nodes:
        return row
    row["shortest"] = shortest(graph, lambda n: n.state.place == name)
    if solution:
        for key, pick in (("lowest", min), ("highest", max)):
            row[key] = solution.points(ending_extreme(solution, name, pick)) + solution.offset
    return row


def ending_extreme(solution, name, pick):
    """The least or greatest score, in units, of all complete plays that end here."""
    graph, worth = solution.graph, solution.worth

    def leaf(node):
        return worth(node.last) if node.state.place == name else None

    def step(node, ahead):
        found = [worth(e.now) + ahead[e.to.number] for e in node.edges
                 if ahead[e.to.number] is not None]
        return pick(found) if found else None

    return graph.fold(leaf, step)[graph.first.number]


def shortest(graph, wanted):
    """The ids of the fewest choices that lead to a wanted node, with fitting draws."""
    level, seen = [(graph.first, ())], {graph.first.number}
    while level:
        level = after_draws(level, seen)
        for node, line in level:
            if wanted(node):
                return list(line)
        following = []
        for node, line in level:
            for edge in node.edges if node.kind == "scene" else ():
                if edge.to.number not in seen:
                    seen.add(edge.to.number)
                    following.append((edge.to, (*line, edge.what.id)))
        level = following
    return None


def after_draws(level, seen):
    """The nodes of the level with the nodes that draws lead to from them."""
    found = list(level)
    for node, line in found:
        for edge in node.edges if node.kind == "chance" else ():
            if edge.to.number not in seen:
                seen.add(edge.to.number)
                found.append((edge.to, line))
    return found


def dead_ends(graph):
    places = {}
    for node in graph.dead_ends:
        places.setdefault(node.state.place, node)
    return [{"scene": s, "line": shortest(graph, lambda n: n.state.place == s and n in graph.dead_ends)}
            for s in graph.scenario.scenes if s in places]
