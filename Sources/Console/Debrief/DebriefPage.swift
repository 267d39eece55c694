import Reports
import Simulation

/// The debrief as one page: the ledger first, the verdict last, next to the prompt.
struct DebriefPage {
  let review: Review
  let screen: ScreenSettings

  func text() -> StyledText {
    var page = Screenful(screen)
    page.addLaidOut(title)
    let sections = [
      Ledger(review: review, screen: screen).text(),
      Curve(values: review.reachable, screen: screen).text(),
      Arithmetic(review: review, screen: screen).text(),
      VerdictSection(review: review, screen: screen).text(),
    ]
    for section in sections where !section.isEmpty {
      page.blank()
      page.addLaidOut(section)
    }
    return page.text
  }

  private var kind: String {
    review.attempt.kind == .rehearsal ? "rehearsal" : review.sheet.mode.name
  }

  private var title: StyledText {
    var page = Screenful(screen)
    let about = review.scenario.about
    let sheet = review.sheet
    page.add(
      StyledText("Debrief: \(SafeText.shownOnOneLine(about.title))", .strong)
        + StyledText(
          " (\(about.id) \(about.version), \(kind), voice \(sheet.voice.name), seed "
            + "\(sheet.seed))", .faint))
    let manner = VoiceManner(sheet.voice)
    page.add(
      "The voice \(sheet.voice.name) sounds like \(manner.sounds); under stress it "
        + "\(manner.underStress). What helps is \(manner.helps); what inflames is "
        + "\(manner.inflames).", .faint)
    return page.text
  }
}
