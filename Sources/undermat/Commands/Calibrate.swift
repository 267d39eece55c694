import ArgumentParser
import Console
import Gradings
import JSONText
import Records
import Simulation
import Terminal

/// `undermat calibrate`
struct Calibrate: RoomCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Two graders, one transcript: how far do they agree?",
    discussion: """
      Each grader gives levels, `undermat calibrate 12 --as ana ownership=1 fitting=-1`, which changes \
      no score. Then `undermat calibrate 12` compares, or without a number all that was graded twice. \
      Levels changed with `scores override` count too. The sheet itself is a grader called "sheet".
      """)

  @Argument(help: "The encounter's number or UUID, then criteria with levels from -2 to 2.")
  var words: [String] = []

  @Option(name: .customLong("as"), help: "Who gives these levels; else the login name.")
  var grader: String?

  @Option(help: "text or json.")
  var format: ReportFormat = .text

  @OptionGroup var lookArguments: LookArguments

  func validate() throws { for word in words.dropFirst() { _ = try LevelWords(word) } }

  func result(in shell: Shell) -> CommandResult {
    let done = shell.live.useExisting { file -> CommandResult in
      if let encounter = words.first, words.count > 1 { return try rate(encounter, file, shell) }
      let kept = try words.first.map { try file.encounter($0) }
      let table = try RatingTable(file.ratings(of: kept?.key), in: file)
      return format == .json ? CommandResult(data: table.json) : CommandResult(table.text)
    }
    switch done {
    case .failure(let problem): return CommandResult(problem)
    case .success(let result): return result
    }
  }

  private func rate(
    _ encounter: String, _ file: RecordsFile, _ shell: Shell
  ) throws -> CommandResult {
    let who = grader ?? shell.grader
    let now = Timestamp(milliseconds: shell.world.now())
    let levels = try words.dropFirst().map { word in
      let level = try LevelWords(word)
      return (criterion: level.criterion, level: level.level)
    }
    try file.rate(encounter, levels, who: who, at: now)
    let count = Points.count(words.count - 1, "level")
    return CommandResult(
      StyledText("\(count) kept as \(SafeText.shownOnOneLine(who))'s. No score changed.\n"))
  }
}

/// Levels by criterion and person, and how far each pair of people agrees.
private struct RatingTable {
  private struct Place: Hashable {
    var encounter: Int64
    var criterion: String
  }

  private var places: [Place] = []
  private var levels: [Place: [String: Int]] = [:]
  private var people: [String] = []

  init(_ ratings: [Rating], in file: RecordsFile) throws {
    for rating in ratings {
      let place = Place(
        encounter: rating.encounter, criterion: "\(rating.rubric).\(rating.criterion)")
      if levels[place] == nil { places.append(place) }
      levels[place, default: [:]][rating.who] = rating.level
      if !people.contains(rating.who) { people.append(rating.who) }
    }
    people.sort()
    if !people.isEmpty { people.append("sheet") }
    for encounter in Set(ratings.map(\.encounter)) {
      for score in try file.encounter("\(encounter)").grading?.criteria ?? [] {
        let place = Place(encounter: encounter, criterion: "\(score.rubric).\(score.criterion)")
        if let level = score.level { levels[place]?["sheet"] = level }
      }
    }
  }

  private var pairs: [(first: String, second: String, agreement: Agreement)] {
    people.indices.flatMap { first in
      people.indices.dropFirst(first + 1).compactMap { second in
        var agreement = Agreement()
        for place in places {
          guard let a = levels[place]?[people[first]], let b = levels[place]?[people[second]] else {
            continue
          }
          agreement.add(a, b)
        }
        return agreement.count > 0 ? (people[first], people[second], agreement) : nil
      }
    }
  }

  /// Where people differ, and by how much they agree.
  var text: StyledText {
    guard people.count > 1 else {
      return "Nobody has given levels yet: `calibrate 12 --as ana ownership=1 fitting=-1` does.\n"
    }
    var text = ""
    for place in places {
      guard let given = levels[place], Set(given.values).count > 1 else { continue }
      let words = people.compactMap { person in
        given[person].map { "\(SafeText.shownOnOneLine(person)) \(LevelWords.text($0))" }
      }
      text += "encounter \(place.encounter)  \(place.criterion)  \(words.joined(separator: ", "))\n"
    }
    for pair in pairs { text += Self.words(pair) }
    return StyledText(text)
  }

  private static func words(
    _ pair: (first: String, second: String, agreement: Agreement)
  ) -> String {
    let agreement = pair.agreement
    let names = "\(SafeText.shownOnOneLine(pair.first)) and \(SafeText.shownOnOneLine(pair.second))"
    var words = "\(names): n \(agreement.count), the same level \(agreement.same) times "
    words +=
      "(\(Points.text(agreement.percent ?? 0)) percent), at most one apart \(agreement.close), "
    if let kappa = agreement.kappa {
      let hundredths = (kappa * 100).rounded() / 100
      words += "kappa with quadratic weights \(hundredths)"
    } else if agreement.count < Agreement.leastForKappa {
      words += "no kappa: that takes \(Agreement.leastForKappa) levels given by both"
    } else {
      words += "no kappa: both gave the same level throughout"
    }
    return words + "\n"
  }

  var json: JSONValue {
    [
      "levels": .array(
        places.map { place in
          [
            "encounter": JSONValue(place.encounter), "criterion": .string(place.criterion),
            "given": .object(
              people.compactMap { person in
                levels[place]?[person].map { .init(person, JSONValue($0)) }
              }),
          ]
        }),
      "pairs": .array(
        pairs.map { pair in
          [
            "graders": [.string(pair.first), .string(pair.second)],
            "n": JSONValue(pair.agreement.count), "same": JSONValue(pair.agreement.same),
            "at-most-one-apart": JSONValue(pair.agreement.close),
            "percent": JSONValue(pair.agreement.percent),
            "kappa": JSONValue(pair.agreement.kappa),
          ]
        }),
    ]
  }
}
