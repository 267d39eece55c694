import ArgumentParser
import Authoring
import Console
import Glibc
import Terminal

/// `undermat new [FILE]`: a small scenario to start from.
struct NewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a small scenario to start from, with its rubric.",
    discussion: """
      What no option says is asked, one question a line; on a pipe the answers are read in the same \
      order: title, customer, first words, limit. An empty answer takes what is offered.
      """)

  @Argument(help: "The file to write; else one named after the title.")
  var file: String?

  @Option(help: "What the scenario is called.")
  var title: String?

  @Option(help: "The customer's name.")
  var customer: String?

  @Option(help: "The first thing the customer says.")
  var says: String?

  @Option(help: "Whole units of money that may be given away without asking.")
  var limit: Int?

  @Option(help: "The currency: three letters.")
  var currency = "USD"

  @Flag(help: "Replace files that exist already.")
  var force = false

  func validate() throws {
    if let limit, !(1...1_000_000).contains(limit) {
      throw ValidationError("--limit is a number from 1 to 1000000.")
    }
    guard currency.wholeMatch(of: /[A-Z]{3}/) != nil else {
      throw ValidationError("--currency is three capital letters, such as USD.")
    }
  }

  func run() throws {
    let answers = try self.answers()
    let path = file ?? StarterScenario.id(of: answers.title) + ".json"
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let base = path.dropFirst(folder.count).split(separator: ".").first.map(String.init) ?? ""
    let starter = StarterScenario(
      answers, id: StarterScenario.id(of: base),
      hasSchema: access("\(folder)schema/scenario.schema.json", F_OK) == 0)
    let (rubric, isNew) = try AuthoredFile.write(
      scenario: starter.scenario, to: path, isReplacing: force)
    let used = SafeText.shownOnOneLine(rubric)
    let name = SafeText.shownOnOneLine(AuthoredFile.shellWord(path))
    try Answer.write(
      """
      \(SafeText.shownOnOneLine(path)) is written, and \
      \(isNew ? "its rubric \(used)" : "uses the rubric \(used), which was there").
      Try it: undermat play \(name)
      Check it: undermat check \(name)

      """)
  }

  private func answers() throws -> StarterScenario.Answers {
    var answers = StarterScenario.Answers()
    answers.currency = currency
    answers.title = try title ?? ask("What is it called?", answers.title)
    answers.customer = try customer ?? ask("Who is the customer?", answers.customer)
    answers.says = try says ?? ask("What do they say first?", answers.says)
    answers.limit = try limit ?? askForLimit(answers.limit)
    return answers
  }

  /// A person is asked again; on a pipe what is offered is taken.
  private func askForLimit(_ offered: Int) throws -> Int {
    while true {
      let text = try ask("How much may be given away?", "\(offered)")
      if let number = Int(text), (1...1_000_000).contains(number) { return number }
      let words = "\(SafeText.shownOnOneLine(text)) is no whole number from 1 to 1000000"
      guard isatty(0) == 1 else {
        Answer.say("\(words); \(offered) is taken.\n")
        return offered
      }
      Answer.say("\(words).\n")
    }
  }

  private func ask(_ question: String, _ offered: String) throws -> String {
    let isPerson = isatty(0) == 1
    if isPerson { Answer.say("\(question) [\(offered)] ") }
    let line = readLine()
    if line == nil, isPerson {
      Answer.say("\nNothing is written.\n")
      throw ExitCode(1)
    }
    var answer = ""
    for scalar in (line ?? "").trimmedOfSpaces.unicodeScalars where !VisibleText.isHidden(scalar) {
      answer.unicodeScalars.append(scalar)
    }
    return answer.isEmpty ? offered : String(answer.prefix(200))
  }
}
