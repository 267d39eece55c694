import ArgumentParser
import Authoring
import Console

/// `undermat explain [CODE]`
struct Explain: RoomCommand {
  static let configuration = CommandConfiguration(
    abstract: "What a code of `check` means; all codes if none is named.")

  @Argument(help: "A code, such as UM0302.")
  var code: String?

  @OptionGroup var looks: LookOptions

  func result(in shell: Shell) -> CommandResult {
    guard let code else { return CommandResult(StyledText(Self.list)) }
    guard let number = DiagnosticCode(parsing: code), let page = Catalogue.page(for: number) else {
      let shown = SafeText.shownOnOneLine(code)
      return CommandResult(
        Problem("there is no code \(shown); `undermat explain` lists them all", exitCode: 64))
    }
    return CommandResult(StyledText(page))
  }

  private static var list: String {
    Catalogue.entries.map { "\($0.code)  \($0.title)\n" }.joined()
  }
}
