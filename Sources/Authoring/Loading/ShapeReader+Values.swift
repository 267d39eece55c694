import Simulation

extension ShapeReader {
  /// The truth value at `node`; reported if it is none.
  mutating func boolean(_ node: Int) -> Bool? {
    switch view.kind(node) {
    case .true: return true
    case .false: return false
    default:
      reportType("true or false", at: node) { $0 == "true" || $0 == "false" }
      return nil
    }
  }

  /// The integer at `node`, which must be within `range` and within the limit for all integers;
  /// reported if it is not.
  mutating func integer(_ node: Int, in range: ClosedRange<Int>) -> Int? {
    guard view.kind(node) == .number else {
      reportType("a whole number", at: node, quoted: JSONView.isDigits)
      return nil
    }
    guard let value = view.plainInteger(node) else {
      let fixes = rewriting(node, as: view.wholeDigits(view.range(of: node)), .safe)
      report(
        .notInteger, "a whole number is written without fraction and exponent", at: node,
        fixes: fixes)
      return nil
    }
    let least = max(range.lowerBound, -limits.integer)
    let most = min(range.upperBound, limits.integer)
    guard least <= value, value <= most else {
      report(.outOfRange, "this must be from \(least) to \(most)", at: node)
      return nil
    }
    return value
  }

  /// The amount of money at `node`: at least 0, at most two decimals, up to 10^10; reported if it
  /// is none.
  mutating func money(_ node: Int) -> Money? {
    guard view.kind(node) == .number else {
      reportType("an amount of money", at: node, quoted: JSONView.isDigits)
      return nil
    }
    guard let hundredths = view.hundredths(view.range(of: node)) else {
      let fixes = rewriting(node, as: view.shortAmount(view.range(of: node)), .safe)
      report(
        .badMoney, "money is 0 or more, up to 10,000,000,000, with at most two decimals", at: node,
        fixes: fixes)
      return nil
    }
    return Money(hundredths: hundredths)
  }

  /// Which of some words the text at `node` is, by its position; reported if it is none of them.
  mutating func word(_ node: Int, of words: [String], _ what: StaticString) -> Int? {
    guard view.nodes[node].isString else {
      reportType("\(what) (\(words.joined(separator: ", ")))", at: node)
      return nil
    }
    let index = view.withText(of: node) { text in
      words.firstIndex { text.elementsEqual($0.utf8) }
    }
    if index == nil {
      let (help, fixes) = suggestion(for: node, among: words)
      report(
        .unknownWord, "\(what) is one of \(words.joined(separator: ", "))", at: node,
        help: help, fixes: fixes)
    }
    return index
  }

  /// The text at `node` as a `String`, for short values of which a file has few; reported if it is
  /// no text or an empty one.
  mutating func string(_ node: Int) -> String? {
    text(node).map { _ in view.string(at: node) }
  }

  /// The texts in the list at `node`.
  mutating func strings(_ node: Int) -> [String] {
    guard isList(node, "texts") else { return [] }
    var strings: [String] = []
    for element in view.elements(of: node) {
      if let string = string(element) { strings.append(string) }
    }
    return strings
  }
}

extension JSONView {
  /// The value of a number written with digits and perhaps a minus sign only; numbers of more than
  /// 17 digits come back as a very large one.
  func plainInteger(_ node: Int) -> Int? {
    let start = Int(nodes[node].offset)
    let isNegative = bytes[start] == UInt8(ascii: "-")
    var value = 0
    for index in (isNegative ? start + 1 : start)..<start + nodes[node].extent {
      let digit = Int(bytes[index]) - 0x30
      guard digit >= 0, digit <= 9 else { return nil }
      value = value > 10_000_000_000_000_000 ? value : value * 10 + digit
    }
    return isNegative ? -value : value
  }

  /// The amount of money written in some bytes, in hundredths; nil if it is none.
  func hundredths(_ range: Range<Int>) -> Int64? {
    var value: Int64 = 0
    var decimals = -1
    for index in range {
      let byte = bytes[index]
      if byte == UInt8(ascii: "."), decimals < 0 {
        decimals = 0
      } else if byte >= 0x30, byte <= 0x39, decimals < 2, value < 10_000_000_000_000 {
        value = value * 10 + Int64(byte - 0x30)
        if decimals >= 0 { decimals += 1 }
      } else {
        return nil
      }
    }
    for _ in max(decimals, 0)..<2 { value *= 10 }
    return value <= 1_000_000_000_000 ? value : nil
  }
}
