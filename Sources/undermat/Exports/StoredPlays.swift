import Authoring
import Console
import Records
import Reports
import Simulation

/// Turns encounters on record into plays to export: the sheet as it was stored, with the text that
/// was played where it is at hand. What repeats from play to play is kept.
struct StoredPlays {
  private struct Key: Hashable {
    var digests: [String]
    var voice: Voice
  }

  private let shell: Shell
  private let zeroOnCritical: Bool
  private var programs: [Key: Program?] = [:]
  private var installed: [OpenedScenario]?

  init(_ shell: Shell, zeroOnCritical: Bool = false) {
    self.shell = shell
    self.zeroOnCritical = zeroOnCritical
  }

  /// - Parameters:
  ///   - kept: with its sheet, moves and remarks.
  ///   - documents: the scenario's text, then those of its rubrics in order.
  mutating func play(_ kept: KeptEncounter, _ documents: [PinnedDocument]) throws -> GradedPlay {
    guard let json = kept.sheet else {
      throw Problem("encounter \(kept.key.number) has no sheet", exitCode: 65)
    }
    let stored: StoredSheet
    do throws(SheetProblem) {
      stored = try StoredSheet(json: Array(json.utf8))
    } catch {
      throw Problem(
        "the sheet of encounter \(kept.key.number) cannot be read: \(error.message)", exitCode: 65)
    }
    let program = program(kept, documents, stored.digests)
    var record = SheetRecord(kept, digests: stored.digests)
    record.rubricDigests = documents.dropFirst().map(\.digest)
    let sheet = program.map { stored.sheet.resolved(in: $0.scenario) } ?? stored.sheet
    var play = GradedPlay(
      sheet: sheet, record: record, program: program, zeroOnCritical: zeroOnCritical)
    play.meters = stored.meters
    if play.sheet.scenario.title.isEmpty { play.sheet.scenario.title = kept.title }
    return play
  }

  private mutating func program(
    _ kept: KeptEncounter, _ documents: [PinnedDocument], _ digests: Digests
  ) -> Program? {
    let key = Key(
      digests: [digests.scenario, digests.rubrics], voice: kept.origin.voice)
    if let known = programs[key] { return known }
    let opened = (try? PinnedScenario.open(kept, documents).get()) ?? installed(digests)
    let program = opened.map { Program($0.scenario, voice: kept.origin.voice) }
    if programs.count >= 64 { programs.removeAll() }
    programs[key] = .some(program)
    return program
  }

  /// A play that came from another machine brings digests only; the scenario may be installed here.
  mutating func installed(_ digests: Digests) -> OpenedScenario? {
    if installed == nil {
      let paths = (try? shell.scenarios.list().get())?.map(\.path) ?? []
      installed = paths.compactMap { try? shell.scenarios.open($0).get() }
    }
    return installed?.first { $0.digests == digests }
  }
}
