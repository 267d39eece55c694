import Console

/// The words that may complete what is typed.
enum Completion {
  /// Those that start with the word typed, without regard to case, sorted, each once. Words that could
  /// not be shown as they are would not be what was typed either, so they are left out.
  static func matches(for word: String, among candidates: [String]) -> [String] {
    let start = word.lowercased()
    let matches = candidates.filter {
      $0.lowercased().hasPrefix(start) && SafeText.shownOnOneLine($0) == $0
    }
    return Array(Set(matches)).sorted()
  }

  /// The start that all words share, to the letter.
  static func commonStart(of words: [String]) -> String {
    guard var start = words.first?[...] else { return "" }
    for word in words.dropFirst() {
      while !word.hasPrefix(start) { start.removeLast() }
    }
    return String(start)
  }
}
