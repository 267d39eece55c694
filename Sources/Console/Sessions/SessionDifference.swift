/// Where a dialogue first goes otherwise than the file says.
package struct SessionDifference: Equatable, Sendable {
  /// Of the file, from 1.
  package var line: Int
  /// Empty where the file has no more lines.
  package var expected: String
  /// Empty where the dialogue has no more lines.
  package var found: String

  /// A line that stands for any lines, or none.
  package static let anything = "[...]"

  /// Compares line by line; nil if the dialogue goes as the file says.
  ///
  /// What stands between two `[...]` must appear in this order, each part in one piece; without any
  /// `[...]` the whole dialogue must.
  package init?(expected: String, found: String) {
    let expected = expected.split(separator: "\n", omittingEmptySubsequences: false)
    let found = found.split(separator: "\n", omittingEmptySubsequences: false)
    let parts = Self.parts(expected)
    var from = 0
    for (index, part) in parts.enumerated() {
      let isFirst = index == 0
      let isLast = index == parts.count - 1
      guard let place = Self.place(of: part.lines, in: found, from, isFirst, isLast) else {
        let end = max(from, found.count - part.lines.count)
        self = Self.first(part, found, from: isLast && !isFirst ? end...end : from...end)
        return
      }
      from = place + part.lines.count
    }
    return nil
  }

  private init(line: Int, expected: Substring, found: Substring) {
    self.line = line
    self.expected = String(expected)
    self.found = String(found)
  }

  private struct Part {
    /// Its first line's number, from 1.
    var number: Int
    var lines: ArraySlice<Substring>
  }

  private static func parts(_ expected: [Substring]) -> [Part] {
    var parts: [Part] = []
    var start = 0
    // A `[...]` on the last line may be followed by the end of that line.
    for index in expected.indices where expected[index] == anything {
      parts.append(Part(number: start + 1, lines: expected[start..<index]))
      start = index + 1
    }
    var rest = expected[start...]
    if start > 0, rest.elementsEqual([""]) { rest = [] }
    return parts + [Part(number: start + 1, lines: rest)]
  }

  /// Where a part stands: the first at the start, the last at the end, the others wherever they first
  /// come.
  private static func place(
    of part: ArraySlice<Substring>, in found: [Substring], _ from: Int, _ isFirst: Bool,
    _ isLast: Bool
  ) -> Int? {
    if part.isEmpty { return isLast && !isFirst ? found.count : from }
    let last = found.count - part.count
    guard last >= from else { return nil }
    let places = isFirst ? from...from : isLast ? last...last : from...last
    if isFirst, isLast, last != from { return nil }
    return places.first { found[$0..<$0 + part.count].elementsEqual(part) }
  }

  /// The first line of a part that is otherwise, held against the place where it fits best.
  private static func first(
    _ part: Part, _ found: [Substring], from places: ClosedRange<Int>
  ) -> SessionDifference {
    func fit(_ place: Int) -> Int {
      zip(part.lines, found.dropFirst(place)).prefix { $0 == $1 }.count
    }
    var start = places.lowerBound
    if part.number > 1 { for place in places where fit(place) > fit(start) { start = place } }
    let index = fit(start)
    let rest = found.dropFirst(start + index)
    return SessionDifference(
      line: part.number + index, expected: part.lines.dropFirst(index).first ?? "",
      found: rest.first ?? "")
  }
}
