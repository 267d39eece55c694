import Glibc

/// One piece of work in a process of its own, so that its memory and its instructions are its own.
/// Prints one JSON object: what was done, how much of it, seconds of processor time, peak memory.
let usage = """
  usage: measure make PLOT SCENES FOLDER [mistakes] [METERS MOST FLAGS]
         measure load FILE
         measure play FILE PLAYS
         measure solve FILE BUDGET
         measure replay FILE PLAYS SEED
  PLOT is branching, woven, row or common.

  """

do {
  try Work(CommandLine.arguments.dropFirst()).run()
} catch {
  let text = "measure: \(error)\n\(usage)"
  write(2, text, text.utf8.count)
  exit(64)
}
