/// Findings as a SARIF 2.1.0 log (OASIS, "Static Analysis Results Interchange Format") with one
/// run. Only the rules that were met are described.
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
            for findings in findings {
              var locator = Locator(findings.files)
              for diagnostic in findings.diagnostics {
                write(diagnostic, rules: codes, &locator, to: &writer)
              }
            }
          }
        }
      }
    }
    return writer.text + "\n"
  }

  private static func writeTool(_ codes: [DiagnosticCode], to writer: inout JSONWriter) {
    writer.key("tool")
    writer.object { writer in
      writer.key("driver")
      writer.object { writer in
        writer.member("name", "undermat")
        writer.key("rules")
        writer.array { writer in
          for code in codes { writeRule(code, to: &writer) }
        }
      }
    }
  }

  private static func writeRule(_ code: DiagnosticCode, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.member("id", code.description)
      guard let entry = Catalogue.entry(for: code) else { return }
      writeText("shortDescription", entry.title, to: &writer)
      writeText("fullDescription", entry.reason, to: &writer)
    }
  }

  private static func writeText(_ key: String, _ text: String, to writer: inout JSONWriter) {
    writer.key(key)
    writer.object { $0.member("text", text) }
  }

  private static func write(
    _ diagnostic: Diagnostic, rules: [DiagnosticCode], _ locator: inout Locator,
    to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("ruleId", diagnostic.code.description)
      if let index = rules.firstIndex(of: diagnostic.code) { writer.member("ruleIndex", index) }
      writer.member("level", diagnostic.severity.rawValue)
      let help = diagnostic.shownHelp.map { "\n" + $0 } ?? ""
      writeText("message", diagnostic.message + help, to: &writer)
      writer.key("locations")
      writer.array { writeLocation(diagnostic.primary, &locator, to: &$0) }
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
            for edit in fix.edits { writeChange(edit, &locator, to: &writer) }
          }
        }
      }
    }
  }

  private static func writeChange(
    _ edit: Edit, _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writeArtifact(locator.files[edit.file].name, to: &writer)
      writer.key("replacements")
      writer.array { writer in
        writer.object { writer in
          writeRegion("deletedRegion", file: edit.file, edit.range, &locator, to: &writer)
          writeText("insertedContent", edit.replacement, to: &writer)
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
