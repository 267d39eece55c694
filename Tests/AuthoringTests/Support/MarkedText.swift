/// A text with marks (1️⃣, 2️⃣, ...) at the places where something is expected.
struct MarkedText {
  /// The text without the marks.
  let text: String
  /// For each mark, in order of its number, the offset in bytes of what stands after it.
  let offsets: [Int]

  init(_ marked: String) {
    var text = ""
    var places: [Character: Int] = [:]
    for character in marked {
      if Self.marks.contains(character) {
        places[character] = text.utf8.count
      } else {
        text.append(character)
      }
    }
    self.text = text
    offsets = Self.marks.compactMap { places[$0] }
  }

  private static let marks: [Character] = [
    "1️⃣", "2️⃣", "3️⃣", "4️⃣", "5️⃣", "6️⃣", "7️⃣", "8️⃣", "9️⃣",
  ]
}
