/// What came of many plays in which every available choice was equally likely.
package struct RandomPlays: Equatable, Sendable {
  /// Number of plays and the seed that decides them all.
  package let count: Int
  package let seed: UInt64
  /// How often each scene was entered and each choice taken, by index.
  package private(set) var scenes: [Int]
  package private(set) var choices: [Int]
  /// How often each ending was reached, by index.
  package private(set) var endings: [Int]
  /// Choices taken in all plays together.
  package private(set) var turns = 0
  /// Plays that got stuck.
  package private(set) var stuck = 0
  /// Mean score of the plays that ended, or nil without scores.
  package private(set) var mean: Double?
  /// Number of plays with a score in 0 ..< 10, 10 ..< 20, ... 90 ... 100; scores outside stand in
  /// the nearest. Empty without scores.
  package private(set) var histogram: [Int]
  /// Whether all plays were made. If not, nothing is counted: what some of them came to would not be
  /// what the seed stands for.
  package private(set) var isComplete = true

  /// In how many pieces the plays are made if they are many: whoever works at them, so that sums
  /// come out the same, and few, since each counts in tables of its own.
  private static let mostPieces = 8
  /// Fewest plays that are worth a piece of their own.
  private static let fewPlays = 2_000

  /// Plays with a seed each, drawn from `seed`, so that any one of them can be played again.
  /// - Parameters:
  ///   - solution: gives the scores if it is sound; otherwise there are none.
  ///   - effort: makes pieces of the plays, perhaps at the same time; asked whether to go on with
  ///     no states, since plays find none.
  package init(
    _ program: Program, solution: Solution? = nil, count: Int, seed: UInt64,
    effort: Effort = Effort()
  ) {
    self.count = count
    self.seed = seed
    scenes = Array(repeating: 0, count: program.scenario.scenes.count)
    choices = Array(repeating: 0, count: program.scenario.choices.count)
    endings = Array(repeating: 0, count: program.scenario.endings.count)
    let scoring = solution.flatMap { $0.isSound ? $0 : nil }
    histogram = scoring == nil ? [] : Array(repeating: 0, count: 10)
    let pieces = min(max(count / Self.fewPlays, 1), Self.mostPieces)
    let parts = effort.workers.map(pieces) { piece in
      let rest = count % pieces
      let first = count / pieces * piece + min(piece, rest)
      let plays = count / pieces + (piece < rest ? 1 : 0)
      return Part(program, scoring, plays: plays, seed: seed, first: first, effort.goOn)
    }
    isComplete = parts.allSatisfy(\.isComplete)
    guard isComplete else {
      histogram = []
      return
    }
    var sum = 0.0
    for part in parts {
      add(part)
      sum += part.sum
    }
    let ended = count - stuck
    mean = scoring == nil || ended == 0 ? nil : sum / Double(ended)
  }

  private mutating func add(_ part: Part) {
    for index in scenes.indices { scenes[index] += part.scenes[index] }
    for index in choices.indices { choices[index] += part.choices[index] }
    for index in endings.indices { endings[index] += part.endings[index] }
    for index in histogram.indices { histogram[index] += part.histogram[index] }
    turns += part.turns
    stuck += part.stuck
  }

  /// What came of some of the plays.
  private struct Part {
    /// How many plays and turns are made between two calls of `goOn`: some milliseconds.
    private static let workBetweenCalls = 100_000

    let scenes: [Int]
    let choices: [Int]
    let endings: [Int]
    let turns: Int
    let stuck: Int
    private(set) var histogram = [Int](repeating: 0, count: 10)
    private(set) var sum = 0.0
    private(set) var isComplete = true

    /// - Parameters:
    ///   - first: how many plays come before these, each with a seed of its own.
    ///   - goOn: asked now and then; false stops.
    init(
      _ program: Program, _ scoring: Solution?, plays: Int, seed: UInt64, first: Int,
      _ goOn: (Int) -> Bool
    ) {
      var player = RandomPlayer(program, scoring)
      var seeds = SplitMix64(state: seed)
      seeds.skip(first)
      // Plays can be short or long, so that both they and their turns count.
      var nextCall = Self.workBetweenCalls
      for made in 0..<plays {
        if made + player.turns >= nextCall {
          nextCall = made + player.turns + Self.workBetweenCalls
          guard goOn(0) else {
            isComplete = false
            break
          }
        }
        let score = player.play(seed: seeds.next() & DrawSeed.largestSeed)
        guard let score else { continue }
        sum += score
        histogram[min(max(Int(score / 10), 0), 9)] += 1
      }
      scenes = player.sceneHits.elements
      choices = player.choiceHits.elements
      endings = player.endingHits.elements
      turns = player.turns
      stuck = player.stuck
    }
  }
}

/// How often a scene drew in one play. Naming the play saves clearing all scenes for the next.
private struct Visits: BitwiseCopyable {
  var play: Int
  var count: Int
}

/// Plays one program again and again without allocating. What happens inside a play changes only
/// memory that pointers lead to: the player itself, changed there, would be copied for every choice.
private struct RandomPlayer: ~Copyable {
  private let program: Program
  private let tables: Tables
  private let solution: Solution?
  /// Unsafe, because this one state is written some ten million times a second.
  private let words: UnsafeMutablePointer<UInt64>
  /// By scene: the play in which it last drew, and how often it did in that play.
  private let visits: Buffer<Visits>
  let sceneHits: Buffer<Int>
  let choiceHits: Buffer<Int>
  let endingHits: Buffer<Int>
  /// Raw points of each choice; 0 without scores.
  private let gains: Buffer<Double>
  private let start: Destination
  private(set) var turns = 0
  private(set) var stuck = 0
  private var plays = 0

  init(_ program: Program, _ solution: Solution?) {
    self.program = program
    self.solution = solution
    tables = program.tables
    words = .allocate(capacity: program.blank.count)
    visits = Buffer(
      repeating: Visits(play: -1, count: 0), count: program.scenario.scenes.count)
    sceneHits = Buffer(repeating: 0, count: program.scenario.scenes.count)
    choiceHits = Buffer(repeating: 0, count: program.scenario.choices.count)
    endingHits = Buffer(repeating: 0, count: program.scenario.endings.count)
    gains = Buffer(repeating: 0, count: program.scenario.choices.count)
    for choice in 0..<gains.count { gains[choice] = solution?.points.ofChoice[choice] ?? 0 }
    start = .scene(program.scenario.start)
  }

  deinit { words.deallocate() }

  /// One play; its score, or nil if it got stuck or there are no scores.
  mutating func play(seed: UInt64) -> Double? {
    var turns = 0
    let end = play(seed: seed, number: plays, &turns)
    self.turns += turns
    plays += 1
    if !end.isEnded { stuck += 1 }
    return end.score
  }

  private func play(
    seed: UInt64, number: Int, _ turns: inout Int
  ) -> (isEnded: Bool, score: Double?) {
    var generator = SplitMix64(state: seed)
    var draws: DrawSeed?
    for word in 0..<tables.wordCount { words[word] = program.blank[word] }
    tables.place.writeRaw(tables.place.mask, words)
    var raw = solution?.scale.base ?? 0
    var next = start
    while true {
      switch tables.arrive(next, words) {
      case .impatient: return (false, nil)
      case .ending(let ending):
        endingHits[ending] += 1
        return (true, score(raw, ending))
      case .scene(let scene):
        sceneHits[scene] += 1
        let code = tables.scenes.at(scene)
        if code.pointee.choices.count == 0 {
          let seeds = draws ?? DrawSeed(seed: seed)
          draws = seeds
          next = draw(scene, code, seeds, play: number)
        } else if let choice = pick(code, &generator) {
          next = take(choice, &raw)
          turns += 1
        } else {
          return (false, nil)
        }
      }
    }
  }

  @inline(__always)
  private func take(_ index: Int, _ raw: inout Double) -> Destination {
    let taken = tables.take(tables.choices.at(index), words)
    choiceHits[index] += 1
    if solution != nil, taken.counted { raw += gains[index] }
    return taken.to
  }

  /// One of the available choices, each equally likely, or nil if there is none.
  ///
  /// Tries a few at random first: one that turns out to be available is as likely as any other,
  /// and most are, so most scenes need one look instead of one a choice.
  @inline(__always)
  private func pick(_ code: UnsafePointer<SceneCode>, _ generator: inout SplitMix64) -> Int? {
    let first = Int(code.pointee.choices.first)
    let count = Int(code.pointee.choices.count)
    for _ in 0..<3 {
      let index = first &+ generator.below(count)
      if tables.isAvailable(tables.choices.at(index), words) { return index }
    }
    return pickAmongAll(first, count, &generator)
  }

  /// The same by looking at every choice. A scene has at most nine, so their positions fit into one
  /// word, four bits each.
  private func pickAmongAll(
    _ first: Int, _ count: Int, _ generator: inout SplitMix64
  ) -> Int? {
    var positions: UInt64 = 0
    var available = 0
    for position in 0..<count
    where tables.isAvailable(tables.choices.at(first + position), words) {
      positions |= UInt64(position) &<< UInt64(4 * available)
      available += 1
    }
    guard available > 0 else { return nil }
    let pick = generator.below(available)
    return first + Int(positions &>> UInt64(4 * pick) & 15)
  }

  private func draw(
    _ scene: Int, _ code: UnsafePointer<SceneCode>, _ draws: DrawSeed, play: Int
  ) -> Destination {
    let before = visits[scene]
    let visit = before.play == play ? before.count + 1 : 1
    visits[scene] = Visits(play: play, count: visit)
    var generator = draws.generator(
      scene: program.scenario.text.utf8(program.scenario.scenes[scene].id), visit: visit)
    let r = generator.below(UInt64(tables.weights(code, words)))
    let branch = tables.branches.at(tables.branch(code, at: Int64(r), words))
    tables.perform(branch.pointee.operations, words)
    return branch.pointee.to
  }

  private func score(_ raw: Double, _ ending: Int) -> Double? {
    guard let solution else { return nil }
    let value = solution.points.value(
      ending: ending, holds: tables.gatesHold(words), words)
    return solution.scale.score(raw: raw + value)
  }
}
