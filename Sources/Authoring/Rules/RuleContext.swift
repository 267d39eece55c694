import Simulation

/// Whether plays come to something.
enum Reached: Sendable {
  case yes, no
  /// There were too many states to tell.
  case unknown
}

/// What rules look at: a scenario without mistakes, and what was proven of it in every voice.
struct RuleContext: Sendable {
  let scenario: Scenario
  /// In the order of the customer's voices.
  let proofs: [VoiceProof]
  let names: NameUses
  /// By scene, choice and ending.
  let scenes: [Reached]
  let choices: [Reached]
  let endings: [Reached]
  /// By criterion: how marks name it.
  let criterionIDs: [String]
  /// How every two voices differ; empty unless plays can be weighed in all of them.
  let contrasts: [(one: Voice, other: Voice, contrast: VoiceContrast)]
  /// The conditions that always say the same, of lines and of everything else.
  private(set) var lines: [AnsweredCondition] = []
  private(set) var conditions: [AnsweredCondition] = []
  private let scenesOfChoices: [Int32]

  init(_ scenario: Scenario, budget: Int, effort: Effort) {
    self.scenario = scenario
    let lengths = scenario.choices.map { scenario.text.characterCount($0.text) }
    let proofs = VoiceProof.all(scenario, lengths: lengths, budget: budget, effort)
    self.proofs = proofs
    criterionIDs = scenario.markIDs
    let outline = Outline(scenario)
    let isExact = proofs.allSatisfy(\.isExact)
    func join(_ outlined: [Bool], _ reached: (Reach) -> [Int32]) -> [Reached] {
      let found = proofs.map { reached($0.reach) }
      return outlined.indices.map { index in
        if found.contains(where: { $0[index] >= 0 }) { return .yes }
        return isExact || !outlined[index] ? .no : .unknown
      }
    }
    scenes = join(outline.scenes) { $0.scenes }
    choices = join(outline.choices) { $0.choices }
    endings = join(outline.endings) { $0.endings }
    let branches = scenario.branches.indices.map { branch in
      !isExact || proofs.contains { $0.reach.branches[branch] >= 0 }
    }
    contrasts = Self.contrasts(proofs, effort)
    names = NameUses(scenario, (scenes.map { $0 != .no }, choices.map { $0 != .no }, branches))
    scenesOfChoices = scenario.scenes.enumerated().flatMap { index, scene in
      repeatElement(Int32(index), count: scene.choices.range.count)
    }
    lines = decidedLines()
    conditions = decidedConditions()
  }

  private static func contrasts(
    _ proofs: [VoiceProof], _ effort: Effort
  ) -> [(one: Voice, other: Voice, contrast: VoiceContrast)] {
    guard proofs.allSatisfy(\.solution.hasValues) else { return [] }
    let pairs = proofs.indices.flatMap { one in
      proofs[(one + 1)...].map { (proofs[one], $0) }
    }
    return effort.map(pairs.count) { index, effort in
      let (one, other) = pairs[index]
      return (
        one.voice, other.voice,
        VoiceContrast(one.solution, other.solution, goOn: effort.goOn)
      )
    }
  }

  /// Whether every state of every voice was looked at.
  var isExact: Bool { proofs.allSatisfy(\.isExact) }
  /// Whether every condition was looked at in every state.
  var conditionsAreExact: Bool { proofs.allSatisfy { $0.conditions.coverage == .whole } }
  /// Whether somebody stopped a proof before it was done.
  var wasStopped: Bool {
    proofs.contains { $0.wasStopped } || contrasts.contains { $0.contrast == .stopped }
  }
  /// The voices in which plays can be weighed.
  var weighed: [VoiceProof] { proofs.filter { $0.solution.hasValues } }

  // MARK: Names and places

  func id(scene index: Int) -> String { scenario.string(scenario.scenes[index].id) }
  func id(choice index: Int) -> String { scenario.string(scenario.choices[index].id) }
  func id(ending index: Int) -> String { scenario.string(scenario.endings[index].id) }
  func id(_ to: Destination) -> String {
    to.scene.map { id(scene: $0) } ?? to.ending.map { id(ending: $0) } ?? ""
  }
  func scene(ofChoice index: Int) -> Int { Int(scenesOfChoices[index]) }

  func place(choice index: Int) -> Place {
    let scene = scene(ofChoice: index)
    let position = index - Int(scenario.scenes[scene].choices.first)
    return .scene(scene).key("choices").element(position)
  }

  func place(branch position: Int, of scene: Int) -> Place {
    .scene(scene).key("chance").element(position)
  }

  func place(criterion index: Int) -> Place {
    .top("rubrics").element(scenario.criteria[index].rubric)
  }

  // MARK: Words

  /// `, in the voice thinker`; nothing if it is so in every voice that was looked at.
  func inVoices(_ voices: [Voice], of all: [VoiceProof]? = nil) -> String {
    guard voices.count < (all ?? proofs).count else { return "" }
    let names = voices.map { "`\($0.name)`" }.joined(separator: " and ")
    return ", in the voice\(voices.count == 1 ? "" : "s") \(names)"
  }

  /// How to get somewhere.
  func way(_ story: Story, to there: String = "gets here") -> Way {
    Way(
      words: StoryWords.text(story, scenario, to: there),
      choices: story.steps.map { id(choice: $0.choice) })
  }

  /// The fewest replies that lead to a scene, in the first voice in which a play comes to it.
  func way(toScene scene: Int) -> Way? {
    proofs.lazy.compactMap { $0.reach.story(toScene: scene) }.first.map { way($0) }
  }

  /// Finds the same thing in several voices: what was found under each key in the first of them,
  /// and all voices in which it was, in the order in which keys were first found.
  func merged<Key: Hashable, Detail>(
    _ proofs: [VoiceProof], _ find: (VoiceProof) -> [(Key, Detail)]
  ) -> [(key: Key, detail: Detail, voices: [Voice])] {
    var merged: [(key: Key, detail: Detail, voices: [Voice])] = []
    var position: [Key: Int] = [:]
    for proof in proofs {
      for (key, detail) in find(proof) {
        if let known = position[key] {
          if merged[known].voices.last != proof.voice { merged[known].voices.append(proof.voice) }
        } else {
          position[key] = merged.count
          merged.append((key, detail, [proof.voice]))
        }
      }
    }
    return merged
  }
}

/// How to get somewhere.
struct Way: Sendable {
  /// `reply 1, 3 gets here (ask, wait)`.
  var words: String
  /// The ids of the choices.
  var choices: [String]
}

extension TextPool {
  /// How many characters (Unicode scalars) a text has.
  fileprivate func characterCount(_ text: Text) -> Int32 {
    utf8(text).reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }
}

/// A number as people write it: one decimal.
func oneDecimal(_ number: Double) -> String {
  let tenths = Int((abs(number) * 10).rounded())
  return (number < 0 && tenths > 0 ? "-" : "") + "\(tenths / 10).\(tenths % 10)"
}
