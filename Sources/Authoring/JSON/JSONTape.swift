import Glibc

/// The tape while it is written.
///
/// Plain memory instead of an array: `realloc` moves a large block without touching it, so the
/// tape of a 160 MB file is never there twice, and appending costs one comparison. Its owner calls
/// `finish` or `discard` exactly once.
struct TapeWriter {
  private var start: UnsafeMutablePointer<JSONNode>
  private var capacity: Int
  private(set) var count = 0

  /// An empty tape with room for some nodes; memory never written to costs nothing.
  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    start = Self.resized(nil, self.capacity)
  }

  subscript(index: Int) -> JSONNode {
    get { start[index] }
    nonmutating set { start[index] = newValue }
  }

  /// Adds a node at the end.
  @inline(__always)
  mutating func append(_ node: JSONNode) {
    if count == capacity { grow() }
    start[count] = node
    count += 1
  }

  /// The nodes written so far; valid until the next one is added.
  var written: UnsafeBufferPointer<JSONNode> { UnsafeBufferPointer(start: start, count: count) }

  /// Hands the memory over.
  func finish() -> JSONTape { JSONTape(start: start, count: count) }

  /// Gives the memory back.
  func discard() { free(start) }

  private mutating func grow() {
    capacity *= 2
    start = Self.resized(start, capacity)
  }

  private static func resized(
    _ old: UnsafeMutablePointer<JSONNode>?, _ capacity: Int
  ) -> UnsafeMutablePointer<JSONNode> {
    let size = capacity * MemoryLayout<JSONNode>.stride
    guard let memory = realloc(old, size) else {
      fatalError("there is no memory for \(capacity) JSON values")
    }
    return memory.bindMemory(to: JSONNode.self, capacity: capacity)
  }
}

/// A finished tape. A class, because something has to give the memory back; unchecked, because the
/// compiler cannot see that nobody writes to it any more.
package final class JSONTape: @unchecked Sendable {
  /// The nodes, in the order of the text.
  let nodes: UnsafeBufferPointer<JSONNode>

  fileprivate init(start: UnsafeMutablePointer<JSONNode>, count: Int) {
    nodes = UnsafeBufferPointer(start: start, count: count)
  }

  /// How many nodes there are.
  package var count: Int { nodes.count }

  /// The node at a position; positions come from the tape itself.
  package subscript(position: Int) -> JSONNode {
    precondition(nodes.indices.contains(position), "positions come from the tape")
    return nodes[position]
  }

  deinit {
    free(UnsafeMutablePointer(mutating: nodes.baseAddress))
  }
}
