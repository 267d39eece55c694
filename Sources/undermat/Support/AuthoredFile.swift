import Authoring
import Console
import ArgumentParser
import Glibc
import Terminal

/// Files that a command begins for an author: for others to read, too, and never half of a pair.
enum AuthoredFile {
  /// Writes a scenario, and beside it the rubric that it is marked by unless one is there: that one
  /// may serve other scenarios and have been changed for them. The rubric first, since a scenario
  /// without it would not do; but a scenario that may not be written is refused before that.
  /// - Returns: the rubric's path, and whether it was written.
  static func write(
    scenario: String, to path: String, isReplacing: Bool
  ) throws -> (rubric: String, isNew: Bool) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    let rubric = folder + StarterScenario.rubricPath
    let isWanted = isReplacing || access(path, F_OK) != 0
    let isNew = access(rubric, F_OK) != 0
    if isWanted, isNew {
      mkdir(folder + "rubrics", 0o777)
      try write(StarterScenario.rubric, to: rubric, isReplacing: false)
    }
    try write(scenario, to: path, isReplacing: isReplacing)
    return (rubric, isNew)
  }

  private static func write(_ text: String, to path: String, isReplacing: Bool) throws {
    if case .failure(let failure) = World.live.writeFile(path, Array(text.utf8), isReplacing) {
      Answer.say("undermat: \(failure.words)\n")
      throw ExitCode(failure.exitCode)
    }
    // What an author writes is for others to read, too; the umask has the last word.
    let mask = umask(0o022)
    umask(mask)
    chmod(path, 0o666 & ~mask)
  }

  /// A file's name as a shell takes it for one word.
  static func shellWord(_ path: String) -> String {
    let isPlain = path.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        true
      default: "._/-".utf8.contains(byte)
      }
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
