extension ShapeReader {
  /// Whether the text at `node` has the shape of an id and is not reserved; reported if not.
  mutating func isId(_ node: Int) -> Bool {
    guard view.nodes[node].isString else {
      reportType("an id", at: node)
      return false
    }
    guard view.withText(of: node, Self.hasShapeOfId) else {
      // A key that was missing has been reported.
      if view.kind(node) != .bareString || view.nodes[node].extent > 0 { reportShape(node) }
      return false
    }
    guard !view.withText(of: node, ReservedWords.contains) else {
      let name = view.string(at: node)
      report(
        .reservedId, "`\(name)` is a reserved word", at: node,
        help: "the words of expressions, the six voices and `notes` cannot be ids")
      return false
    }
    return true
  }

  private mutating func reportShape(_ node: Int) {
    guard !found.isFull else {
      report(.badId, "", at: node)
      return
    }
    let better = Self.mendedId(view.string(at: node))
    let edit = Edit(file: file, range: view.contents(of: node), replacement: better ?? "")
    report(
      .badId, "this is not the shape of an id", at: node,
      help: "an id has up to 64 lower-case letters, digits and hyphens and begins with a letter"
        + (better.map { ", for instance `\($0)`" } ?? ""),
      fixes: better.map { [Fix("write `\($0)`", .suggested, edits: [edit])] } ?? [])
  }

  /// Whether some bytes match `[a-z][a-z0-9-]*` and are at most 64.
  static func hasShapeOfId(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.count > 0, text.count <= 64, text[0] >= 0x61, text[0] <= 0x7A else { return false }
    for index in 0..<text.count where !isIdByte(text[index]) { return false }
    return true
  }

  /// Whether an id can go on with this byte.
  @inline(__always)
  static func isIdByte(_ byte: UInt8) -> Bool {
    (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "-")
  }

  /// An id that looks like `name`, if there is one.
  private static func mendedId(_ name: String) -> String? {
    let bytes = name.prefix(80).lowercased().utf8
      .map { isIdByte($0) ? $0 : UInt8(ascii: "-") }
      .drop { !(0x61...0x7A).contains($0) }
    let id = String(decoding: bytes, as: UTF8.self)
    return id.isEmpty || id.utf8.count > 64 ? nil : id
  }
}

/// The words that cannot be ids (`format.md`).
enum ReservedWords {
  static let all = [
    "notes", "and", "or", "not", "true", "false", "turns", "seconds", "spent", "limit", "voice",
    "knows", "harmonizer", "thinker", "persister", "rebel", "promoter", "imaginer",
  ]

  private static let table = KeyTable(all)

  static func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    table.index(of: text) != nil
  }
}
