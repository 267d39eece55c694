import Foundation

@testable import Authoring

/// A small scenario without findings, and changes to it.
enum SmallScenario {
  /// The scenario's text.
  static let text = """
    {
      "format": "undermat-scenario/1", "id": "late-order", "version": "1.0.0",
      "title": "A late order", "summary": "An order is late.", "briefing": "You serve the counter.",
      "customer": { "name": "Robin Lee", "voice": "thinker" },
      "authority": { "currency": "USD", "limit": 20 },
      "basics": "served",
      "mood": { "trust": { "start": 4, "good": "high" } },
      "flags": { "served": false },
      "rubrics": [ { "file": "service.json" } ],
      "start": "ask",
      "scenes": {
        "ask": { "lines": ["My order is late."], "choices": [
          { "id": "rules", "say": "That is our policy, and nobody here can change it.",
            "effects": { "trust": -2 }, "marks": { "care": -2 }, "why": "The rule spoke.",
            "to": "wait" },
          { "id": "look", "say": "Let me look.", "effects": { "trust": 2 }, "marks": { "care": 2 },
            "why": "You took it on.", "to": "offer" },
          { "id": "silence", "silent": true, "effects": { "trust": -1 }, "marks": { "care": -1 },
            "why": "She is left alone with it.", "to": "wait" } ] },
        "wait": { "lines": ["Hello?"], "choices": [
          { "id": "leave", "do": "Serve the next guest.", "marks": { "care": -1 },
            "why": "She waits on.", "to": "lost" },
          { "id": "come-back", "say": "Here I am again.", "to": "offer" } ] },
        "offer": { "lines": ["And now?"], "choices": [
          { "id": "refund", "say": "You get your money back.", "spend": 10,
            "effects": { "served": true }, "marks": { "fair": 2 }, "why": "Put right.",
            "to": "happy" },
          { "id": "voucher", "say": "Take this voucher for your next visit with us.", "spend": 5,
            "effects": { "served": true }, "marks": { "fair": 1 }, "why": "Half of it.",
            "to": "kept" },
          { "id": "nothing", "say": "Sorry, no.", "marks": { "fair": -2 }, "why": "She paid.",
            "to": "lost" } ] }
      },
      "endings": {
        "happy": { "outcome": "delighted", "lines": ["She smiles."] },
        "kept": { "outcome": "kept", "lines": ["She nods."] },
        "lost": { "outcome": "lost", "lines": ["She leaves."], "marks": { "fair": -1 },
          "why": "She paid for nothing." }
      }
    }
    """

  /// The rubric that it names.
  static let rubric = """
    { "format": "undermat-rubric/1", "id": "service", "version": "1.0.0", "title": "Service",
      "about": "How a guest is served.", "gated": false,
      "criteria": {
        "care": { "title": "Care", "levels":
          { "-2": "Sends away.", "-1": "Waits.", "0": "Answers.", "1": "Asks.", "2": "Looks." } },
        "fair": { "title": "Fairness", "levels":
          { "-2": "Keeps it.", "-1": "Hides.", "0": "Says.", "1": "Gives.", "2": "Gives back." } }
      } }
    """

  /// The scenario with members changed: objects are merged, `null` takes a member out, and the
  /// elements of a list that have an `id` are merged with those of the same id.
  static func changed(by members: String) throws -> String {
    let base = try JSONSerialization.jsonObject(with: Data(text.utf8))
    let patch = try JSONSerialization.jsonObject(with: Data("{\(members)}".utf8))
    let data = try JSONSerialization.data(
      withJSONObject: merged(base, patch), options: [.prettyPrinted, .sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  private static func merged(_ base: Any?, _ patch: Any) -> Any {
    if let changes = patch as? [String: Any] {
      var object = base as? [String: Any] ?? [:]
      for (key, value) in changes {
        object[key] = value is NSNull ? nil : merged(object[key], value)
      }
      return object
    }
    if let changes = patch as? [[String: Any]], let list = base as? [[String: Any]],
      changes.allSatisfy({ $0["id"] is String })
    {
      return merged(list, changes)
    }
    return patch
  }

  private static func merged(_ list: [[String: Any]], _ changes: [[String: Any]]) -> Any {
    var list = list
    for change in changes {
      let position = list.firstIndex { $0["id"] as? String == change["id"] as? String }
      if let position {
        list[position] = merged(list[position], change) as? [String: Any] ?? change
      } else {
        list.append(change)
      }
    }
    return list
  }

  /// Checks a text of a scenario that may name the rubric.
  static func check(
    _ text: String, _ options: ScenarioCheck.Options = ScenarioCheck.Options()
  ) -> ScenarioCheck {
    let access = FileAccess(
      read: { path, _ in
        path == "service.json"
          ? .success(SourceFile(name: path, text: rubric))
          : .failure(SourceProblem(.missing, path: path))
      },
      realPath: { _ in nil })
    return ScenarioCheck(
      LoadedScenario.load(SourceFile(name: "small.json", text: text), access: access), options)
  }

  /// What is found in the scenario with members changed.
  static func found(in members: String) throws -> [Diagnostic] {
    check(try changed(by: members)).findings.diagnostics
  }
}
