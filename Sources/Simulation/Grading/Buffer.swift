/// A list that grows at its end, outside the reach of reference counting and bounds checks.
///
/// Unsafe because a proof appends and reads some ten million elements a second; whoever owns it
/// checks its own bounds.
struct Buffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var start: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity: Int

  init(capacity: Int = 1024) {
    self.capacity = max(capacity, 1)
    start = .allocate(capacity: self.capacity)
  }

  /// A list of that many equal elements.
  init(repeating element: Element, count: Int) {
    self.init(capacity: count)
    start.initialize(repeating: element, count: count)
    self.count = count
  }

  /// A list of that many elements whose owner sets each before reading it.
  init(unset count: Int) {
    self.init(capacity: count)
    self.count = count
  }

  deinit { start.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "an index is out of its buffer")
      return start[index]
    }
    nonmutating set { start[index] = newValue }
  }

  @inline(__always)
  mutating func append(_ element: Element) {
    if count == capacity { grow() }
    start[count] = element
    count += 1
  }

  /// Takes the last element away; there must be one.
  mutating func removeLast() -> Element {
    count -= 1
    return start[count]
  }

  /// The elements as an array.
  var elements: [Element] { (0..<count).map { start[$0] } }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
    capacity *= 2
  }
}
