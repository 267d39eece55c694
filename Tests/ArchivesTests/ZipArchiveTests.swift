import Testing

@testable import Archives

@Suite struct `A zip archive` {
  /// Made by Python's zipfile 3.11, each with the comment `abc` and a file `a.txt`: `hello` stored.
  private static let stored = bytes(
    """
    504b03041400000000000000210086a61036050000000500000005000000612e74787468656c6c6f504b010214
    031400000000000000210086a610360500000005000000050000000000000000000000800100000000612e7478
    74504b0506000000000100010033000000280000000300616263
    """)
  /// `hello ` twenty times, deflated.
  private static let deflated = bytes(
    """
    504b0304140000000800000021002ffaf8480b0000007800000005000000612e747874cb48cdc9c957c8a03b09
    00504b01021403140000000800000021002ffaf8480b0000007800000005000000000000000000000080010000
    0000612e747874504b05060000000001000100330000002e0000000300616263
    """)
  /// `hello` and `x`, both called `a.txt`.
  private static let twice = bytes(
    """
    504b03041400000000000000210086a61036050000000500000005000000612e74787468656c6c6f504b030414
    0000000000000021008316dc8c010000000100000005000000612e747874
    78504b010214031400000000000000
    210086a610360500000005000000050000000000000000000000800100000000612e747874504b010214031400
    00000000000021008316dc8c0100000001000000050000000000000000000000800128000000612e747874504b
    05060000000002000200660000004c0000000300616263
    """)

  private static func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.filter { $0.isHexDigit }.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map {
      UInt8(digits[$0] << 4 | digits[$0 + 1])
    }
  }

  private static func contents(
    _ bytes: [UInt8], limit: Int = 1 << 20
  ) throws(ZipArchive.Flaw) -> [UInt8]? {
    func read(_ offset: Int, _ count: Int) throws(ZipArchive.Flaw) -> [UInt8] {
      guard offset >= 0, offset <= bytes.count else { return [] }
      return Array(bytes[offset...].prefix(max(count, 0)))
    }
    return try ZipArchive(size: bytes.count, read: read).contents(of: "a.txt", limit: limit)
  }

  private func flaw(_ bytes: [UInt8], limit: Int = 1 << 20) -> ZipArchive.Flaw? {
    do throws(ZipArchive.Flaw) {
      _ = try Self.contents(bytes, limit: limit)
      return nil
    } catch {
      return error
    }
  }

  @Test func `gives its files, stored and deflated`() throws {
    #expect(try Self.contents(Self.stored) == Array("hello".utf8))
    let hellos = String(repeating: "hello ", count: 20)
    #expect(try Self.contents(Self.deflated) == Array(hellos.utf8))
  }

  @Test func `says what is wrong with it`() {
    #expect(flaw([]) == .noArchive)
    #expect(flaw(Array("{\"a\": 1}".utf8)) == .noArchive)
    #expect(flaw(Array(Self.stored.dropLast(40))) == .truncated)
    #expect(flaw(Self.twice) == .ambiguous)
    #expect(flaw(Self.deflated, limit: 119) == .tooLarge(limit: 119))
    var locked = Self.stored
    locked[40 + 8] |= 1
    #expect(flaw(locked) == .encrypted)
    var unknown = Self.stored
    unknown[40 + 10] = 12
    #expect(flaw(unknown) == .unusual("its compression (number 12) is not known"))
    var changed = Self.stored
    changed[35] = UInt8(ascii: "j")
    #expect(flaw(changed) == .damaged)
    // The directory says that less comes than does, or more.
    for size in [UInt8(0x77), 0x79] {
      var lying = Self.deflated
      lying[46 + 24] = size
      #expect(flaw(lying) == .damaged)
    }
  }

  @Test func `that is cut anywhere, or any byte of which is another, is refused or read whole`() {
    for archive in [Self.stored, Self.deflated, Self.twice] {
      // Its comment of three bytes may be missing.
      for length in 0..<archive.count - 3 { #expect(flaw(Array(archive[..<length])) != nil) }
      for index in archive.indices {
        for flip: UInt8 in [1, 0x80, 0xFF] {
          var changed = archive
          changed[index] ^= flip
          guard let bytes = try? Self.contents(changed) else { continue }
          #expect([5, 120, 1].contains(bytes.count), "\(index) \(flip)")
        }
      }
    }
  }
}
