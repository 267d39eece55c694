import Glibc

/// Why a file could not be read.
package struct SourceProblem: Error, Sendable, Equatable {
  /// The kinds of failure, apart so that a shell can choose its exit code.
  package enum Kind: Sendable, Equatable {
    /// There is nothing of that name.
    case missing
    /// It is there, but this person may not read it.
    case denied
    /// It is something other than a regular file; the text says what, with its article.
    case notRegular(String)
    /// It is larger than the limit; both in bytes.
    case tooLarge(size: Int, limit: Int)
    /// The system failed with this error number.
    case failed(Int32)
  }

  /// What went wrong.
  package let kind: Kind
  /// The path as it was asked for.
  package let path: String

  /// A failure to read `path`.
  package init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// Whether there is no such file, as opposed to a file that cannot be used.
  package var isMissing: Bool { kind == .missing }

  /// What is wrong, in lower case and without a full stop; the path is not repeated.
  package var message: String {
    switch kind {
    case .missing: "there is no such file"
    case .denied: "you do not have permission to read this file"
    case .notRegular(let what): "this is \(what), not a file"
    case .tooLarge(let size, let limit):
      "the file has \(size) bytes; at most \(limit) (\(limit >> 20) MB) are read"
    case .failed(let number): "the file cannot be read: \(Self.systemText(number))"
    }
  }

  /// What the person can do about it.
  package var help: String? {
    switch kind {
    case .missing: "check the spelling and the folder"
    case .denied: "ask its owner, or change its permissions"
    case .notRegular("a folder"): "name a file inside it"
    case .notRegular: "save the text in an ordinary file first"
    case .tooLarge: "split it into several scenarios"
    case .failed: nil
    }
  }

  private static func systemText(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: text, as: UTF8.self).lowercased()
  }
}
