import Simulation

/// What was said before each answer and after the last one: a play taken again from its sheet.
struct PlayedLines {
  /// One entry a turn: what the customer and others said before it was answered.
  private(set) var beforeTurn: [[String]] = []
  /// What was said after the last answer.
  private(set) var after: [String] = []

  /// Nil if the program does not allow the choices of the sheet: it is not the text that was
  /// played.
  init?(_ sheet: ScoreSheet, _ program: Program) {
    var encounter = Encounter(program, seed: sheet.seed, mode: sheet.mode)
    var beats = encounter.opening
    let words = LineWords(program: program)
    for turn in sheet.turns {
      guard case .scene(let scene) = encounter.position,
        let choice = program.scenario.choice(id: turn.choice, in: scene),
        program.scenario.string(program.scenario.scenes[scene].id) == turn.scene
      else { return nil }
      beforeTurn.append(beats.compactMap(words.shown))
      guard let next = try? encounter.take(choice) else { return nil }
      beats = next
    }
    after = beats.compactMap(words.shown)
  }
}

/// The words of lines in the voice played.
private struct LineWords {
  let program: Program

  /// What a beat shows, or nil if it shows nothing.
  func shown(_ beat: Beat) -> String? {
    let scenario = program.scenario
    switch beat {
    case .line(let index): return shown(scenario.lines[index])
    case .revealed(let fact): return "(You learn: \(scenario.facts[fact].text))"
    case .patienceRanOut: return "(The customer's patience ran out.)"
    case .scene, .drew, .ended: return nil
    }
  }

  private func shown(_ line: Line) -> String {
    let scenario = program.scenario
    let wording = scenario.wordings[line.wordings.range].first { $0.voice == program.voice }
    let words = scenario.string(wording?.text ?? line.text)
    switch line.kind {
    case .say:
      let speaker = line.by.isEmpty ? "{customer}" : scenario.string(line.by)
      return "\(speaker): “\(words)”"
    case .narrate: return words
    case .pause: return "(\(Figures.duration(seconds: Int(line.seconds))) of silence)"
    }
  }
}

extension Scenario {
  /// The index of a scene's choice by its id.
  func choice(id: String, in scene: Int) -> Int? {
    scenes[scene].choices.range.first { string(choices[$0].id) == id }
  }
}
