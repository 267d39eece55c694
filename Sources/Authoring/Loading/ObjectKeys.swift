/// The keys that an object of one kind may have. The cases stand in the order of the names in the
/// table.
protocol ObjectKey: RawRepresentable<UInt8> {
  static var table: KeyTable { get }
}

extension ObjectKey {
  /// The key as it is written in files.
  var name: String { Self.table.names[Int(rawValue)] }
}

/// The values of one object by its keys, as positions on the tape. Kept in place, without an
/// allocation.
struct Fields<Key: ObjectKey> {
  /// The object's own position.
  let node: Int
  /// 0 is absent: no value is the first node.
  private var values = InlineArray<32, UInt32>(repeating: 0)

  init(node: Int) {
    self.node = node
  }

  /// The position of the key's value, or nil if the object has none.
  subscript(key: Key) -> Int? {
    let value = values[Int(key.rawValue)]
    return value == 0 ? nil : Int(value)
  }

  /// The position of the key itself, which stands before its value.
  func keyNode(_ key: Key) -> Int? { self[key].map { $0 - 1 } }

  /// Remembers a value; the first of several counts.
  mutating func set(_ index: Int, to value: Int) {
    if values[index] == 0 { values[index] = UInt32(truncatingIfNeeded: value) }
  }
}

enum ScenarioKey: UInt8, ObjectKey {
  case format, id, version, title, summary, briefing, language, industry, tags, minutes, level
  case source, author, licence, customer, authority, loss, basics, mood, flags, rubrics, pass, needs
  case draft, turns, patience, start, scenes, endings

  static let table = KeyTable(
    "format id version title summary briefing language industry tags minutes level source author "
      + "licence customer authority loss basics mood flags rubrics pass needs draft turns patience "
      + "start scenes endings")
}

enum CustomerKey: UInt8, ObjectKey {
  case name, about, voice, voices, facts
  static let table = KeyTable("name about voice voices facts")
}

enum FactKey: UInt8, ObjectKey {
  case text, known
  static let table = KeyTable("text known")
}

enum AuthorityKey: UInt8, ObjectKey {
  case currency, limit, raise, policy
  static let table = KeyTable("currency limit raise policy")
}

enum RaiseKey: UInt8, ObjectKey {
  case when, limit
  static let table = KeyTable("when limit")
}

enum MeterKey: UInt8, ObjectKey {
  case min, max, start, good, words
  static let table = KeyTable("min max start good words")
}

enum RubricUseKey: UInt8, ObjectKey {
  case file, weight
  static let table = KeyTable("file weight")
}

enum SceneKey: UInt8, ObjectKey {
  case lines, effects, stakes, choices, window, chance, fixedOrder
  static let table = KeyTable("lines effects stakes choices window chance fixed-order")
}

enum WindowKey: UInt8, ObjectKey {
  case seconds, choice
  static let table = KeyTable("seconds choice")
}

enum BranchKey: UInt8, ObjectKey {
  case to, weight, lines, effects, when, adverse
  static let table = KeyTable("to weight lines effects when adverse")
}

enum LineKey: UInt8, ObjectKey {
  case say, narrate, pause, by, when, voices
  static let table = KeyTable("say narrate pause by when voices")
}

enum ChoiceKey: UInt8, ObjectKey {
  case id, say, act, silent, when, otherwise, once, effects, voiceEffects, spend, seconds, reveals
  case marks, voiceMarks, critical, why, examples, to

  static let table = KeyTable(
    "id say do silent when otherwise once effects voice-effects spend seconds reveals marks "
      + "voice-marks critical why examples to")
}

enum RouteKey: UInt8, ObjectKey {
  case when, to
  static let table = KeyTable("when to")
}

enum CriticalKey: UInt8, ObjectKey {
  case family, why
  static let table = KeyTable("family why")
}

enum EndingKey: UInt8, ObjectKey {
  case outcome, lines, marks, why
  static let table = KeyTable("outcome lines marks why")
}

enum RubricKey: UInt8, ObjectKey {
  case format, id, version, title, about, gated, criteria
  static let table = KeyTable("format id version title about gated criteria")
}

enum CriterionKey: UInt8, ObjectKey {
  case title, weight, levels
  static let table = KeyTable("title weight levels")
}

enum LevelKey: UInt8, ObjectKey {
  case worst, bad, neutral, good, best
  static let table = KeyTable("-2 -1 0 1 2")
}
