/// The keys that every object of one kind has, each with what it is for.
struct RequiredKeys: Sendable {
  /// One bit for each required key, by its position in the table.
  let mask: UInt32
  /// Which of them is not required after all beside which other key: bits, as in `mask`.
  private var spared: (key: UInt32, beside: UInt32) = (0, 0)
  private var purposes: [(key: Int, purpose: String)] = []

  /// No key is required.
  static let none = RequiredKeys(mask: 0)

  private init(mask: UInt32) {
    self.mask = mask
  }

  /// Keys with their purposes, which are worded so that `NAME is` can stand before them.
  init<Key: ObjectKey>(_ keys: KeyValuePairs<Key, String>, spare: (Key, beside: Key)? = nil) {
    mask = keys.reduce(0) { $0 | 1 << UInt32($1.key.rawValue) }
    purposes = keys.map { (Int($0.key.rawValue), $0.value) }
    if let spare {
      spared = (1 << UInt32(spare.0.rawValue), 1 << UInt32(spare.beside.rawValue))
    }
  }

  /// The required keys that are not among those present, as bits.
  @inline(__always)
  func missing(beside present: UInt32) -> UInt32 {
    let missing = mask & ~present
    return missing != 0 && present & spared.beside != 0 ? missing & ~spared.key : missing
  }

  /// The keys of some bits with their purposes, in the order in which they are usually written.
  func described(_ bits: UInt32) -> [(key: Int, purpose: String)] {
    purposes.filter { bits >> UInt32($0.key) & 1 != 0 }
  }
}

extension ShapeReader {
  /// Reports all missing keys of one object at once, at `mark`.
  mutating func report(
    missing bits: UInt32, of required: RequiredKeys, names: [String], at mark: Int
  ) {
    guard !found.isFull else {
      report(.requiredKeyMissing, "", at: mark)
      return
    }
    let keys = required.described(bits)
    let list = Self.list(keys.map { "`\(names[$0.key])`" })
    let purposes = keys.map { "`\(names[$0.key])` is \($0.purpose)" }
    report(
      .requiredKeyMissing, "\(list) \(keys.count == 1 ? "is" : "are") missing here", at: mark,
      help: purposes.joined(separator: "; "))
  }

  /// `a`, `a and b`, `a, b and c`.
  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}
