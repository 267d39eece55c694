/// Text that grows at its end; a story can have some hundred million bytes.
struct Page {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ text: String) {
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds the parts with a separator between them.
  mutating func add(_ parts: [String], by separator: String) {
    for (index, part) in parts.enumerated() {
      if index > 0 { add(separator) }
      add(part)
    }
  }
}
