import Simulation

extension Rule {
  /// A flag that no condition asks about.
  static let unusedFlag = Rule(
    .unusedFlag, "a flag that is never used", on: .text,
    reason: "No condition asks about this flag, so setting it changes nothing. Use it, or take it "
      + "out.",
    bad: """
      "flags": { "called": false },
      "scenes": { "ask": { "choices": [ { "id": "look", "effects": { "called": true } } ] } }
      """,
    good: """
      "flags": { "called": false },
      "scenes": {
        "ask": { "choices": [ { "id": "look", "effects": { "called": true } } ] },
        "offer": { "lines": ["And now?", { "say": "You called me back.", "when": "called" } ] }
      }
      """
  ) { context in
    context.scenario.flags.indices.filter { !context.names.askedFlags[$0] }.map { flag in
      let id = context.scenario.flags[flag].id
      let isSet = context.names.setFlags[flag]
      return Problem(
        .top("flags").member(flag),
        "the flag `\(id)` is never used" + (isSet ? "" : ", and never set"),
        help: "no condition asks about it: use it, or take it out",
        mendings: isSet
          ? [] : [Mending("remove the flag", .safe, remove: [.top("flags").member(flag)])])
    }
  }

  /// A flag that conditions ask about and that no effect which plays come to changes.
  static let unsetFlag = Rule(
    .unsetFlag, "a flag that is never set", on: .plays,
    reason:
      "Conditions ask about this flag, but no effect ever changes it, so the answer is always "
      + "the same. Set it in the `effects` of a choice or a scene.",
    bad: """
      "flags": { "called": false },
      "scenes": { "offer": { "lines": [
        "And now?", { "say": "You called me back.", "when": "called" } ] } }
      """,
    good: """
      "flags": { "called": false },
      "scenes": {
        "ask": { "choices": [ { "id": "look", "effects": { "called": true } } ] },
        "offer": { "lines": ["And now?", { "say": "You called me back.", "when": "called" } ] }
      }
      """
  ) { context in
    context.scenario.flags.indices.filter { flag in
      context.names.askedFlags[flag] && !context.names.changedFlags[flag]
    }.map { flag in
      let start = context.scenario.flags[flag].start
      let isSet = context.names.setFlags[flag]
      return Problem(
        .top("flags").member(flag),
        "the flag `\(context.scenario.flags[flag].id)` is never set"
          + (isSet ? " to anything but \(start), which it is from the start, by any play" : ""),
        help: "conditions ask about it and always find \(start): set it in the effects of a choice")
    }
  }
}
