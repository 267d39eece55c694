import Glibc
import Testing

@testable import Authoring

@Suite struct `Files that are read` {
  /// A new folder under the temporary one; removed by the caller.
  private func makeFolder() -> String {
    var template = Array("/tmp/undermat-test-XXXXXX".utf8CString)
    _ = mkdtemp(&template)
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func write(_ text: String, to path: String) throws {
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
  }

  private func problem(_ path: String, limit: Int = 100) -> SourceProblem.Kind? {
    do throws(SourceProblem) {
      _ = try SourceFile.read(path, limit: limit)
      return nil
    } catch {
      return error.kind
    }
  }

  @Test func `come back byte by byte`() throws {
    let folder = makeFolder()
    try write("{\"é\": 1}\n", to: folder + "/a.json")
    #expect(try SourceFile.read(folder + "/a.json").bytes == Array("{\"é\": 1}\n".utf8))
    try write("", to: folder + "/empty.json")
    #expect(try SourceFile.read(folder + "/empty.json").bytes == [])
  }

  @Test func `are refused without waiting if they are no regular files`() throws {
    let folder = makeFolder()
    #expect(mkfifo(folder + "/fifo", 0o600) == 0)
    #expect(problem(folder + "/fifo") == .notRegular("a pipe"))
    #expect(problem(folder) == .notRegular("a folder"))
    #expect(problem("/dev/zero") == .notRegular("a device"))
    #expect(problem(folder + "/none") == .missing)
    #expect(problem(folder + "/none/deeper") == .missing)
    #expect(problem("a\u{0}b") == .missing)
  }

  @Test func `are refused above the limit, which is named`() throws {
    let folder = makeFolder()
    try write(String(repeating: "x", count: 101), to: folder + "/large")
    #expect(problem(folder + "/large") == .tooLarge(size: 101, limit: 100))
  }

  @Test func `have lines and columns counted in characters`() {
    let source = SourceFile(name: "a", text: "\u{FEFF}aé😀b\r\n\n日x")
    var table = LineTable(source)
    let offsets = [0, 3, 4, 6, 10, 11, 12, 13, 14, 17, 18, 99]
    #expect(
      offsets.map { table.position(at: $0) }.map { [$0.line, $0.column] } == [
        [1, 1], [1, 1], [1, 2], [1, 3], [1, 4], [1, 5], [1, 6], [2, 1], [3, 1], [3, 2], [3, 3],
        [3, 3],
      ])
    #expect(table.position(at: 4) == TextPosition(line: 1, column: 2))
    #expect((1...3).map { source.text(in: table.range(ofLine: $0)) } == ["aé😀b", "", "日x"])
  }
}
