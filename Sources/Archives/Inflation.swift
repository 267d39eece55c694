internal import CZlib

/// zlib.
enum Inflation {
  /// Unpacks deflated bytes without a header, which must come to `size` bytes: a stream that goes on
  /// after them is not followed.
  static func inflate(_ packed: [UInt8], size: Int) throws(ZipArchive.Flaw) -> [UInt8] {
    var stream = z_stream()
    let prepared = inflateInit2_(
      &stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard prepared == Z_OK else { throw .unreadable(12) }
    defer { inflateEnd(&stream) }
    var packed = packed
    var result: Int32 = Z_DATA_ERROR
    // One byte more, so that a stream that is longer than it says does not look whole.
    let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
      result = packed.withUnsafeMutableBufferPointer { input in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        return CZlib.inflate(&stream, Z_FINISH)
      }
      count = Int(stream.total_out)
    }
    guard result == Z_STREAM_END else { throw .damaged }
    return bytes
  }

  /// CRC-32, as archives have it.
  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBufferPointer { buffer in
      UInt32(truncatingIfNeeded: crc32(0, buffer.baseAddress, UInt32(buffer.count)))
    }
  }
}
