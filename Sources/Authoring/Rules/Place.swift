/// A part of a scenario file, by the way to it from the top.
struct Place: Hashable, Sendable {
  /// One step down.
  enum Step: Hashable, Sendable {
    /// The value of a key.
    case key(String)
    /// A member of a map by its position, remarks not counted.
    case member(Int)
    /// An element of a list by its position.
    case element(Int)
  }

  private(set) var steps: [Step]

  /// The file as a whole.
  static let file = Place(steps: [])

  /// The value of a key at the top.
  static func top(_ key: String) -> Place { file.key(key) }
  /// The scene of that index.
  static func scene(_ index: Int) -> Place { top("scenes").member(index) }
  /// The ending of that index.
  static func ending(_ index: Int) -> Place { top("endings").member(index) }

  func key(_ key: String) -> Place { adding(.key(key)) }
  func member(_ index: Int) -> Place { adding(.member(index)) }
  func element(_ index: Int) -> Place { adding(.element(index)) }

  private func adding(_ step: Step) -> Place { Place(steps: steps + [step]) }
}

/// Finds places in a document. Keeps where scenes and endings begin, since there can be many.
struct PlaceFinder {
  let document: JSONDocument
  private var members: [Int: [Int]] = [:]

  init(_ document: JSONDocument) {
    self.document = document
  }

  /// A label at a place, or at the nearest part around it that is there.
  mutating func label(_ place: Place, _ text: String = "") -> Label {
    var node = 0
    var marked = 0..<min(1, document.source.bytes.count)
    for step in place.steps {
      guard let next = follow(step, from: node) else { break }
      node = next.node
      marked = next.marked
    }
    return Label(range: marked, text: text)
  }

  /// The node of a part, if it is there.
  mutating func node(at steps: some Sequence<Place.Step>) -> Int? {
    var node = 0
    for step in steps {
      guard let next = follow(step, from: node) else { return nil }
      node = next.node
    }
    return node
  }

  /// The member's key or the element that one step leads to.
  mutating func child(_ step: Place.Step, of node: Int) -> Int? {
    guard let found = follow(step, from: node) else { return nil }
    return document.nodes[node].kind == .object ? found.node - 1 : found.node
  }

  private typealias Found = (node: Int, marked: Range<Int>)

  private mutating func follow(_ step: Place.Step, from node: Int) -> Found? {
    switch step {
    case .key(let key):
      guard let value = document.value(of: key, in: node) else { return nil }
      return (value, document.range(of: isContainer(value) ? value - 1 : value))
    case .member(let index):
      let keys = keys(of: node)
      guard index < keys.count else { return nil }
      return (keys[index] + 1, document.range(of: keys[index]))
    case .element(let index):
      let elements = document.nodes[node].kind == .array ? document.children(of: node) : []
      guard index < elements.count else { return nil }
      return (elements[index], mark(of: elements[index]))
    }
  }

  /// The id or the words of an element say more than its bracket.
  private func mark(of node: Int) -> Range<Int> {
    guard isContainer(node) else { return document.range(of: node) }
    for key in ["id", "say", "narrate", "pause", "to", "file"] {
      if let value = document.value(of: key, in: node) { return document.range(of: value) }
    }
    let start = document.range(of: node).lowerBound
    return start..<start + 1
  }

  private func isContainer(_ node: Int) -> Bool {
    let kind = document.nodes[node].kind
    return kind == .object || kind == .array
  }

  private mutating func keys(of node: Int) -> [Int] {
    if let known = members[node] { return known }
    guard document.nodes[node].kind == .object else { return [] }
    let remarks: Set = ["$schema", "$comment", "notes"]
    let keys = document.children(of: node).filter { !remarks.contains(document.string(at: $0)) }
    members[node] = keys
    return keys
  }
}
