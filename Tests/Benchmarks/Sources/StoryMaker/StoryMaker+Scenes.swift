import Simulation

/// Scenes, their lines and where they lead.
extension StoryMaker {
  mutating func writeScene(_ scene: Int) {
    page.add("    \"\(sceneID(scene))\": {\n")
    writeLines()
    if isRich, chance(10) { page.add("      \"effects\": \(effects()),\n") }
    if scene > 0, !isCommon, chance(isRow ? 5 : 8) {
      writeBranches(scene)
    } else {
      if isRich { writeManners() }
      writeChoices(scene)
    }
    page.add("    }")
  }

  private mutating func writeLines() {
    page.add("      \"lines\": [\"\(sentence())\"")
    if isRich, chance(30) { page.add(",\n        \(line())") }
    page.add("],\n")
  }

  private mutating func line() -> String {
    switch random.below(5) {
    case 0: "{ \"narrate\": \"\(sentence())\", \"when\": \"\(condition())\" }"
    case 1: "{ \"pause\": \(number(1...4)) }"
    case 2: "{ \"say\": \"\(sentence())\", \"by\": \"The other guest\" }"
    case 3:
      "{ \"say\": \"\(sentence())\", \"voices\": { \"promoter\": \"\(sentence())\", "
        + "\"rebel\": \"\(sentence())\" } }"
    default: "{ \"say\": \"\(sentence())\", \"when\": \"\(condition())\" }"
    }
  }

  private mutating func writeManners() {
    if chance(15) { page.add("      \"stakes\": \(number(2...5)),\n") }
    if chance(5) { page.add("      \"fixed-order\": true,\n") }
    if chance(12) {
      page.add("      \"window\": { \"seconds\": \(number(5...20)), \"choice\": \"answer\" },\n")
    }
  }

  private mutating func writeBranches(_ scene: Int) {
    page.add("      \"chance\": [\n")
    for branch in 0..<number(2...3) {
      if branch > 0 { page.add(",\n") }
      page.add("        { \"to\": \"\(onward(scene))\", \"weight\": \(number(1...5))")
      if chance(40) { page.add(", \"lines\": [\"\(sentence())\"]") }
      if chance(40) { page.add(", \"effects\": \(effects())") }
      if branch > 0, chance(25) { page.add(", \"when\": \"\(condition())\"") }
      if branch > 0, chance(20) { page.add(", \"adverse\": true") }
      page.add(" }")
    }
    page.add("\n      ]\n")
  }

  /// Where an ordinary choice leads: to a scene that nothing leads to yet, or, where there is none,
  /// ahead or to an ending.
  mutating func onward(_ scene: Int) -> String {
    if isRow { return rowTarget(scene) }
    if unclaimed < shape.scenes {
      parents[unclaimed] = Int32(scene)
      unclaimed += 1
      return sceneID(unclaimed - 1)
    }
    if shape.plot == .woven, scene + 1 < shape.scenes, chance(70) {
      return sceneID(number(scene + 1...shape.scenes - 1))
    }
    return chance(50) ? "delighted" : "kept"
  }

  private mutating func rowTarget(_ scene: Int) -> String {
    let next = scene + (chance(25) ? 2 : 1)
    return next < shape.scenes ? sceneID(next) : Self.endings[random.below(3)]
  }
}
