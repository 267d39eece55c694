/// All findings as one JSON object:
/// `{"diagnostics": [...], "errors": n, "warnings": n, "notes": n}`. A diagnostic has `code`,
/// `severity`, `message`, its place (`file`, `line`, `column`, `end-line`, `end-column`, `offset`,
/// `length`; lines and columns from 1, columns in characters, offset and length in bytes), `help`
/// (or null), `choices` (the ids of the fewest choices that show it, as `grade --choices` takes them;
/// null if it is not about how plays go), `labels` (a place and its `text`) and `fixes` (`title`,
/// `applicability`: `safe` or `suggested`, and `edits`: a place and its `replacement`). Findings stand
/// in the order of the files, and within a file in that of their places.
enum JSONRenderer {
  static func render(_ findings: [Findings]) -> String {
    var writer = JSONWriter()
    let counts = FindingCounts(findings)
    writer.object { writer in
      writer.key("diagnostics")
      writer.array { writer in
        for findings in findings {
          var locator = Locator(findings.files)
          for diagnostic in findings.diagnostics { write(diagnostic, &locator, to: &writer) }
        }
      }
      writer.member("errors", counts.errors)
      writer.member("warnings", counts.warnings)
      writer.member("notes", counts.notes)
    }
    return writer.text + "\n"
  }

  private static func write(
    _ diagnostic: Diagnostic, _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("code", diagnostic.code.description)
      writer.member("severity", diagnostic.severity.rawValue)
      writer.member("message", diagnostic.message)
      write(
        file: diagnostic.primary.file, diagnostic.primary.range, &locator, to: &writer)
      writer.key("help")
      if let help = diagnostic.help { writer.string(help) } else { writer.null() }
      writer.key("choices")
      write(diagnostic.choices, to: &writer)
      writer.key("labels")
      writer.array { writer in
        for label in diagnostic.others {
          writer.object { writer in
            write(file: label.file, label.range, &locator, to: &writer)
            writer.member("text", label.text)
          }
        }
      }
      writer.key("fixes")
      writer.array { writer in
        for fix in diagnostic.fixes { write(fix, &locator, to: &writer) }
      }
    }
  }

  private static func write(_ choices: [String]?, to writer: inout JSONWriter) {
    guard let choices else { return writer.null() }
    writer.array { writer in
      for id in choices { writer.string(id) }
    }
  }

  private static func write(
    _ fix: Fix, _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    writer.object { writer in
      writer.member("title", fix.title)
      writer.member("applicability", fix.applicability.rawValue)
      writer.key("edits")
      writer.array { writer in
        for edit in fix.edits {
          writer.object { writer in
            write(file: edit.file, edit.range, &locator, to: &writer)
            writer.member("replacement", edit.replacement)
          }
        }
      }
    }
  }

  private static func write(
    file: Int, _ range: Range<Int>, _ locator: inout Locator, to writer: inout JSONWriter
  ) {
    let span = locator.span(of: file, range)
    writer.member("file", locator.files[file].name)
    writer.member("line", span.start.line)
    writer.member("column", span.start.column)
    writer.member("end-line", span.end.line)
    writer.member("end-column", span.end.column)
    writer.member("offset", range.lowerBound)
    writer.member("length", range.count)
  }
}
