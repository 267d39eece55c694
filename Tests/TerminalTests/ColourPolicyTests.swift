import Console
import Testing

@testable import Terminal

@Suite struct `The colour policy` {
  /// Environment, whether the output is a terminal, and whether colour is used on its own account:
  /// after no-color.org and bixense.com/clicolors.
  @Test(
    arguments: [
      ([:], true, true),
      ([:], false, false),
      (["NO_COLOR": "1"], true, false),
      (["NO_COLOR": ""], true, true),
      (["NO_COLOR": "1", "FORCE_COLOR": "1"], true, false),
      (["FORCE_COLOR": "1"], false, true),
      (["FORCE_COLOR": "0"], false, false),
      (["CLICOLOR_FORCE": "1", "TERM": "dumb"], false, true),
      (["CLICOLOR_FORCE": "0"], false, false),
      (["CLICOLOR": "0"], true, false),
      (["CLICOLOR": "0", "FORCE_COLOR": "1"], true, true),
      (["CLICOLOR": "1"], false, false),
      (["TERM": "dumb"], true, false),
      (["TERM": ""], true, false),
    ] as [([String: String], Bool, Bool)])
  func `goes by the usual variables`(
    variables: [String: String], isTerminal: Bool, allowed: Bool
  ) {
    let environment = ["TERM": "xterm"].merging(variables) { $1 }
    let world = World.still(environment: environment, terminals: isTerminal ? [1] : [])
    #expect(ColourPolicy.auto.allowsColour(on: 1, in: world) == allowed)
    #expect(ColourPolicy.always.allowsColour(on: 1, in: world))
    #expect(!ColourPolicy.never.allowsColour(on: 1, in: world))
  }

  @Test(
    arguments: [
      (["ACCESSIBLE": "1"], true), (["ACCESSIBLE": "0"], false), (["ACCESSIBLE": ""], false),
      (["TERM": "dumb"], true), ([:], false),
    ] as [([String: String], Bool)])
  func `knows who wants plain lines`(variables: [String: String], isPlain: Bool) {
    let environment = ["TERM": "xterm", "FORCE_COLOR": "1"].merging(variables) { $1 }
    let world = World.still(environment: environment)
    let screen = Looks(isInteractive: true).screen(in: world)
    #expect(screen.isPlain == isPlain)
    #expect(screen.isColoured == !isPlain)
  }
}

@Suite struct `The width` {
  @Test(arguments: [
    (120, "40", 120), (0, "40", 40), (0, "0", 80), (0, "-3", 80), (0, "99999999999999999999", 80),
    (0, "wide", 80), (0, "", 80),
  ])
  func `is the terminal's, else a sane COLUMNS, else 80`(
    columns: Int, variable: String, width: Int
  ) {
    #expect(World.still(environment: ["COLUMNS": variable], columns: columns).width == width)
  }
}

@Suite struct `The history's place` {
  @Test(
    arguments: [
      (["HOME": "/h"], "/h/.local/state/undermat/history"),
      (["HOME": "/h", "XDG_STATE_HOME": "/s"], "/s/undermat/history"),
      (["HOME": "/h", "XDG_STATE_HOME": "s"], "/h/.local/state/undermat/history"),
      (["HOME": "/h", "UNDERMAT_HISTORY": "mine"], "mine"),
      (["HOME": "/h", "UNDERMAT_HISTORY": ""], nil),
      (["HOME": "h"], nil),
      ([:], nil),
    ] as [([String: String], String?)])
  func `is never the working folder unless asked`(variables: [String: String], path: String?) {
    #expect(HistoryFile.path(in: .still(environment: variables)) == path)
  }
}
