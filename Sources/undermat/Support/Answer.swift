import ArgumentParser
import Authoring
import Terminal

/// What every command does at its edges: writes its answer, says what is wrong, ends with a code of
/// the product's table.
enum Answer {
  /// Writes to standard output; ends the program if that fails.
  static func write(_ text: String) throws {
    do throws(Output.Failure) {
      try Output.standard.write(text)
    } catch {
      throw ExitCode(Output.explain(error))
    }
  }

  /// Writes bytes to standard output; ends the program if that fails.
  static func write(_ bytes: [UInt8]) throws {
    do throws(Output.Failure) {
      try Output.standard.write(bytes)
    } catch {
      throw ExitCode(Output.explain(error))
    }
  }

  /// Says something beside the answer; that it cannot be said changes nothing.
  static func say(_ text: String) {
    try? Output.error.write(text)
  }

  /// Shows findings on standard error.
  static func show(_ findings: Findings) {
    let isColoured = ColourPolicy.auto.allowsColour(on: 2, in: .live)
    say(DiagnosticFormat.text.render([findings], isColoured: isColoured))
  }

  /// Says why a file could not be read and ends the program.
  static func refuse(_ problem: SourceProblem) -> ExitCode {
    show(Findings(problem))
    return ExitCode(problem.exitCode)
  }
}

extension SourceProblem {
  /// 66 where there is no file that may be read, 65 where it is refused, 74 where reading failed.
  var exitCode: Int32 {
    switch kind {
    case .missing, .denied, .notRegular: 66
    case .tooLarge: 65
    case .failed: 74
    }
  }
}
