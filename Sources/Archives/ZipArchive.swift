/// A zip archive that is read in place: its directory at once, of its files only those that are asked
/// for. Nothing is ever unpacked to disk, so no name in it can lead anywhere.
///
/// The format is that of PKWARE's APPNOTE 6.3; of its extensions only those are read that authoring
/// tools use (stored and deflated files, sizes below 4 GB, one volume).
package struct ZipArchive {
  /// Why an archive, or a file in it, cannot be read.
  package enum Flaw: Error, Equatable, Sendable {
    /// It does not begin like a zip archive.
    case noArchive
    /// It ends before what its own directory says, or has no directory at its end.
    case truncated
    /// Its directory contradicts itself.
    case damaged
    /// It is cut into volumes, or larger than 4 GB, or compressed in an unusual way.
    case unusual(String)
    /// A password is needed.
    case encrypted
    /// The file would have more than so many bytes.
    case tooLarge(limit: Int)
    /// Two files have the name.
    case ambiguous
    /// Bytes could not be read: an `errno`.
    case unreadable(Int32)
  }

  /// Reads `count` bytes from an offset on; fewer only at the end.
  package typealias Reading = (_ offset: Int, _ count: Int) throws(Flaw) -> [UInt8]

  private let read: Reading
  private let entries: [Entry]

  private struct Entry {
    var name: [UInt8]
    var isEncrypted: Bool
    var method: Int
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    var offset: Int
  }

  /// Reads the directory.
  /// - Parameter size: of the archive, in bytes.
  package init(size: Int, read: @escaping Reading) throws(Flaw) {
    self.read = read
    guard let start = LittleEndian(try read(0, 4)).number(0, 4) else { throw .noArchive }
    guard start == 0x0403_4B50 || start == 0x0605_4B50 else { throw .noArchive }
    let end = try Self.end(size, read)
    guard end.disks == 0 else { throw .unusual("it is cut into volumes") }
    guard end.offset + end.length <= size else { throw .truncated }
    guard end.length <= Self.mostDirectory else { throw .tooLarge(limit: Self.mostDirectory) }
    let directory = try read(end.offset, end.length)
    guard directory.count == end.length else { throw .truncated }
    entries = try Self.entries(LittleEndian(directory), count: end.count)
  }

  /// The names of the files, as far as they are UTF-8.
  package var names: [String] { entries.map { String(decoding: $0.name, as: UTF8.self) } }

  /// Most bytes of a directory: some hundred thousand files.
  private static let mostDirectory = 64 << 20

  private struct End {
    var disks: Int
    var count: Int
    var length: Int
    var offset: Int
  }

  /// The record at the end: 22 bytes and a comment of at most 65,535.
  private static func end(_ size: Int, _ read: Reading) throws(Flaw) -> End {
    let length = min(size, 22 + 0xFFFF)
    let tail = LittleEndian(try read(size - length, length))
    var start = tail.bytes.count - 22
    while start >= 0 {
      if tail.number(start, 4) == 0x0605_4B50, let disk = tail.number(start + 4, 2),
        let first = tail.number(start + 6, 2), let count = tail.number(start + 10, 2),
        let length = tail.number(start + 12, 4), let offset = tail.number(start + 16, 4)
      {
        guard count != 0xFFFF, length != 0xFFFF_FFFF, offset != 0xFFFF_FFFF else {
          throw .unusual("it is larger than 4 GB")
        }
        return End(disks: disk + first, count: count, length: length, offset: offset)
      }
      start -= 1
    }
    throw .truncated
  }

  private static func entries(_ directory: LittleEndian, count: Int) throws(Flaw) -> [Entry] {
    var entries: [Entry] = []
    var start = 0
    for _ in 0..<count {
      guard directory.number(start, 4) == 0x0201_4B50, let flags = directory.number(start + 8, 2),
        let method = directory.number(start + 10, 2),
        let checksum = directory.number(start + 16, 4),
        let packed = directory.number(start + 20, 4), let size = directory.number(start + 24, 4),
        let nameLength = directory.number(start + 28, 2),
        let extraLength = directory.number(start + 30, 2),
        let commentLength = directory.number(start + 32, 2),
        let offset = directory.number(start + 42, 4),
        let name = directory.part(start + 46, nameLength)
      else { throw .damaged }
      entries.append(
        Entry(
          name: name, isEncrypted: flags & 1 != 0, method: method,
          checksum: UInt32(truncatingIfNeeded: checksum), packedSize: packed, size: size,
          offset: offset))
      start += 46 + nameLength + extraLength + commentLength
    }
    return entries
  }
}

extension ZipArchive {
  /// The bytes of the file of that name; nil if there is none.
  /// - Parameter limit: most bytes that are unpacked, whatever the directory says.
  package func contents(of name: String, limit: Int) throws(Flaw) -> [UInt8]? {
    let found = entries.filter { $0.name.elementsEqual(name.utf8) }
    guard let entry = found.first else { return nil }
    guard found.count == 1 else { throw .ambiguous }
    guard !entry.isEncrypted else { throw .encrypted }
    guard entry.size <= limit, entry.packedSize <= limit else { throw .tooLarge(limit: limit) }
    let packed = try packedBytes(entry)
    let bytes: [UInt8]
    switch entry.method {
    case 0: bytes = packed
    case 8: bytes = try Inflation.inflate(packed, size: entry.size)
    default: throw .unusual("its compression (number \(entry.method)) is not known")
    }
    guard bytes.count == entry.size, Inflation.checksum(bytes) == entry.checksum else {
      throw .damaged
    }
    return bytes
  }

  /// The bytes behind the file's own header, whose name and extra field may be as long as they like.
  private func packedBytes(_ entry: Entry) throws(Flaw) -> [UInt8] {
    let header = LittleEndian(try read(entry.offset, 30))
    guard header.number(0, 4) == 0x0403_4B50, let name = header.number(26, 2),
      let extra = header.number(28, 2)
    else { throw header.bytes.count < 30 ? .truncated : .damaged }
    let packed = try read(entry.offset + 30 + name + extra, entry.packedSize)
    guard packed.count == entry.packedSize else { throw .truncated }
    return packed
  }
}

/// Bytes with numbers in them, the low byte first.
private struct LittleEndian {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The number of so many bytes, or nil outside.
  func number(_ start: Int, _ count: Int) -> Int? {
    guard let part = part(start, count) else { return nil }
    return part.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func part(_ start: Int, _ count: Int) -> [UInt8]? {
    guard start >= 0, count >= 0, start <= bytes.count - count else { return nil }
    return Array(bytes[start..<start + count])
  }
}
