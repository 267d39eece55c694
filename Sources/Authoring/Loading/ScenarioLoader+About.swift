import Simulation

extension ScenarioLoader {
  /// Reads what is said about the scenario as a whole.
  mutating func readAbout(_ fields: Fields<ScenarioKey>) {
    if let node = fields[.id], shape.isId(node) {
      scenario.about.id = view.string(at: node)
    }
    if let node = fields[.version] {
      scenario.about.version = shape.version(node) ?? ""
    }
    scenario.about.title = requiredString(.title, fields)
    scenario.about.summary = requiredString(.summary, fields)
    scenario.about.briefing = requiredString(.briefing, fields)
    if let node = fields[.language] { scenario.about.language = shape.language(node) ?? "en" }
    scenario.about.industry = optionalString(.industry, fields)
    if let node = fields[.tags] { scenario.about.tags = shape.strings(node) }
    if let node = fields[.minutes] {
      scenario.about.minutes = shape.integer(node, in: 1...Int.max)
    }
    if let node = fields[.level] {
      scenario.about.level = shape.word(node, of: Scenario.Level.allCases.map(\.name), "a level")
        .map { Scenario.Level.allCases[$0] }
    }
    scenario.about.source = optionalString(.source, fields)
    scenario.about.author = optionalString(.author, fields)
    scenario.about.licence = optionalString(.licence, fields)
    if let node = fields[.draft] { scenario.draft = shape.boolean(node) ?? false }
  }

  private mutating func requiredString(
    _ key: ScenarioKey, _ fields: Fields<ScenarioKey>
  ) -> String {
    fields[key].flatMap { shape.string($0) } ?? ""
  }

  private mutating func optionalString(
    _ key: ScenarioKey, _ fields: Fields<ScenarioKey>
  ) -> String? {
    fields[key].flatMap { shape.string($0) }
  }

  /// Reads who the customer is, the voices and the parser.scope.facts.
  mutating func readCustomer(_ fields: Fields<ScenarioKey>) {
    guard let node = fields[.customer],
      let customer = shape.fields(of: node, as: CustomerKey.self, "the customer", named: node - 1)
    else {
      parser.scope.voices = Voice.allCases
      return
    }
    if let node = customer[.name] {
      scenario.customer.name = shape.string(node) ?? ""
    }
    scenario.customer.about = customer[.about].flatMap { shape.string($0) }
    readVoices(customer)
    if let node = customer[.facts] { readFacts(node) }
  }

  private mutating func readVoices(_ customer: Fields<CustomerKey>) {
    let voice = customer[.voice].flatMap { anyVoice($0) }
    scenario.customer.voice = voice ?? .harmonizer
    guard let list = customer[.voices] else {
      scenario.customer.voices = [scenario.customer.voice]
      parser.scope.voices = voice.map { [$0] } ?? Voice.allCases
      return
    }
    guard shape.isList(list, "voices") else { return }
    for element in view.elements(of: list) {
      guard let voice = anyVoice(element) else { continue }
      guard !parser.scope.voices.contains(voice) else {
        shape.report(
          .listedTwice, "this voice is listed already", at: element, help: "take one of them out")
        continue
      }
      parser.scope.voices.append(voice)
      scenario.customer.voices.append(voice)
    }
    guard let voice, let node = customer[.voice], !parser.scope.voices.contains(voice) else {
      return
    }
    let other = shape.label(list, "the voices that are supported")
    shape.report(
      .unsupportedVoice, "`\(voice.name)` is not among `voices`", at: node, others: [other])
    // Reported once is enough.
    parser.scope.voices.append(voice)
  }

  /// The voice named at `node`, supported or not; reported if it is none.
  private mutating func anyVoice(_ node: Int) -> Voice? {
    shape.word(node, of: Voice.allCases.map(\.name), "a voice").map { Voice.allCases[$0] }
  }

  /// The voice that a key names; reported if it is none or the scenario does not support it.
  mutating func supportedVoice(_ key: Int) -> Voice? {
    let index = view.withText(of: key) { Self.voiceNames.index(of: $0) }
    guard let voice = index.map({ Voice.allCases[$0] }) else { return anyVoice(key) }
    if !parser.scope.voices.contains(voice) { reportUnsupported(voice, range: view.range(of: key)) }
    return voice
  }

  private static let voiceNames = KeyTable(Voice.allCases.map(\.name))

  /// Reports a voice that the customer does not speak in.
  mutating func reportUnsupported(_ voice: Voice, range: Range<Int>) {
    let names = scenario.customer.voices.map(\.name).joined(separator: ", ")
    shape.report(
      .unsupportedVoice, "the customer does not speak as `\(voice.name)`", range: range,
      help: "supported are \(names); others are added to the customer's `voices`")
  }

  private mutating func readFacts(_ node: Int) {
    guard shape.isObject(node, "facts by id") else { return }
    for key in view.members(of: node) {
      _ = shape.isId(key)
      _ = view.withText(of: key) { parser.scope.facts.add($0, scenario.facts.count) }
      var fact = Fact(id: view.string(at: key), text: "", known: false)
      if let fields = shape.fields(of: key + 1, as: FactKey.self, "a fact", named: key) {
        if let text = fields[.text] { fact.text = shape.string(text) ?? "" }
        if let known = fields[.known] {
          fact.known = shape.boolean(known) ?? false
        }
      }
      scenario.facts.append(fact)
    }
  }

  /// Reads the meters.
  mutating func readMood(_ fields: Fields<ScenarioKey>) {
    guard let node = fields[.mood], shape.isObject(node, "meters by id") else { return }
    for key in view.members(of: node) {
      _ = shape.isId(key)
      _ = view.withText(of: key) { parser.scope.states.add($0, scenario.meters.count) }
      scenario.meters.append(meter(key))
    }
  }

  private mutating func meter(_ key: Int) -> Meter {
    var meter = Meter(
      id: view.string(at: key), least: 0, most: 10, start: 0, good: .high, words: [])
    guard let fields = shape.fields(of: key + 1, as: MeterKey.self, "a meter", named: key)
    else {
      return meter
    }
    let any = -shape.limits.integer...shape.limits.integer
    if let node = fields[.min] { meter.least = shape.integer(node, in: any) ?? 0 }
    if let node = fields[.max] { meter.most = shape.integer(node, in: any) ?? 10 }
    if let node = fields[.words] { meter.words = shape.strings(node) }
    if let node = fields[.good] {
      let index = shape.word(node, of: ["high", "low"], "the good end")
      meter.good = index == 1 ? .low : .high
    }
    let isRange = meter.least < meter.most
    if !isRange { reportRange(meter, fields, key) }
    guard let node = fields[.start], let start = shape.integer(node, in: any)
    else { return meter }
    meter.start = start
    if isRange, start < meter.least || start > meter.most {
      shape.report(
        .badMeter, "the start is outside of \(meter.least) to \(meter.most)", at: node)
    }
    return meter
  }

  private mutating func reportRange(_ meter: Meter, _ fields: Fields<MeterKey>, _ key: Int) {
    shape.report(
      .badMeter, "the least value \(meter.least) is not below the greatest, \(meter.most)",
      at: fields[.min] ?? fields[.max] ?? key, help: "`min` is 0 and `max` is 10 if not given")
  }

  /// Reads the flags.
  mutating func readFlags(_ fields: Fields<ScenarioKey>) {
    guard let node = fields[.flags], shape.isObject(node, "flags by id") else { return }
    for key in view.members(of: node) {
      _ = shape.isId(key)
      let before = view.withText(of: key) { parser.scope.states.add($0, ~scenario.flags.count) }
      if let before, before >= 0 {
        let name = view.string(at: key)
        shape.report(
          .idTwice, "`\(VisibleText.of(name))` is a meter already", at: key,
          help: "meters and flags share one set of ids")
      }
      let flag = Flag(id: view.string(at: key), start: shape.boolean(key + 1) ?? false)
      scenario.flags.append(flag)
    }
  }
}
