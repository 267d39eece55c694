extension JSONReader {
  /// Reports every key of the object at `node` that it has already had.
  mutating func reportDuplicateKeys(in node: Int, count: Int) {
    guard !stopped else { return }
    if count <= Self.few {
      compareFew(node)
    } else {
      compareMany(node, count: count)
    }
  }

  /// Compares each key with each, by a word made of its first bytes and its length; only keys whose
  /// words are equal are looked at.
  private mutating func compareFew(_ node: Int) {
    // On the stack: every object comes here.
    withUnsafeTemporaryAllocation(of: SmallKey.self, capacity: Self.few) { keys in
      var count = 0
      // One bit for each sixty-fourth of all words: most keys fall where there was none before.
      var seen: UInt64 = 0
      var key = node + 1
      let end = nodes.count - 1
      while key < end {
        let small = SmallKey(word: Self.word(of: nodes[key], in: bytes), node: key)
        let bit: UInt64 = small.isVague ? .max : 1 << ((small.word &* 0x9E37_79B9_7F4A_7C15) >> 58)
        if seen & bit != 0,
          let first = keys[..<count].first(where: { mayBeSame($0, small) && isSame($0.node, key) })
        {
          reportDuplicate(key, of: first.node)
        }
        seen |= bit
        keys.initializeElement(at: count, to: small)
        count += 1
        key += 1 + nodes[key + 1].span
      }
    }
  }

  /// Objects of up to this many keys are compared key by key.
  private static let few = 32

  private struct SmallKey {
    let word: UInt64
    let node: Int

    /// Whether the word says nothing.
    var isVague: Bool { word == .max }
  }

  @inline(__always)
  private func mayBeSame(_ one: SmallKey, _ other: SmallKey) -> Bool {
    one.word == other.word || one.isVague || other.isVague
  }

  /// The greatest word means that the word says nothing: the key has escapes, or is one of the last
  /// in the file, where eight bytes cannot be read at once.
  @inline(__always)
  private static func word(
    of node: JSONNode, in bytes: UnsafeBufferPointer<UInt8>
  ) -> UInt64 {
    let start = Int(node.offset) + 1
    guard node.kind == .string, start + 8 <= bytes.count else { return .max }
    var word = UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped)
      .loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
    if node.extent < 8 { word &= (1 << (UInt64(node.extent) * 8)) - 1 }
    return word ^ UInt64(node.extent) << 56
  }

  private func isSame(_ one: Int, _ other: Int) -> Bool {
    // A key that was missing has been reported.
    guard nodes[other].kind != .bareString || nodes[other].extent > 0 else { return false }
    return view.withText(of: one) { one in view.withText(of: other) { one.isSame(as: $0) } }
  }

  private var view: JSONView { JSONView(bytes: bytes, nodes: nodes.written) }

  private mutating func compareMany(_ node: Int, count: Int) {
    var index = KeyIndex(capacity: count)
    let view = view
    var key = node + 1
    let end = nodes.count - 1
    while key < end {
      // A key that was missing has been reported.
      if nodes[key].kind != .bareString || nodes[key].extent > 0 {
        view.withText(of: key) { text in
          let hash = KeyIndex.hash(text)
          let slot = index.slot(hash: hash) { other in
            view.withText(of: other) { $0.isSame(as: text) }
          }
          if let first = index.position(inSlot: slot) {
            reportDuplicate(key, of: first)
          } else {
            index.fill(slot, with: key, hash: hash)
          }
        }
      }
      key += 1 + nodes[key + 1].span
    }
  }

  private mutating func reportDuplicate(_ key: Int, of first: Int) {
    let view = view
    let name = VisibleText.of(view.string(at: key))
    report(
      .duplicateKey, "the key `\(name)` is here twice", at: view.range(of: key),
      others: [Label(range: view.range(of: first), text: "it is here already")],
      help: "keep one of them; which one counts would depend on the program that reads the file")
  }
}
