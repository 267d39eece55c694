import JSONText
import Simulation

/// Files that hold whole score sheets, fed one play at a time: bytes come out as they are ready, so
/// memory does not grow with the number of sheets. The same plays give the same bytes.
package struct SheetExport: Sendable {
  /// How sheets are written.
  package enum Format: Sendable {
    case text(PageSetting)
    case markdown
    case html(title: String)
    /// An array of sheets as in grading.md.
    case json
  }

  private let format: Format
  private var count = 0

  package init(_ format: Format) { self.format = format }

  /// What stands before the first sheet.
  package func begin(into bytes: inout [UInt8]) {
    switch format {
    case .html(let title): HTMLDocument(title: title).begin(into: &bytes)
    case .json: bytes.append(contentsOf: "[".utf8)
    case .text, .markdown: break
    }
  }

  /// One sheet.
  package mutating func add(_ play: GradedPlay, into bytes: inout [UInt8]) {
    count += 1
    switch format {
    case .text(let setting):
      bytes.append(
        contentsOf: ((count == 1 ? "" : "\n\n") + PageText.text(SheetPage.page(play), setting)).utf8
      )
    case .markdown:
      bytes.append(contentsOf: ((count == 1 ? "" : "\n") + SheetText.markdown(play)).utf8)
    case .html(let title):
      HTMLDocument(title: title).add(SheetPage.page(play), number: count, into: &bytes)
    case .json:
      let meters = play.program?.scenario.meters.map(\.id) ?? play.meters
      let json = SheetJSON(
        play.sheet, play.record.digests, meters: meters, zeroOnCritical: play.zeroOnCritical)
      append(json: json.value.bytes(.indented), into: &bytes)
    }
  }

  /// One sheet of a JSON array as it is stored.
  package mutating func add(stored json: [UInt8], into bytes: inout [UInt8]) {
    count += 1
    append(json: json, into: &bytes)
  }

  private func append(json: [UInt8], into bytes: inout [UInt8]) {
    bytes.append(contentsOf: (count == 1 ? "\n" : ",\n").utf8)
    bytes += json
  }

  /// What stands after the last sheet.
  package func end(into bytes: inout [UInt8]) {
    switch format {
    case .html(let title): HTMLDocument(title: title).end(into: &bytes)
    case .json: bytes.append(contentsOf: (count == 0 ? "]\n" : "\n]\n").utf8)
    case .text, .markdown: break
    }
  }
}
