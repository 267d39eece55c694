import Authoring
import Simulation

/// Something that an author names.
struct Named: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A scene or an ending: they share their names.
    case place
    case choice
    /// A meter or a flag: they share theirs.
    case state
    case fact, criterion, voice, rubricFile
  }

  var kind: Kind
  var name: String
  /// For a choice, its scene.
  var scene: String?
}

/// A place where a name stands.
struct NamePlace: Sendable {
  var named: Named
  /// The bytes of the name, without quotes.
  var range: Range<Int>
  var isDefinition = false
}

/// All names in a scenario file, with their places, in the order of the text.
struct NamePlaces: Sendable {
  private(set) var all: [NamePlace] = []

  init(_ document: JSONDocument) {
    document.withView { view in
      var finder = NameFinder(view: view, bytes: document.source.bytes)
      finder.visit(0, [])
      all = finder.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  /// The name at a byte, its ends included.
  func at(_ offset: Int) -> NamePlace? {
    all.first { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
  }

  /// All places of a name.
  func places(of named: Named) -> [NamePlace] { all.filter { $0.named == named } }

  /// Where a name is given.
  func definition(of named: Named) -> NamePlace? { places(of: named).first(where: \.isDefinition) }

  /// The names of a kind that are given in the file, in order.
  func names(_ kind: Named.Kind, in scene: String? = nil) -> [String] {
    all.filter { $0.isDefinition && $0.named.kind == kind && $0.named.scene == scene }
      .map(\.named.name)
  }
}

/// Goes over a file's values with the keys that lead to them.
private struct NameFinder {
  let view: JSONView
  let bytes: [UInt8]
  var found: [NamePlace] = []

  mutating func visit(_ node: Int, _ keys: [String]) {
    if [.string, .escapedString, .bareString].contains(view.kind(node)) {
      return visitText(node, keys)
    }
    var members: [(Int, Int)] = []
    view.forEachMember(of: node) { members.append(($0, $1)) }
    for (key, value) in members {
      let name = view.string(at: key)
      guard !["$schema", "$comment", "notes"].contains(name) else { continue }
      visitKey(key, name, keys)
      visit(value, keys + [name])
    }
    var elements: [Int] = []
    view.forEachElement(of: node) { elements.append($0) }
    for element in elements {
      // A choice stands under its own id, so that what is in it knows its scene and itself.
      visit(element, keys + ["*"])
    }
  }

  private mutating func add(
    _ kind: Named.Kind, _ node: Int, scene: String? = nil, isDefinition: Bool = false
  ) {
    let named = Named(kind: kind, name: view.string(at: node), scene: scene)
    found.append(
      NamePlace(named: named, range: view.contents(of: node), isDefinition: isDefinition))
  }

  private mutating func visitKey(_ key: Int, _ name: String, _ keys: [String]) {
    switch (keys.last, keys.count) {
    case ("scenes", 1), ("endings", 1): add(.place, key, isDefinition: true)
    case ("mood", 1), ("flags", 1): add(.state, key, isDefinition: true)
    case ("facts", 2): add(.fact, key, isDefinition: true)
    case ("marks", _), ("needs", 1): add(.criterion, key)
    case ("effects", _): add(.state, key)
    case ("voices", _), ("voice-effects", _), ("voice-marks", _): add(.voice, key)
    default:
      guard let owner = keys.dropLast().last else { return }
      if owner == "voice-effects" { add(.state, key) }
      if owner == "voice-marks" { add(.criterion, key) }
    }
  }

  private mutating func visitText(_ node: Int, _ keys: [String]) {
    let scene = keys.count > 1 && keys[0] == "scenes" ? keys[1] : nil
    switch keys.last {
    case "start" where keys.count == 1, "patience", "to": add(.place, node)
    case "choice" where keys.dropLast().last == "window": add(.choice, node, scene: scene)
    case "id" where keys.dropLast(2).last == "choices":
      add(.choice, node, scene: scene, isDefinition: true)
    case "voice": add(.voice, node)
    case "file" where keys.first == "rubrics": add(.rubricFile, node)
    case "when", "basics": visitCondition(node)
    case "*" where keys.dropLast().last == "reveals": add(.fact, node)
    case "*" where keys == ["customer", "voices", "*"]: add(.voice, node)
    default: break
    }
  }

  /// The names in a condition. One that is written with escapes has no places.
  private mutating func visitCondition(_ node: Int) {
    guard view.kind(node) == .string else { return }
    let range = view.contents(of: node)
    for word in ConditionWords.of(Array(bytes[range])) {
      guard let named = word.named else { continue }
      let start = range.lowerBound
      found.append(
        NamePlace(
          named: named, range: start + word.range.lowerBound..<start + word.range.upperBound))
    }
  }
}

/// The words of a condition.
enum ConditionWords {
  struct Word {
    var text: String
    var range: Range<Int>
    var followsKnows: Bool

    /// What the word names, or nil for a word of the language.
    var named: Named? {
      if followsKnows { return Named(kind: .fact, name: text) }
      if ConditionWords.own.contains(text) { return nil }
      if Voice(name: text) != nil { return Named(kind: .voice, name: text) }
      return Named(kind: .state, name: text)
    }
  }

  /// The words of the language itself.
  static let own = [
    "and", "or", "not", "true", "false", "turns", "seconds", "spent", "limit", "voice", "knows",
  ]

  static func of(_ bytes: [UInt8]) -> [Word] {
    var words: [Word] = []
    var index = 0
    while index < bytes.count {
      guard isLetter(bytes[index]) else {
        index += isDigit(bytes[index]) ? numberLength(bytes[index...]) : 1
        continue
      }
      let start = index
      while index < bytes.count, isIdByte(bytes[index]) { index += 1 }
      let isFact =
        words.last?.text == "knows" && words.last?.range.upperBound == start - 1
        && bytes[start - 1] == UInt8(ascii: ".")
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      words.append(Word(text: text, range: start..<index, followsKnows: isFact))
    }
    return words
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isIdByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
  }
  private static func numberLength(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.prefix { isIdByte($0) }.count
  }
}
