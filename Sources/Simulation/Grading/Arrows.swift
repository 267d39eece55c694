/// The ways that leave the states of a graph: which choice or branch of the scene, and what it did.
///
/// One byte each, because a proof keeps some ten million of them. A draw with more branches than
/// fit into one byte keeps the positions of the later ones in a list beside it.
struct Arrows: ~Copyable {
  /// One of them.
  struct Arrow {
    /// The choice's or branch's position in its scene.
    var position: Int
    /// The marks counted; never at a draw.
    var counted: Bool
    /// The choice is critical here, by itself or by overspending; never at a draw.
    var critical: Bool
  }

  private struct FarPosition: BitwiseCopyable {
    var arrow: UInt32
    var position: UInt32
  }

  private static let countedBit: UInt8 = 1 << 7
  private static let criticalBit: UInt8 = 1 << 6
  /// Stands for a position that is kept in `far`.
  private static let farPosition: UInt8 = 63

  private var bytes = Buffer<UInt8>()
  /// In the order of the arrows.
  private var far = Buffer<FarPosition>(capacity: 1)

  var count: Int { bytes.count }

  @inline(__always)
  subscript(index: Int) -> Arrow {
    let byte = bytes[index]
    let near = byte & Arrows.farPosition
    return Arrow(
      position: near == Arrows.farPosition ? position(farOf: index) : Int(near),
      counted: byte & Arrows.countedBit != 0, critical: byte & Arrows.criticalBit != 0)
  }

  @inline(__always)
  mutating func append(_ arrow: Arrow) {
    var byte = UInt8(truncatingIfNeeded: min(arrow.position, Int(Arrows.farPosition)))
    if byte == Arrows.farPosition { addFar(arrow.position) }
    if arrow.counted { byte |= Arrows.countedBit }
    if arrow.critical { byte |= Arrows.criticalBit }
    bytes.append(byte)
  }

  private mutating func addFar(_ position: Int) {
    far.append(
      FarPosition(
        arrow: UInt32(truncatingIfNeeded: bytes.count),
        position: UInt32(truncatingIfNeeded: position)))
  }

  private func position(farOf arrow: Int) -> Int {
    var low = 0
    var high = far.count - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(far[middle].arrow) < arrow { low = middle + 1 } else { high = middle }
    }
    return Int(far[low].position)
  }
}
