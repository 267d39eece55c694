import Glibc

/// The one checked writer: every byte for standard output and standard error goes through it.
///
/// Swift's `print` reports success on a full device or a closed output and loses data on a
/// non-blocking pipe; this one writes everything or says why not.
package struct Output: Sendable {
  /// 1 for standard output, 2 for standard error.
  package let descriptor: Int32

  /// Where results go.
  package static let standard = Output(descriptor: 1)
  /// Where everything else goes.
  package static let error = Output(descriptor: 2)

  /// A writer to a descriptor that stays open.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Why bytes could not be written.
  package enum Failure: Error, Equatable, Sendable {
    /// The reader of a pipe is gone (`| head -1`). Nothing to complain about.
    case readerIsGone
    /// The terminal was closed.
    case terminalIsGone
    /// Anything else: a full device, a closed output, a size limit. The number is an `errno`.
    case other(Int32)

    init(_ number: Int32) {
      switch number {
      case EPIPE: self = .readerIsGone
      case EIO: self = .terminalIsGone
      default: self = .other(number)
      }
    }

    /// The exit code that tells the shell: 141 as if SIGPIPE had ended the program, 129 as if SIGHUP
    /// had, 74 for an input-output error.
    package var exitCode: Int32 {
      switch self {
      case .readerIsGone: 141
      case .terminalIsGone: 129
      case .other: 74
      }
    }
  }

  /// Writes all of a text, waiting as long as the reader of a non-blocking pipe needs.
  package func write(_ text: String) throws(Failure) {
    var text = text
    let number = text.withUTF8 { writeAll(UnsafeRawBufferPointer($0)) }
    if number != 0 { throw Failure(number) }
  }

  /// Writes all of the bytes; the same promise.
  package func write(_ bytes: [UInt8]) throws(Failure) {
    let number = bytes.withUnsafeBytes { writeAll($0) }
    if number != 0 { throw Failure(number) }
  }

  /// Says on standard error why standard output failed, unless nobody needs to know; returns the exit
  /// code. A failure to say it changes nothing.
  package static func explain(_ failure: Failure) -> Int32 {
    if case .other(let number) = failure {
      try? Output.error.write(
        "undermat: the output could not be written: \(SystemError(number).words)\n")
    }
    return failure.exitCode
  }

  /// Returns 0 or the errno.
  func writeAll(_ bytes: UnsafeRawBufferPointer) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = Glibc.write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if count >= 0 {
        rest = rest.dropFirst(count)
      } else if errno == EAGAIN {
        waitUntilWritable()
      } else if errno != EINTR {
        return errno
      }
    }
    return 0
  }

  private func waitUntilWritable() {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = poll(&request, 1, -1)
  }
}

/// An error number of the operating system, in its words.
package struct SystemError: Error, Equatable, Sendable {
  /// An `errno`.
  package let number: Int32

  /// The error with this `errno`.
  package init(_ number: Int32) {
    self.number = number
  }

  /// As `strerror` says it (`No space left on device`).
  package var words: String {
    strerror(number).map { String(cString: $0) } ?? "error \(number)"
  }
}
