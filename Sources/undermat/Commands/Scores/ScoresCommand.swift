import ArgumentParser

/// `undermat scores`: what is on record.
struct ScoresCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scores",
    abstract: "Records and score sheets.",
    subcommands: [
      ScoresList.self, ScoresShow.self, ScoresVerify.self, ScoresRegrade.self,
      ScoresOverride.self, ScoresComment.self, ScoresForget.self, ScoresExport.self,
      ScoresReport.self, ScoresPush.self, ScoresPull.self,
    ], defaultSubcommand: ScoresList.self)
}
