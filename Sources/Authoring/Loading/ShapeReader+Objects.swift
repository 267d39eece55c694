extension ShapeReader {
  /// The members of the object at `node` by their keys; unknown keys and missing ones are reported,
  /// and one that is nearly right counts as what was probably meant. Nil, and reported, if it is no
  /// object.
  /// - Parameter name: where the object's own name stands, to point at it.
  mutating func fields<Key: ObjectKey>(
    of node: Int, as _: Key.Type, _ what: StaticString, named name: Int? = nil
  ) -> Fields<Key>? {
    guard view.kind(node) == .object else {
      reportType("an object (\(what))", at: node)
      return nil
    }
    var fields = Fields<Key>(node: node)
    var unknown: [Int] = []
    let table = Key.table
    let end = node + view.nodes[node].extent
    var key = node + 1
    while key < end {
      if let index = index(of: key, in: table) {
        fields.set(index, to: key + 1)
      } else if !view.isRemark(key) {
        unknown.append(key)
      }
      key += 1 + view.nodes[key + 1].span
    }
    for key in unknown { reportUnknown(key, &fields) }
    let missing = Key.required.missing(beside: fields.present)
    if missing != 0, !view.isDamaged(node) {
      report(missing: missing, of: Key.required, names: table.names, at: name ?? mark(of: node))
    }
    return fields
  }

  /// Where the id of an object stands, if it has one; else the object itself.
  private func mark(of node: Int) -> Int {
    let id = view.members(of: node).first { view.withText(of: $0) { $0.isSame(as: "id") } }
    return id.map { $0 + 1 } ?? node
  }

  @inline(__always)
  private func index(of key: Int, in table: KeyTable) -> Int? {
    let range = view.contents(of: key)
    if view.kind(key) != .escapedString, range.lowerBound + 16 <= view.bytes.count {
      return table.index(of: view.bytes, at: range.lowerBound, count: range.count)
    }
    return view.withText(of: key) { table.index(of: $0) }
  }

  private mutating func reportUnknown<Key: ObjectKey>(_ key: Int, _ fields: inout Fields<Key>) {
    // A key that was missing has been reported.
    guard view.nodes[key].extent > 0 || view.kind(key) != .bareString else { return }
    guard !found.isFull else { return report(.unknownKey, "", at: key) }
    let names = Key.table.names
    let name = view.string(at: key)
    let absent = names.indices.filter { fields.present >> UInt32($0) & 1 == 0 }.map { names[$0] }
    let near = nearest.find(name, in: absent + ["notes", "$comment"])
    let (help, fixes) = suggestion(near, range: view.contents(of: key))
    let known = near == nil ? Self.help(nearest.find(name, in: names), known: names) : nil
    report(
      .unknownKey, "unknown key `\(VisibleText.of(name))`", at: key, help: help ?? known,
      fixes: fixes)
    if let near, let index = names.firstIndex(of: near) { fields.set(index, to: key + 1) }
  }

  private static func help(_ present: String?, known: [String]) -> String {
    present.map { "`\($0)` is here already" } ?? "known here: \(known.joined(separator: ", "))"
  }

  /// Whether the value at `node` is an object; reported if not.
  mutating func isObject(_ node: Int, _ what: StaticString) -> Bool {
    if view.kind(node) == .object { return true }
    reportType("an object (\(what))", at: node)
    return false
  }

  /// Whether the value at `node` is a list; reported if not.
  mutating func isList(_ node: Int, _ what: StaticString) -> Bool {
    if view.kind(node) == .array { return true }
    reportType("a list of \(what)", at: node)
    return false
  }
}

extension JSONView {
  /// The keys of the object at `node` that mean something; the value of a key stands one further on
  /// the tape. Empty if it is no object.
  func members(of node: Int) -> MemberSequence { MemberSequence(self, object: node) }

  /// The positions of the elements of the list at `node`. Empty if it is no list.
  func elements(of node: Int) -> ElementSequence { ElementSequence(nodes, array: node) }

  /// Whether a key is one of those that every object may have and that mean nothing.
  @inline(__always)
  func isRemark(_ key: Int) -> Bool {
    guard nodes[key].extent >= 5 else { return false }
    let first = bytes[contents(of: key).lowerBound]
    let isCandidate =
      first == UInt8(ascii: "n") || first == UInt8(ascii: "$") || first == UInt8(ascii: "\\")
    return isCandidate && isRemarkText(key)
  }

  private func isRemarkText(_ key: Int) -> Bool {
    withText(of: key) { text in
      text.isSame(as: "notes") || text.isSame(as: "$comment") || text.isSame(as: "$schema")
    }
  }
}

/// The keys of an object without remarks.
struct MemberSequence: Sequence, IteratorProtocol {
  private let view: JSONView
  private var key: Int
  private let end: Int

  init(_ view: JSONView, object: Int) {
    self.view = view
    key = object + 1
    end = view.kind(object) == .object ? object + view.nodes[object].extent : 0
  }

  @inline(__always)
  mutating func next() -> Int? {
    while key < end {
      let current = key
      key += 1 + view.nodes[key + 1].span
      if !view.isRemark(current) { return current }
    }
    return nil
  }
}

/// The positions of a list's elements.
struct ElementSequence: Sequence, IteratorProtocol {
  private let nodes: UnsafeBufferPointer<JSONNode>
  private var element: Int
  private let end: Int

  init(_ nodes: UnsafeBufferPointer<JSONNode>, array: Int) {
    self.nodes = nodes
    element = array + 1
    end = nodes[array].kind == .array ? array + nodes[array].extent : 0
  }

  @inline(__always)
  mutating func next() -> Int? {
    guard element < end else { return nil }
    let current = element
    element += nodes[element].span
    return current
  }
}
