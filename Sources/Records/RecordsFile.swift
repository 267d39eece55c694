import GRDB

/// The records of one or more people: one SQLite file, which many processes may use at once.
///
/// Everything that writes returns only when what it wrote is on the disk; from then on neither
/// `kill -9` nor a power cut takes it away.
package struct RecordsFile: Sendable {
  package let path: String
  /// Whole sentences that the person should read once.
  package let warnings: [String]
  let queue: DatabaseQueue

  /// Makes all that a body writes durable, or nothing of it. Waits up to ten seconds for other
  /// processes.
  /// - Parameter isAtPrompt: somebody waits for the next prompt, so the log is not merged now.
  func write<Result>(
    isAtPrompt: Bool = false, _ body: (Database) throws -> Result
  ) throws(RecordsError) -> Result {
    let result: Result
    do {
      result = try queue.write(body)
    } catch {
      throw RecordsError(error, path: path)
    }
    if !isAtPrompt { mergeLog() }
    return result
  }

  /// Merges the log into the file once it is as long as SQLite would let it become. SQLite does so
  /// within a commit, of all moments; everything is on the disk without it, so its failure is none.
  private func mergeLog() {
    guard (FileFacts(path + "-wal")?.size ?? 0) > 4 << 20 else { return }
    try? queue.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)")
    }
  }

  /// Reads a consistent state, whatever others write meanwhile.
  func read<Result>(_ body: (Database) throws -> Result) throws(RecordsError) -> Result {
    do {
      return try queue.read(body)
    } catch {
      throw RecordsError(error, path: path)
    }
  }

  /// Ends the use of the file. Without it the file is whole all the same.
  package func close() throws(RecordsError) {
    do {
      try queue.close()
    } catch {
      throw RecordsError(error, path: path)
    }
  }
}
