import Crypto
import Gradings
import JSONText
import Simulation

/// The chain of digests over an encounter's moves: each one's digest covers the one before, so that
/// no move can be changed, dropped or put in between unnoticed.
///
/// The first link covers what the encounter began with. Who played, and what was noted, is not part
/// of it, so that both can be forgotten.
enum Chain {
  /// SHA-256 of bytes.
  static func digest(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

  /// SHA-256 of bytes in lower-case hexadecimal.
  static func text(_ bytes: [UInt8]) -> String { Hex.text(digest(bytes)) }

  /// The link before the first move.
  static func beginning(
    uuid: String, origin: Transcript.Origin, started: Timestamp
  ) -> [UInt8] {
    let facts: JSONValue = [
      "undermat-encounter/1", .string(uuid), .string(origin.scenarioID),
      .string(origin.scenarioVersion), .string(origin.digest), .string(origin.rubricsDigest),
      .string(origin.voice.name), JSONValue(origin.seed), .string(origin.mode.name),
      .bool(origin.isTimed), .integer(started.milliseconds),
    ]
    return digest(facts.bytes(.compact))
  }

  /// The link of a move that follows another link.
  static func link(_ move: KeptMove, after previous: [UInt8]) -> [UInt8] {
    let row = MoveRow(move.entry)
    let facts: JSONValue = [
      "undermat-move/1", .string(Hex.text(previous)), .integer(move.number),
      .integer(row.kind.rawValue), JSONValue(move.turn), .string(row.scene), .string(row.choice),
      .integer(move.shown.milliseconds), .integer(move.taken.milliseconds),
      row.waited.map(JSONValue.integer) ?? .null, .bool(row.timedOut),
    ]
    return digest(facts.bytes(.compact))
  }
}

/// An entry of a transcript as the table of moves has it.
struct MoveRow {
  enum Kind: Int64 { case answer, undo, hint, note }

  var kind: Kind
  var scene = ""
  var choice = ""
  var waited: Int64?
  var timedOut = false

  init(_ entry: Transcript.Entry) {
    switch entry {
    case .answer(let answer):
      kind = .answer
      scene = answer.scene
      choice = answer.choice
      waited = answer.waited
      timedOut = answer.timedOut
    case .undo: kind = .undo
    case .hint: kind = .hint
    case .note: kind = .note
    }
  }
}
