import Simulation
import Testing

@testable import Authoring

@Suite struct `Hostile files` {
  /// Loads bytes and says what is wrong with the result itself, or nil.
  private func fault(_ bytes: [UInt8]) -> String? {
    let source = SourceFile(name: "hostile.json", bytes: bytes)
    let loaded = LoadedScenario.load(source, access: ExampleFiles.access())
    for diagnostic in loaded.diagnostics {
      let edits = diagnostic.fixes.flatMap(\.edits).map { Label(file: $0.file, range: $0.range) }
      for label in [diagnostic.primary] + diagnostic.others + edits {
        let count = loaded.files[label.file].bytes.count
        if label.range.upperBound > count { return "\(diagnostic.code) is outside of the file" }
      }
      if diagnostic.message.isEmpty { return "\(diagnostic.code) says nothing" }
      if Catalogue.entry(for: diagnostic.code) == nil { return "\(diagnostic.code) has no page" }
    }
    let hasErrors = loaded.diagnostics.contains { $0.severity == .error }
    if hasErrors != (loaded.scenario == nil) { return "errors and model do not agree" }
    // Renderers are slow where nothing is optimised; some files are enough.
    if bytes.count % 8 == 0 {
      for format in DiagnosticFormat.allCases { _ = format.render([loaded.findings]) }
    }
    _ = loaded.findings.mended()
    _ = loaded.findings.mended(by: .suggested)
    _ = ScenarioHeader(source)
    return nil
  }

  @Test func `neither crash nor hang nor point outside, whatever was done to them`() {
    var random = SplitMix64(state: UInt64(20_261_122))
    let pieces = [
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "null", "-", "1e9", "0",
      "{{", "{x}", "//", "/*", "'", "“", "é", "\u{202E}", "\u{0}", "\n", "(", "and", "notes",
      "when",
    ]
    for seed in 0..<2_000 {
      random = SplitMix64(state: UInt64(seed))
      var bytes = Array(ExampleFiles.scenario.utf8)
      for _ in 0...random.next() % 6 {
        let place = Int(random.next() % UInt64(bytes.count + 1))
        let end = min(bytes.count, place + Int(random.next() % 12))
        switch random.next() % 5 {
        case 0: bytes.removeSubrange(place..<end)
        case 1:
          bytes.insert(
            contentsOf: pieces[Int(random.next() % UInt64(pieces.count))].utf8, at: place)
        case 2: if place < bytes.count { bytes[place] = UInt8(truncatingIfNeeded: random.next()) }
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        default: if random.next() % 8 == 0 { bytes.removeSubrange(place...) }
        }
      }
      if let fault = fault(bytes) {
        Issue.record("seed \(seed): \(fault): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test func `random words are refused in peace`() {
    let pieces = ["{", "}", "[", "]", ",", ":", "\"", "\"a\"", "1", " ", "\n", "true", "x", "'"]
    for seed in 0..<2_000 {
      var random = SplitMix64(state: UInt64(seed) + 1_000_000)
      var bytes: [UInt8] = []
      for _ in 0..<random.next() % 60 {
        bytes += pieces[Int(random.next() % UInt64(pieces.count))].utf8
      }
      if let fault = fault(bytes) {
        Issue.record("seed \(seed): \(fault): \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test func `a good file cut anywhere is refused`() {
    let bytes = Array(ExampleFiles.scenario.utf8)
    for end in stride(from: 0, to: bytes.count, by: 3) {
      #expect(fault(Array(bytes[..<end])) == nil)
    }
  }

  @Test func `a file full of mistakes takes time in proportion to its size`() {
    // Four times the size may take at most twelve times as long; quadratic work would take sixteen
    // times, and with these sizes minutes.
    let clock = ContinuousClock()
    for piece in ["\"a\n", "{a:", "@", "1,,", "\"\\x\" ", "'b' ", "[1 2", "\u{1}", "// c\n"] {
      let time = [50_000, 200_000].map { count in
        let bytes = Array(String(repeating: piece, count: count / piece.utf8.count).utf8)
        return clock.measure { _ = readJSON(bytes) }
      }
      #expect(time[1] < time[0] * 12 + .milliseconds(500), "\(piece)")
    }
  }

  @Test func `an unknown name on every line does not make suggestions quadratic`() {
    let choices = (0..<2_000).map { index in
      "\"s\(index)\": { \"lines\": [\"A.\"], \"choices\": [{ \"id\": \"a\", \"do\": \"B.\", "
        + "\"to\": \"t\(index)\" }] }"
    }
    let clock = ContinuousClock()
    let time = clock.measure {
      let loaded = ExampleFiles.load(
        "\"start\": \"s0\", \"scenes\": { \(choices.joined(separator: ",\n")) }")
      #expect(loaded.diagnostics.count == 1_001)
    }
    #expect(time < .seconds(20))
  }
}
