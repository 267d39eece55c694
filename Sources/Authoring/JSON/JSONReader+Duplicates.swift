extension JSONReader {
  /// Reports every key of the object at `node` that it has already had.
  mutating func reportDuplicateKeys(in node: Int) {
    guard !stopped else { return }
    keys.removeAll()
    var key = node + 1
    let end = nodes.count - 1
    while key < end {
      if let first = indexKey(key) { reportDuplicate(key, of: first) }
      key += 1 + nodes[key + 1].span
    }
  }

  /// Remembers a key; returns the position of the same key if there was one.
  private mutating func indexKey(_ key: Int) -> Int? {
    let view = JSONView(bytes: bytes, nodes: UnsafeBufferPointer(start: nil, count: 0))
    let node = nodes[key]
    guard node.kind == .string else { return indexOddKey(key) }
    let start = Int(node.offset) + (bytes[Int(node.offset)] < 0x80 ? 1 : 3)
    let text = UnsafeBufferPointer(rebasing: view.bytes[start..<start + node.extent])
    return insert(key, text: text)
  }

  /// Keys with escapes are compared as the texts that they stand for.
  private mutating func indexOddKey(_ key: Int) -> Int? {
    guard nodes[key].extent > 0 else { return nil }
    let text = text(of: key)
    return text.withUnsafeBufferPointer { insert(key, text: $0) }
  }

  private mutating func insert(_ key: Int, text: UnsafeBufferPointer<UInt8>) -> Int? {
    let (bytes, nodes) = (bytes, nodes)
    return keys.insert(key, hash: KeyIndex.hash(text)) { other in
      nodes.withUnsafeBufferPointer { nodes in
        JSONView(bytes: bytes, nodes: nodes).withText(of: other) { $0.elementsEqual(text) }
      }
    }
  }

  private func text(of key: Int) -> [UInt8] {
    nodes.withUnsafeBufferPointer { JSONView(bytes: bytes, nodes: $0).textBytes(of: key) }
  }

  private mutating func reportDuplicate(_ key: Int, of first: Int) {
    let (again, before) = nodes.withUnsafeBufferPointer { nodes in
      let view = JSONView(bytes: bytes, nodes: nodes)
      return (view.range(of: key), view.range(of: first))
    }
    let text = text(of: key)
    report(
      .duplicateKey,
      "the key `\(VisibleText.of(String(decoding: text, as: UTF8.self)))` is here twice",
      at: again, others: [Label(range: before, text: "it is here already")],
      help: "keep one of them; which one counts would depend on the program that reads the file")
  }
}
