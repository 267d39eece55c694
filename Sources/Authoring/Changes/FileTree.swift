/// What a file says, apart from how it is laid out.
enum FileTree: Equatable, Sendable {
  /// A number, true, false or null, as written.
  case plain(String)
  case text(String)
  case list([FileTree])
  /// In the order of the file, comments left out.
  case object([(key: String, value: FileTree)])

  /// The value at a position of a document.
  init(_ document: JSONDocument, _ node: Int = 0) {
    self = document.withView { FileTree($0, node) }
  }

  private init(_ view: JSONView, _ node: Int) {
    switch view.kind(node) {
    case .object:
      var members: [(key: String, value: FileTree)] = []
      view.forEachMember(of: node) { key, value in
        let name = view.string(at: key)
        guard !["$schema", "$comment", "notes"].contains(name) else { return }
        members.append((name, FileTree(view, value)))
      }
      self = .object(members)
    case .array:
      var elements: [FileTree] = []
      view.forEachElement(of: node) { elements.append(FileTree(view, $0)) }
      self = .list(elements)
    case .string, .escapedString, .bareString: self = .text(view.string(at: node))
    default: self = .plain(String(decoding: view.bytes[view.range(of: node)], as: UTF8.self))
    }
  }

  static func == (left: FileTree, right: FileTree) -> Bool {
    switch (left, right) {
    case (.plain(let one), .plain(let other)), (.text(let one), .text(let other)): one == other
    case (.list(let one), .list(let other)): one == other
    case (.object(let one), .object(let other)):
      one.count == other.count && one.elementsEqual(other, by: ==)
    default: false
    }
  }

  /// The value of a key, if this is an object that has it.
  subscript(key: String) -> FileTree? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The text, if it is one.
  var string: String? { if case .text(let text) = self { text } else { nil } }

  /// Whether it is a list or an object.
  var isContainer: Bool {
    switch self {
    case .list, .object: true
    case .plain, .text: false
    }
  }

  /// In one line, as a person is shown it: texts between quotes.
  var shown: String {
    switch self {
    case .plain(let word): VisibleText.of(word)
    case .text(let text): "\"\(VisibleText.of(text))\""
    case .list(let elements): "[" + elements.map(\.shown).joined(separator: ", ") + "]"
    case .object(let members):
      "{" + members.map { "\(VisibleText.of($0.key)): \($0.value.shown)" }.joined(separator: ", ")
        + "}"
    }
  }
}
