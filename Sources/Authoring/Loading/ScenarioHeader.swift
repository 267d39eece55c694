package import Simulation

/// What a list of scenarios shows of one, read without building the model.
package struct ScenarioHeader: Sendable, Equatable {
  package var id = ""
  package var title = ""
  package var summary = ""
  /// How long an encounter takes, or nil if the author did not say.
  package var minutes: Int?
  package var level: Scenario.Level?
  /// BCP 47.
  package var language = "en"
  package var industry: String?
  /// The voices that the customer speaks in, the default one first.
  package var voices: [Voice] = []

  /// Reads the header of a scenario file; nil if it is no scenario of this format or has not even an
  /// id and a title. Nothing else is checked.
  package init?(_ source: SourceFile, limits: Limits = .standard) {
    var found = DiagnosticList(limit: 1)
    guard let document = JSONDocument.read(source, limits: limits, into: &found) else { return nil }
    self.init(document)
  }

  private init?(_ document: JSONDocument) {
    func text(_ key: String, in node: Int = 0) -> String? {
      guard let value = document.value(of: key, in: node), document.nodes[value].isString else {
        return nil
      }
      return document.string(at: value)
    }
    guard text("format") == "undermat-scenario/1", let id = text("id"), let title = text("title")
    else { return nil }
    self.id = id
    self.title = title
    summary = text("summary") ?? ""
    minutes = document.value(of: "minutes", in: 0)
      .flatMap { Int(document.source.text(in: document.range(of: $0))) }
    level = text("level").flatMap { name in Scenario.Level.allCases.first { $0.name == name } }
    language = text("language") ?? "en"
    industry = text("industry")
    guard let customer = document.value(of: "customer", in: 0) else { return }
    voices = text("voice", in: customer).flatMap { Voice(name: $0) }.map { [$0] } ?? []
    guard let list = document.value(of: "voices", in: customer) else { return }
    for element in document.children(of: list) {
      if let voice = Voice(name: document.string(at: element)), !voices.contains(voice) {
        voices.append(voice)
      }
    }
  }
}
