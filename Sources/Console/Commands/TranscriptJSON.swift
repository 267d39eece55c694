import Authoring
package import JSONText
package import Simulation

/// Transcripts as JSON: `undermat-transcript/1`.
package enum TranscriptJSON {
  /// The value of a transcript, its entries in order.
  package static func value(_ transcript: Transcript) -> JSONValue {
    let origin = transcript.origin
    return [
      "format": "undermat-transcript/1",
      "scenario": [
        "id": .string(origin.scenarioID), "version": .string(origin.scenarioVersion),
        "digest": .string(origin.digest),
      ],
      "rubrics-digest": .string(origin.rubricsDigest), "voice": .string(origin.voice.name),
      "seed": JSONValue(origin.seed), "mode": .string(origin.mode.name),
      "timed": .bool(origin.isTimed), "entries": .array(transcript.entries.map(entry)),
    ]
  }

  private static func entry(_ entry: Transcript.Entry) -> JSONValue {
    switch entry {
    case .undo: return ["undo": true]
    case .hint: return ["hint": true]
    case .note(let text): return ["note": .string(text)]
    case .answer(let answer):
      var members: [JSONValue.Member] = [
        .init("scene", .string(answer.scene)), .init("choice", .string(answer.choice)),
      ]
      if answer.timedOut { members.append(.init("timed-out", true)) }
      if let waited = answer.waited { members.append(.init("waited", JSONValue(waited))) }
      return .object(members)
    }
  }

  /// Reads a transcript. Keys that are not known are passed over, so that newer ones can be read.
  package static func read(_ bytes: [UInt8], name: String) -> Result<Transcript, Problem> {
    var found = DiagnosticList(limit: 20)
    let source = SourceFile(name: name, bytes: bytes)
    guard let document = JSONDocument.read(source, into: &found), !found.hasErrors else {
      let findings = Findings(
        files: [source], diagnostics: found.sorted(endOfFile: bytes.count))
      return .failure(Problem(DiagnosticFormat.text.render([findings]), exitCode: 65))
    }
    let reader = TranscriptReader(document: document)
    guard let transcript = reader.transcript else {
      return .failure(
        Problem(
          "\(SafeText.shownOnOneLine(name)): this is no transcript (undermat-transcript/1)",
          exitCode: 65))
    }
    return .success(transcript)
  }
}

/// Reads the members of a transcript off a document.
private struct TranscriptReader {
  let document: JSONDocument

  var transcript: Transcript? {
    guard text("format", 0) == "undermat-transcript/1",
      let scenario = document.value(of: "scenario", in: 0),
      let id = text("id", scenario), let version = text("version", scenario),
      let digest = text("digest", scenario), let rubrics = text("rubrics-digest", 0),
      let voice = text("voice", 0).flatMap({ Voice(name: $0) }),
      let seed = word("seed", 0).flatMap(UInt64.init),
      let mode = text("mode", 0).flatMap({ name in Mode.allCases.first { $0.name == name } }),
      let list = document.value(of: "entries", in: 0)
    else { return nil }
    let entries = document.children(of: list).map(entry)
    guard !entries.contains(nil) else { return nil }
    let origin = Transcript.Origin(
      scenarioID: id, scenarioVersion: version, digest: digest, rubricsDigest: rubrics,
      voice: voice, seed: seed, mode: mode, isTimed: word("timed", 0) != "false")
    return Transcript(origin: origin, entries: entries.compactMap { $0 })
  }

  private func entry(_ node: Int) -> Transcript.Entry? {
    if word("undo", node) == "true" { return .undo }
    if word("hint", node) == "true" { return .hint }
    if let note = text("note", node) { return .note(note) }
    guard let scene = text("scene", node), let choice = text("choice", node) else { return nil }
    return .answer(
      Transcript.Answer(
        scene: scene, choice: choice, timedOut: word("timed-out", node) == "true",
        waited: word("waited", node).flatMap(Int64.init)))
  }

  private func text(_ key: String, _ node: Int) -> String? {
    document.value(of: key, in: node).flatMap {
      document.nodes[$0].isString ? document.string(at: $0) : nil
    }
  }

  /// The bytes of a value as they stand: a number, true or false.
  private func word(_ key: String, _ node: Int) -> String? {
    document.value(of: key, in: node).map { document.source.text(in: document.range(of: $0)) }
  }
}
