import Authoring
import JSONText
import Simulation

extension Analysis {
  /// What may stand at the cursor.
  /// - Parameter names: the file's names, those of an earlier state if it is half written now.
  func completions(at offset: Int, _ names: NamePlaces?) -> JSONValue {
    let context = CursorContext(file.source.bytes, at: offset)
    guard let typed = context.typed else {
      // Where a value is missing, it comes with its quotes.
      return context.lacksValue ? items(values(context, names, ""), offset..<offset, "\"") : []
    }
    let words = context.isKey ? keys(context, names) : values(context, names, typed)
    // In a condition only the word at the cursor is replaced.
    let isCondition = !context.isKey && ["when", "basics"].contains(context.keys.last ?? "")
    let word = isCondition ? Self.lastWord(typed) : typed
    let rest = file.source.bytes[offset...].prefix { Self.isIDByte($0) }.count
    return items(words, offset - word.utf8.count..<offset + rest, "")
  }

  private func items(_ items: [Item], _ range: Range<Int>, _ quote: String) -> JSONValue {
    let range = file.range(range)
    return .array(
      items.map { item -> JSONValue in
        [
          "label": .string(item.word), "kind": JSONValue(item.kind),
          "detail": .string(item.detail), "filterText": .string(quote + item.word),
          "textEdit": ["range": range, "newText": .string(quote + item.word + quote)],
        ]
      })
  }

  private static func isIDByte(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
  }

  private struct Item {
    var word: String
    var detail: String
    /// Of the protocol: 6 a name, 14 a word of the format, 10 a key.
    var kind = 6
  }

  private static func lastWord(_ text: String) -> String {
    String(text.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "-" }.reversed())
  }

  private func items(_ words: [String], _ detail: String, kind: Int = 6) -> [Item] {
    words.map { Item(word: $0, detail: detail, kind: kind) }
  }

  private func items(_ places: [NamePlace]) -> [Item] {
    places.map { Item(word: $0.named.name, detail: "\($0.role)") }
  }

  private func states(_ names: NamePlaces?) -> [Item] { items(names?.definitions(.state) ?? []) }

  private func keys(_ context: CursorContext, _ names: NamePlaces?) -> [Item] {
    let keys = context.keys
    switch keys.last {
    case "marks": return criteria
    case "needs" where keys.count == 1: return needs
    case "effects": return states(names)
    case "voices", "voice-effects", "voice-marks": return items(Words.voices, "voice", kind: 14)
    default: break
    }
    switch keys.dropLast().last {
    case "voice-marks": return criteria
    case "voice-effects": return states(names)
    default: return items(Words.keys(of: keys), "key", kind: 10)
    }
  }

  private func values(_ context: CursorContext, _ names: NamePlaces?, _ typed: String) -> [Item] {
    let keys = context.keys
    let scene = keys.count > 1 && keys[0] == "scenes" ? keys[1] : nil
    switch keys.last {
    case "to": return places(names) { _ in true }
    case "start": return places(names) { $0 == .scene }
    case "patience": return places(names) { $0 == .ending }
    case "choice": return items(names?.names(.choice, in: scene) ?? [], "choice")
    case "when", "basics": return conditionWords(typed, names)
    case "voice": return items(Words.voices, "voice", kind: 14)
    case "outcome": return items(Words.outcomes, "outcome", kind: 14)
    case "family": return items(Words.families, "family of critical errors", kind: 14)
    case "level": return items(Words.levels, "level", kind: 14)
    case "good": return items(["high", "low"], "good end of the meter", kind: 14)
    case "*" where keys.dropLast().last == "reveals":
      return items(names?.names(.fact) ?? [], "fact")
    case "*" where keys == ["customer", "voices", "*"]:
      return items(Words.voices, "voice", kind: 14)
    default: return []
    }
  }

  private func places(
    _ names: NamePlaces?, _ isWanted: (NamePlace.Role) -> Bool
  ) -> [Item] {
    items((names?.definitions(.place) ?? []).filter { isWanted($0.role) })
  }

  private func conditionWords(_ typed: String, _ names: NamePlaces?) -> [Item] {
    let before = typed.dropLast(Self.lastWord(typed).count)
    if before.hasSuffix("knows.") { return items(names?.names(.fact) ?? [], "fact") }
    if before.contains(/voice\s*[=!]=\s*$/) { return items(Words.voices, "voice", kind: 14) }
    return states(names)
      + items(ConditionWords.own, "word of conditions", kind: 14)
  }

  /// The criteria of the rubrics that can be read, with their rubric's id where two share one.
  private var criteria: [Item] {
    let all = rubrics.flatMap { rubric in rubric.criteria.map { (rubric, $0) } }
    return all.map { rubric, criterion in
      let isShared = all.filter { $0.1.id == criterion.id }.count > 1
      let name = isShared ? "\(rubric.id).\(criterion.id)" : criterion.id
      return Item(word: name, detail: "\(criterion.title) (\(rubric.title))")
    }
  }

  /// What a least percent can be asked of.
  private var needs: [Item] {
    rubrics.flatMap { rubric in
      [Item(word: rubric.id, detail: rubric.title)]
        + rubric.criteria.map {
          Item(word: "\(rubric.id).\($0.id)", detail: "\($0.title) (\(rubric.title))")
        }
    }
  }

  private var rubrics: [Rubric] {
    files.dropFirst().compactMap { LoadedRubric.load($0).rubric }
  }
}
