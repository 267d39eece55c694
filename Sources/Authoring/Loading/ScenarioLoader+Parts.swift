import Simulation

extension ScenarioLoader {
  /// The scene or ending that the text at `node` names; reported if there is none.
  mutating func destination(_ node: Int) -> Destination? {
    guard view.nodes[node].isString else {
      shape.reportType("the id of a scene or ending", at: node)
      return nil
    }
    if let place = view.withText(of: node, { places.number(of: $0) }) {
      return place >= 0 ? .scene(place) : .ending(~place)
    }
    let (help, fixes) = shape.suggestion(for: node, among: places)
    let view = view
    shape.report(
      .unknownPlace,
      "there is no scene or ending `\(VisibleText.of(view.string(at: node)))`", at: node,
      help: help, fixes: fixes)
    return nil
  }

  /// Reads lines.
  mutating func lines(_ list: Int) -> Extent {
    guard shape.isList(list, "lines") else { return .none }
    let first = scenario.lines.count
    for element in view.elements(of: list) {
      if let line = line(element) { scenario.lines.append(line) }
    }
    return Extent(from: first, to: scenario.lines.count)
  }

  private mutating func line(_ node: Int) -> Line? {
    if view.nodes[node].isString {
      // A text alone is narrated, as in the example of the format.
      return shape.text(node).map { Line(kind: .narrate, text: $0) }
    }
    guard let fields = shape.fields(of: node, as: LineKey.self, "a line, or text") else {
      return nil
    }
    var line = Line(kind: .say, text: .empty)
    if let node = fields[.say] { line.text = shape.text(node) ?? .empty }
    if let node = fields[.narrate] {
      line.kind = .narrate
      line.text = shape.text(node) ?? .empty
    }
    if let node = fields[.pause] {
      line.kind = .pause
      line.seconds = Int32(clamping: shape.integer(node, in: 0...Int.max) ?? 0)
    }
    reportForms(fields)
    if let node = fields[.by] { line.by = shape.text(node) ?? .empty }
    line.when = fields[.when].flatMap { condition($0) }
    if let node = fields[.voices] { line.wordings = wordings(node) }
    return line
  }

  private mutating func reportForms(_ fields: Fields<LineKey>) {
    // Nearly always there is exactly one, and that is seen without making a list.
    let count =
      (fields[.say] == nil ? 0 : 1) + (fields[.narrate] == nil ? 0 : 1)
      + (fields[.pause] == nil ? 0 : 1)
    if count == 1 || count == 0 && view.isDamaged(fields.node) { return }
    let forms = [fields.keyNode(.say), fields.keyNode(.narrate), fields.keyNode(.pause)]
      .compactMap { $0 }.sorted()
    let label = forms.count > 1 ? [shape.label(forms[0], "one is here")] : []
    shape.report(
      .notOneForm, forms.isEmpty ? "the line says nothing" : "the line has two forms",
      at: forms.count > 1 ? forms[1] : fields.node, others: label,
      help: "it has exactly one of `say`, `narrate` and `pause`")
  }

  private mutating func wordings(_ node: Int) -> Extent {
    guard shape.isObject(node, "wordings by voice") else { return .none }
    let first = scenario.wordings.count
    for key in view.members(of: node) {
      let voice = supportedVoice(key)
      let text = shape.text(key + 1)
      if let voice, let text { scenario.wordings.append(Wording(voice: voice, text: text)) }
    }
    return Extent(from: first, to: scenario.wordings.count)
  }

  /// Reads effects.
  mutating func effects(_ node: Int) -> Extent {
    guard shape.isObject(node, "changes by meter or flag") else { return .none }
    let first = scenario.effects.count
    for key in view.members(of: node) {
      if let effect = effect(key) { scenario.effects.append(effect) }
    }
    return Extent(from: first, to: scenario.effects.count)
  }

  private mutating func effect(_ key: Int) -> Effect? {
    guard let state = view.withText(of: key, { parser.scope.states.number(of: $0) }) else {
      let (help, fixes) = shape.suggestion(for: key, among: parser.scope.states)
      let name = VisibleText.of(view.string(at: key))
      shape.report(
        .unknownState, "there is no meter or flag `\(name)`", at: key, help: help, fixes: fixes)
      return nil
    }
    let kind = view.kind(key + 1)
    if kind == .invalid { return nil }
    if state >= 0 {
      guard kind == .number else {
        shape.report(.wrongEffect, "a meter is changed by a whole number", at: key + 1)
        return nil
      }
      let all = -shape.limits.integer...shape.limits.integer
      return shape.integer(key + 1, in: all)
        .map { .add(meter: Int32(truncatingIfNeeded: state), amount: Int32(clamping: $0)) }
    }
    guard kind == .true || kind == .false else {
      shape.report(.wrongEffect, "a flag is set to true or false", at: key + 1)
      return nil
    }
    return .set(flag: Int32(truncatingIfNeeded: ~state), to: kind == .true)
  }

  /// Reads effects by voice.
  mutating func voiceEffects(_ node: Int) -> Extent {
    guard shape.isObject(node, "effects by voice") else { return .none }
    let first = scenario.voiceEffects.count
    for key in view.members(of: node) {
      let voice = supportedVoice(key)
      let extent = effects(key + 1)
      if let voice { scenario.voiceEffects.append(VoiceExtent(voice: voice, extent: extent)) }
    }
    return Extent(from: first, to: scenario.voiceEffects.count)
  }

  /// Reads marks.
  mutating func marks(_ node: Int) -> Extent {
    guard shape.isObject(node, "levels by criterion") else { return .none }
    let first = scenario.marks.count
    for key in view.members(of: node) {
      let level = shape.integer(key + 1, in: -2...2)
      guard let criterion = criterion(key) else { continue }
      if scenario.marks[first...].contains(where: { $0.criterion == Int32(criterion) }) {
        reportMarkedTwice(key)
      }
      scenario.marks.append(Mark(criterion: criterion, level: level ?? 0))
    }
    return Extent(from: first, to: scenario.marks.count)
  }

  private mutating func reportMarkedTwice(_ key: Int) {
    let name = VisibleText.of(view.string(at: key))
    shape.report(
      .markedTwice, "the criterion `\(name)` has a mark here already", at: key,
      help: "`criterion` and `rubric.criterion` are two names of one thing")
  }

  /// Reads marks by voice.
  mutating func voiceMarks(_ node: Int) -> Extent {
    guard shape.isObject(node, "marks by voice") else { return .none }
    let first = scenario.voiceMarks.count
    for key in view.members(of: node) {
      let voice = supportedVoice(key)
      let extent = marks(key + 1)
      guard let voice, !extent.isEmpty else { continue }
      scenario.voiceMarks.append(VoiceExtent(voice: voice, extent: extent))
    }
    return Extent(from: first, to: scenario.voiceMarks.count)
  }

  /// The index of the criterion that a key names; reported if there is none or more than one.
  private mutating func criterion(_ key: Int) -> Int? {
    let number = view.withText(of: key) { criteria.number(of: $0) }
    if let number, number >= 0 { return number }
    if lacksRubric { return nil }
    let name = view.string(at: key)
    if number == nil {
      let (help, fixes) = shape.suggestion(for: key, among: criteria)
      shape.report(
        .unknownCriterion, "no rubric here has a criterion `\(VisibleText.of(name))`", at: key,
        help: help, fixes: fixes)
    } else {
      let full = scenario.rubrics.map(\.rubric)
        .filter { $0.criteria.contains { $0.id == name } }.map { "`\($0.id).\(name)`" }
      shape.report(
        .ambiguousCriterion, "more than one rubric has a criterion `\(name)`", at: key,
        help: "write \(full.joined(separator: " or "))")
    }
    return nil
  }
}

extension ShapeReader {
  /// The place of the text at `node`, unchecked: for ids, whose shape is checked by itself.
  mutating func plainText(_ node: Int) -> Text {
    guard view.kind(node) == .escapedString else {
      let range = view.contents(of: node)
      return Text(offset: range.lowerBound, length: range.count)
    }
    let bytes = view.textBytes(of: node)
    extra += bytes
    return Text(offset: view.bytes.count + extra.count - bytes.count, length: bytes.count)
  }

  /// Calls `body` with the bytes of a text that was read from this file.
  @inline(__always)
  func withBytes<Result>(of text: Text, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let start = Int(text.offset)
    let length = Int(text.length)
    if start < view.bytes.count {
      return body(UnsafeBufferPointer(rebasing: view.bytes[start..<start + length]))
    }
    return extra.withUnsafeBufferPointer { extra in
      let first = start - view.bytes.count
      return body(UnsafeBufferPointer(rebasing: extra[first..<first + length]))
    }
  }

  /// A text that was read from this file.
  func characters(of text: Text) -> String {
    withBytes(of: text) { String(decoding: $0, as: UTF8.self) }
  }
}
