/// A file together with the tape of what it says. Positions on the tape name its values.
package struct JSONDocument: Sendable {
  /// The file.
  package let source: SourceFile
  private let tape: JSONTape

  /// A document made by the reader.
  init(source: SourceFile, tape: JSONTape) {
    self.source = source
    self.tape = tape
  }

  /// The tape (see `JSONNode`); the first node is the whole value. Never empty.
  package var nodes: JSONTape { tape }

  /// Calls `body` with a view that reads without checks; the view must not leave `body`.
  package func withView<Result>(_ body: (JSONView) -> Result) -> Result {
    withExtendedLifetime(tape) {
      source.bytes.withUnsafeBufferPointer { body(JSONView(bytes: $0, nodes: tape.nodes)) }
    }
  }

  /// The bytes of the value at `node`, brackets and quotes included.
  package func range(of node: Int) -> Range<Int> {
    withView { $0.range(of: node) }
  }

  /// The text at `node` with its escapes resolved; the empty text if it is none.
  package func string(at node: Int) -> String {
    withView { $0.string(at: node) }
  }

  /// The positions of the elements of the list at `node`, or of its keys if it is an object.
  package func children(of node: Int) -> [Int] {
    withView { view in
      var children: [Int] = []
      view.forEachElement(of: node) { children.append($0) }
      view.forEachMember(of: node) { key, _ in children.append(key) }
      return children
    }
  }

  /// The value of the key in the object at `node`; the first of several; nil if it is not there or
  /// the value is no object.
  package func value(of key: String, in node: Int) -> Int? {
    withView { view in
      var found: Int?
      view.forEachMember(of: node) { name, value in
        if found == nil, view.string(at: name) == key { found = value }
      }
      return found
    }
  }
}
