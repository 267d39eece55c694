package import Reports
import JSONText
import Simulation

extension Review {
  /// The play as reports take it.
  var gradedPlay: GradedPlay {
    var record = SheetRecord(digests: attempt.opened.digests)
    record.encounter = attempt.ticket?.id ?? ""
    record.trainee = attempt.options.trainee
    record.attempt = attempt.ticket?.attempt
    record.hints = attempt.transcript.hints
    record.undos = attempt.transcript.undos
    record.hasTimer = attempt.transcript.origin.isTimed
    if sheet.mode == .exam && !record.hasTimer { record.accommodation = "no time windows" }
    record.rubricDigests = attempt.opened.documents.dropFirst().map(\.digest)
    return GradedPlay(sheet: sheet, record: record, program: solution.program)
  }
}

/// A score sheet as a file, in the form that its name asks for: `.txt`, `.md`, `.html` or `.json`; or
/// the bare transcript, as `grade --transcript` reads it: `.transcript`.
struct SheetFile {
  let review: Review

  /// The text of the file, or nil if its name asks for no form that is known.
  func text(_ path: String) -> String? {
    if path.hasSuffix(".transcript") {
      return TranscriptJSON.value(review.attempt.transcript).text() + "\n"
    }
    guard let format = format(path) else { return nil }
    var export = SheetExport(format)
    var bytes: [UInt8] = []
    export.begin(into: &bytes)
    export.add(review.gradedPlay, into: &bytes)
    export.end(into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func format(_ path: String) -> SheetExport.Format? {
    let name = path.split(separator: "/").last ?? ""
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    switch parts.count > 1 ? parts[parts.count - 1].lowercased() : "txt" {
    case "txt": return .text(ScreenSettings().pageSetting)
    case "md": return .markdown
    case "html": return .html(title: "Score sheet: \(review.scenario.about.title)")
    case "json": return .json
    default: return nil
    }
  }
}

extension ScreenSettings {
  /// How reports set plain text for this screen.
  package var pageSetting: PageSetting {
    PageSetting(
      width: textWidth, isPlain: isPlain, columns: { DisplayWidth.columns(of: $0) },
      safe: { SafeText.shown($0) })
  }
}
