/// Findings as a SARIF 2.1.0 log (OASIS, "Static Analysis Results Interchange Format") with one
/// run. Only the rules that were met are described. Columns count characters (`columnKind`), relative
/// file names stay relative, and a fingerprint stays the same when a finding moves to other lines.
enum SARIFRenderer {
  static func render(_ findings: [Findings]) -> String {
    let codes = Set(findings.flatMap { $0.diagnostics.map(\.code) }).sorted()
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      writer.member("version", "2.1.0")
      writer.key("runs")
      writer.array { writer in
        writer.object { writer in
          writeTool(codes, to: &writer)
          writer.member("columnKind", "unicodeCodePoints")
          writer.key("results")
          writer.array { writer in
            var prints = Fingerprints()
            for findings in findings {
              var locator = Locator(findings.files)
              for diagnostic in findings.diagnostics {
                let print = prints.print(of: diagnostic, in: findings.files)
                write(diagnostic, rules: codes, print, &locator, to: &writer)
              }
            }
          }
        }
      }
    }
    return writer.text + "\n"
  }

  static func writeText(_ key: String, _ text: String, to writer: inout JSONWriter) {
    writer.key(key)
    writer.object { $0.member("text", text) }
  }

  private static func write(
    _ diagnostic: Diagnostic, rules: [DiagnosticCode], _ print: String,
    _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("ruleId", diagnostic.code.description)
      if let index = rules.firstIndex(of: diagnostic.code) { writer.member("ruleIndex", index) }
      writer.member("level", diagnostic.severity.rawValue)
      let help = diagnostic.shownHelp.map { "\n" + $0 } ?? ""
      writeText("message", diagnostic.message + help, to: &writer)
      writer.key("locations")
      writer.array { writeLocation(diagnostic.primary, &locator, to: &$0) }
      writer.key("partialFingerprints")
      writer.object { $0.member("undermatFinding/v1", print) }
      if !diagnostic.others.isEmpty {
        writer.key("relatedLocations")
        writer.array { writer in
          for label in diagnostic.others { writeLocation(label, &locator, to: &writer) }
        }
      }
      if !diagnostic.fixes.isEmpty { writeFixes(diagnostic.fixes, &locator, to: &writer) }
    }
  }

  private static func writeLocation(
    _ label: Label, _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.key("physicalLocation")
      writer.object { writer in
        writeArtifact(locator.files[label.file].name, to: &writer)
        writeRegion("region", file: label.file, label.range, &locator, to: &writer)
      }
      if !label.text.isEmpty { writeText("message", label.text, to: &writer) }
    }
  }

  private static func writeArtifact(_ name: String, to writer: inout JSONWriter) {
    writer.key("artifactLocation")
    writer.object { $0.member("uri", uri(of: name)) }
  }

  private static func writeRegion(
    _ key: String, file: Int, _ range: Range<Int>, _ locator: inout Locator,
    to writer: inout JSONWriter
  ) {
    let span = locator.span(of: file, range)
    writer.key(key)
    writer.object { writer in
      writer.member("startLine", span.start.line)
      writer.member("startColumn", span.start.column)
      writer.member("endLine", span.end.line)
      writer.member("endColumn", span.end.column)
    }
  }

  private static func writeFixes(
    _ fixes: [Fix], _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    writer.key("fixes")
    writer.array { writer in
      for fix in fixes {
        writer.object { writer in
          writeText("description", fix.title, to: &writer)
          writer.key("artifactChanges")
          writer.array { writer in
            for file in Set(fix.edits.map(\.file)).sorted() {
              let edits = fix.edits.filter { $0.file == file }
              writeChange(file, edits, &locator, to: &writer)
            }
          }
        }
      }
    }
  }

  private static func writeChange(
    _ file: Int, _ edits: [Edit], _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writeArtifact(locator.files[file].name, to: &writer)
      writer.key("replacements")
      writer.array { writer in
        for edit in edits {
          writer.object { writer in
            writeRegion("deletedRegion", file: file, edit.range, &locator, to: &writer)
            writeText("insertedContent", edit.replacement, to: &writer)
          }
        }
      }
    }
  }

  /// A file name as a URI reference (RFC 3986): a relative one stays relative.
  static func uri(of name: String) -> String {
    var uri = name.hasPrefix("/") ? "file://" : ""
    for byte in name.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "/"), UInt8(ascii: "-"),
        UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        uri += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
    return uri
  }
}

/// Tells findings apart by what does not change when lines are added above them: the file's name, the
/// code, the message, and which of several equal ones it is.
private struct Fingerprints {
  private var seen: [UInt64: Int] = [:]

  mutating func print(of diagnostic: Diagnostic, in files: [SourceFile]) -> String {
    let name = files[diagnostic.primary.file].name
    let hash = Self.hash("\(name)\n\(diagnostic.code)\n\(diagnostic.message)")
    let count = seen[hash, default: 0] + 1
    seen[hash] = count
    let digits = String(hash, radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits + ":\(count)"
  }

  /// FNV-1a of 64 bits.
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
