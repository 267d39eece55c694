import ArgumentParser
import Simulation

/// The forms of a report at the prompt.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// Reads the name of a voice.
enum VoiceOption {
  static func voice(_ name: String) throws -> Voice {
    guard let voice = Voice(name: name) else {
      let names = Voice.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("There is no voice \(name). The voices are \(names).")
    }
    return voice
  }
}

extension String {
  /// Without the spaces around it.
  var trimmedOfSpaces: String {
    var rest = self[...]
    while rest.first == " " { rest.removeFirst() }
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}

/// In commands an option is one of the command line, and a flag too; the core has its own of both.
typealias Option<Value> = ArgumentParser.Option<Value>
typealias Flag<Value> = ArgumentParser.Flag<Value>
