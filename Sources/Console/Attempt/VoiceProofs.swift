import Simulation

/// A scenario proven in every voice that its customer can speak in, which is what playing and
/// grading ask for before they begin.
struct VoiceProofs {
  /// The proof in the voice played.
  private(set) var played: Solution?
  /// Whether every voice was proven to its end.
  private(set) var isExact = true
  /// The flaws of all voices, in words; empty for a sound scenario.
  private(set) var described = ""

  /// - Parameters:
  ///   - program: the scenario in the voice played; only its proof is kept.
  ///   - effort: proves the voices side by side.
  init(_ opened: OpenedScenario, playing program: Program, _ effort: Effort) {
    let voices = opened.scenario.customer.voices
    let results = effort.map(voices.count) { index, effort -> Result in
      let isPlayed = voices[index] == program.voice
      let solution = Solution(
        isPlayed ? program : Program(opened.scenario, voice: voices[index]), effort: effort)
      return Result(
        kept: isPlayed ? solution : nil, isExact: solution.isExact, findings: solution.findings)
    }
    for (voice, result) in zip(voices, results) {
      described += opened.describe(result.findings, voice)
      isExact = isExact && result.isExact
      played = result.kept ?? played
    }
  }

  private struct Result {
    var kept: Solution?
    var isExact: Bool
    var findings: [Finding]
  }
}
