import Authoring
import Console
import Reports
import Simulation
import Terminal

/// Reads a scenario that is being written, as it is now: what `check` finds, the page of `walk`, and
/// how a preview begins.
struct WatchedEdition {
  let path: String
  /// A voice's name, `all`, or nil for the customer's own.
  let voice: String?
  let seed: UInt64
  let rehearsal: Rehearsal?
  let shell: Shell

  /// - Returns: what to show, and the files that it was made of.
  func make() -> (WatchView.Edition, files: [String]) {
    var options = ScenarioCheck.Options()
    options.effort = effort
    let check = FileCheck(path: path, options)
    var edition = WatchView.Edition(
      summary: FindingCounts([check.findings]).words, findings: lines(check), walk: nil, begin: nil)
    guard case .success(let opened) = shell.scenarios.open(path) else {
      return (edition, check.findings.files.map(\.name))
    }
    edition.walk = walk(opened)
    edition.begin = begin(opened)
    return (edition, opened.documents.map(\.path))
  }

  /// Ctrl-C stops it.
  private var effort: Effort {
    Effort(workers: .cores) { _ in !Signals.interruptIsPending }
  }

  private func lines(_ check: FileCheck) -> [String] {
    let text = DiagnosticFormat.text.render([check.findings])
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty ?? false { lines.removeLast() }
    return lines.isEmpty ? [check.summary] : lines + ["", check.summary]
  }

  private func walk(_ opened: OpenedScenario) -> Page {
    let own = opened.scenario.customer
    let named = voice.flatMap { Voice(name: $0) }
    let voices = voice == "all" ? own.voices : [named.flatMap(own.supported) ?? own.voice]
    let walks = voices.map { voice in
      Walk(
        Solution(Program(opened.scenario, voice: voice), effort: effort), goOn: effort.goOn)
    }
    return WalkPage.page(walks, digest: opened.digests.scenario)
  }

  private func begin(_ opened: OpenedScenario) -> @Sendable () -> Result<Attempt, Problem> {
    let options = PlayOptions(
      voice: voice.flatMap { Voice(name: $0) }.flatMap(opened.scenario.customer.supported),
      seed: seed, trainee: shell.trainee, isTimed: false,
      rehearsal: rehearsal ?? .fromTheStart)
    return { Attempt.start(opened, options, .nowhere) }
  }
}

extension Customer {
  /// The voice, if the scenario is written for it.
  fileprivate func supported(_ voice: Voice) -> Voice? { voices.contains(voice) ? voice : nil }
}
