import Gradings
import JSONText
import Simulation

/// Writes the cells of `Columns.decisions` for decisions, several times as fast as column by column:
/// a class comes to a million of them, with few choices. A test holds it against the columns.
///
/// A class, because it remembers the cells of choices.
final class DecisionLines {
  /// The cells of a choice, ready to be written.
  private struct Known {
    /// Held, so that no other choice can get its identity.
    let choice: KnownChoice
    /// Scene, id and words, with a comma before them and one behind them.
    let cells: [UInt8]
    /// The id alone, with the same commas.
    let id: [UInt8]
  }

  private let writer: CSVWriter
  private var known: [Known] = []
  private var places: [ObjectIdentifier: Int] = [:]
  /// Where choices stand, by a few bits of their identity: nearly always right, and much cheaper to
  /// ask than the dictionary. -1 for nowhere.
  private var guesses = [Int](repeating: -1, count: 256)

  init(_ writer: CSVWriter) { self.writer = writer }

  func add(_ decision: Decision, into bytes: inout [UInt8]) {
    let comma = UInt8(ascii: ",")
    DecimalText.append(Int64(decision.turn), to: &bytes)
    bytes.append(contentsOf: known[place(of: decision.choice)].cells)
    if let label = decision.label { bytes.append(contentsOf: label.rawValue.utf8) }
    writer.append(after: comma, decision.regret, to: &bytes)
    writer.append(after: comma, decision.here, to: &bytes)
    writer.append(after: comma, decision.later, to: &bytes)
    writer.append(after: comma, decision.luck, to: &bytes)
    writer.append(flag: decision.onlyMove, to: &bytes)
    writer.append(flag: decision.unexpected, to: &bytes)
    if let best = decision.best {
      bytes.append(contentsOf: known[place(of: best)].id)
    } else {
      bytes.append(comma)
      bytes.append(comma)
    }
    writer.append(decision.spend, to: &bytes)
    bytes.append(comma)
    DecimalText.append(Int64(decision.seconds), to: &bytes)
  }

  private func place(of choice: KnownChoice) -> Int {
    let identity = ObjectIdentifier(choice)
    // Objects stand at least sixteen bytes apart.
    let slot = (Int(bitPattern: identity) >> 4) & 255
    let guess = guesses[slot]
    if guess >= 0, known[guess].choice === choice { return guess }
    let place = places[identity] ?? remember(choice)
    guesses[slot] = place
    return place
  }

  private func remember(_ choice: KnownChoice) -> Int {
    // Plays that do not come from the records bring new objects each time.
    if known.count >= 4096 {
      known = []
      places = [:]
      guesses = [Int](repeating: -1, count: guesses.count)
    }
    var cells = [UInt8(ascii: ",")]
    writer.append(text: choice.scene, to: &cells)
    let start = cells.count
    cells.append(UInt8(ascii: ","))
    writer.append(text: choice.choice, to: &cells)
    cells.append(UInt8(ascii: ","))
    let id = Array(cells[start...])
    writer.append(text: choice.text, to: &cells)
    cells.append(UInt8(ascii: ","))
    known.append(Known(choice: choice, cells: cells, id: id))
    places[ObjectIdentifier(choice)] = known.count - 1
    return known.count - 1
  }
}

/// The same for the cells of `Columns.criteria`. A class, because it remembers names: criteria come
/// in the same order from sheet to sheet.
final class CriterionLines {
  private struct Known {
    let rubric: String
    let criterion: String
    let cells: [UInt8]
  }

  private let writer: CSVWriter
  private var known: [Known] = []
  /// Where the criterion that comes next was found the last time.
  private var next = 0

  init(_ writer: CSVWriter) { self.writer = writer }

  func add(_ score: CriterionScore, into bytes: inout [UInt8]) {
    let comma = UInt8(ascii: ",")
    bytes.append(contentsOf: known[index(of: score)].cells)
    writer.append(after: comma, score.weight, to: &bytes)
    bytes.append(comma)
    DecimalText.append(Int64(score.total), to: &bytes)
    bytes.append(comma)
    DecimalText.append(Int64(score.lowest), to: &bytes)
    bytes.append(comma)
    DecimalText.append(Int64(score.highest), to: &bytes)
    writer.append(after: comma, score.percent, to: &bytes)
  }

  private func index(of score: CriterionScore) -> Int {
    func isHere(_ known: Known) -> Bool {
      known.criterion == score.criterion && known.rubric == score.rubric
    }
    if next >= known.count || !isHere(known[next]) {
      next = known.firstIndex(where: isHere) ?? remember(score)
    }
    defer { next = (next + 1) % known.count }
    return next
  }

  private func remember(_ score: CriterionScore) -> Int {
    var cells: [UInt8] = []
    writer.append(text: score.rubric, to: &cells)
    cells.append(UInt8(ascii: ","))
    writer.append(text: score.criterion, to: &cells)
    known.append(Known(rubric: score.rubric, criterion: score.criterion, cells: cells))
    return known.count - 1
  }
}
