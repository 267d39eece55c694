/// Why the records cannot be used. Nothing was overwritten in any of these cases.
package enum RecordsError: Error, Equatable, Sendable {
  /// A file or a folder cannot be made or written to; `reason` is the system's.
  case notWritable(path: String, reason: String)
  /// The path leads to a folder, a device or the like.
  case notAFile(path: String)
  /// The file is not an SQLite database.
  case notADatabase(path: String)
  /// The file is somebody else's database.
  case notOurs(path: String)
  /// A later version of this program made the file.
  case newer(path: String, found: Int, known: Int)
  /// The file is damaged; `detail` is what SQLite found.
  case damaged(path: String, detail: String)
  /// No room is left on the disk.
  case full(path: String)
  /// Another process held the file for longer than ten seconds.
  case busy(path: String)
  /// The disk or the system refused to read or write.
  case inputOutput(path: String, detail: String)
  /// There is no encounter of this number or id.
  case noEncounter(String)
  /// There is no trainee of this name.
  case noTrainee(String)
  /// Somebody else went on with this encounter meanwhile.
  case movedOn(encounter: Int64)
  /// The encounter is over, so nothing can be added to it.
  case over(encounter: Int64)
  /// The sheet has no such criterion; `known` are those that it has.
  case noCriterion(String, known: [String])
  /// What was to be kept contradicts what is on file.
  case contradiction(String)
}

extension RecordsError {
  /// What is wrong and what to do, in lower case and without a full stop.
  package var words: String {
    switch self {
    case .notWritable(let path, let reason):
      "the records in \(path) cannot be written (\(reason)); --records FILE or UNDERMAT_RECORDS "
        + "names another place"
    case .notAFile(let path): "\(path) is not a plain file, so it cannot hold records"
    case .notADatabase(let path):
      "\(path) is not a records file and was left as it is; --records FILE names another one"
    case .notOurs(let path):
      "\(path) is a database of another program and was left as it is; --records FILE names "
        + "another one"
    case .newer(let path, let found, let known):
      "\(path) was made by a newer undermat (layout \(found), this one knows \(known)) and was left "
        + "as it is; use the newer undermat, or --records FILE for another file"
    case .damaged(let path, let detail):
      "the records in \(path) are damaged (\(detail)) and were left as they are; put a copy back, "
        + "or use --records FILE for another file"
    case .full(let path): "there is no room left on the disk of \(path)"
    case .busy(let path): "another program held \(path) for more than ten seconds; try again"
    case .inputOutput(let path, let detail):
      "the disk refused to read or write \(path) (\(detail))"
    case .noEncounter(let id): "there is no encounter \(id) in the records"
    case .noTrainee(let name): "there is no trainee \(name) in the records"
    case .movedOn(let encounter):
      "encounter \(encounter) was continued somewhere else meanwhile"
    case .over(let encounter): "encounter \(encounter) is over"
    case .noCriterion(let name, let known):
      "the sheet has no criterion \(name); it has \(known.joined(separator: ", "))"
    case .contradiction(let what): what
    }
  }

  /// As the product's table of exit codes says.
  package var exitCode: Int32 {
    switch self {
    case .notWritable: 73
    case .notADatabase, .notOurs, .newer, .damaged, .contradiction: 65
    case .notAFile, .noEncounter, .noTrainee: 66
    case .full, .busy, .inputOutput, .movedOn, .over: 74
    case .noCriterion: 64
    }
  }
}
