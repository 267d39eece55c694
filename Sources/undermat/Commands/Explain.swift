import ArgumentParser
import Authoring
import Console

/// `undermat explain [CODE]`
struct Explain: RoomCommand {
  static let configuration = CommandConfiguration(
    abstract: "What a code of `check` means; all codes if none is named.")

  @Argument(help: "A code, such as UM0302.")
  var code: String?

  @OptionGroup var lookArguments: LookArguments

  func result(in shell: Shell) -> CommandResult {
    guard let code else { return CommandResult(StyledText(Self.list)) }
    guard let number = DiagnosticCode(parsing: code), let page = Catalogue.page(for: number) else {
      let shown = SafeText.shownOnOneLine(code)
      return CommandResult(
        Problem(
          "there is no code \(shown).\(DiagnosticCode.guess(code)) `undermat explain` lists them all",
          exitCode: 64))
    }
    return CommandResult(StyledText(page))
  }

  private static var list: String {
    Catalogue.entries.map { "\($0.code)  \($0.title)\n" }.joined()
  }
}

extension DiagnosticCode {
  /// ` Did you mean UM0302?`, if there is a code that looks like what was typed.
  static func guess(_ text: String) -> String {
    var nearest = NearestName()
    let codes = Catalogue.codes.map(\.description)
    let typed = text.uppercased()
    let full = typed.hasPrefix("UM") ? typed : "UM" + typed
    return nearest.find(full, in: codes).map { " Did you mean \($0)?" } ?? ""
  }
}
