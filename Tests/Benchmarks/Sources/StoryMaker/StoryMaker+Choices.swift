import Simulation

/// Choices. The first of a scene is always there, harmless and leads on, so that no play gets stuck
/// and no critical choice pays.
extension StoryMaker {
  mutating func writeChoices(_ scene: Int) {
    page.add("      \"choices\": [\n")
    writeChoice(
      "answer", ["\"say\": \"\(sentence())\"", deed(0...2), "\"to\": \"\(onward(scene))\""])
    let others = isRow ? 3 : number(1...3)
    for position in 0..<others {
      page.add(",\n")
      writeOther(position, scene)
    }
    page.add("\n      ]\n")
  }

  private mutating func writeOther(_ position: Int, _ scene: Int) {
    let id = "other-\(position)"
    if shape.hasMistakes, position == 0, scene % 20 == 7 {
      return writeMistake(scene / 20, id)
    }
    let roll = isRich ? random.below(100) : 99
    switch roll {
    case 0..<4: writeHarm(id)
    case 4..<5: writeBribe(id)
    case 5..<11: writeLoop(id, to: scene)
    case 11..<13: writeLoop(id, to: Int(parents[scene]))
    default: writeOrdinary(id, scene, isConditional: isRow ? position > 0 : chance(30))
    }
  }

  /// Effects, marks and the coach's sentence.
  private mutating func deed(_ levels: ClosedRange<Int>) -> String {
    "\"effects\": \(effects()), \"marks\": \(marks(levels)), \"why\": \"\(sentence())\""
  }

  private mutating func writeHarm(_ id: String) {
    writeChoice(
      id,
      [
        "\"do\": \"\(sentence())\"", "\"marks\": { \"ownership\": -2 }",
        "\"why\": \"\(sentence())\"",
        "\"critical\": { \"family\": \"customer\", \"why\": \"\(sentence())\" }",
        "\"to\": \"harmed\"",
      ])
  }

  private mutating func writeBribe(_ id: String) {
    writeChoice(
      id,
      [
        "\"do\": \"\(sentence())\"", "\"spend\": 500.25", "\"marks\": { \"ownership\": -2 }",
        "\"why\": \"\(sentence())\"", "\"to\": \"harmed\"",
      ])
  }

  private mutating func writeLoop(_ id: String, to scene: Int) {
    writeChoice(
      id,
      [
        "\"say\": \"\(sentence())\"", "\"once\": true", "\"effects\": \(effects())",
        "\"to\": \"\(sceneID(scene))\"",
      ])
  }

  private mutating func writeOrdinary(_ id: String, _ scene: Int, isConditional: Bool) {
    var members = [isRich && chance(6) ? "\"silent\": true" : "\"say\": \"\(sentence())\""]
    if isConditional {
      members.append("\"when\": \"\(condition())\"")
      if isRich, chance(40) { members.append("\"otherwise\": \"\(sentence())\"") }
    }
    if isRich { addManners(to: &members) }
    members.append(deed(-2...2))
    members.append("\"to\": \(destination(scene))")
    writeChoice(id, members)
  }

  private mutating func addManners(to members: inout [String]) {
    if chance(8) { members.append("\"spend\": \(number(1...7)).5") }
    if chance(30) { members.append("\"seconds\": \(number(0...9) * 5)") }
    if chance(5) { members.append("\"reveals\": [\"fact-\(random.below(Self.facts))\"]") }
    if chance(5) {
      members.append("\"examples\": [\"\(sentence())\", \"Once more: \(sentence())\"]")
    }
    if chance(8) { members.append("\"voice-effects\": { \"promoter\": \(effects()) }") }
    if chance(6) { members.append("\"voice-marks\": { \"rebel\": { \"ownership\": -1 } }") }
  }

  private mutating func destination(_ scene: Int) -> String {
    guard !isRow, chance(12) else { return "\"\(onward(scene))\"" }
    return "[{ \"when\": \"\(condition())\", \"to\": \"\(onward(scene))\" }, "
      + "{ \"to\": \"lost\" }]"
  }

  func head(_ id: String) -> String { "        { \"id\": \"\(id)\", " }

  mutating func writeChoice(_ id: String, _ members: [String]) {
    page.add(head(id))
    page.add(members, by: ", ")
    page.add(" }")
  }
}
