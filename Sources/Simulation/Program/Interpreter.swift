/// What taking a choice did, besides changing the state.
struct Taken {
  /// Where it leads, before any turn cap.
  var to: Destination
  /// Its marks counted: it was taken for the first time.
  var counted: Bool
  /// The money given away is now above the limit that was in force.
  var overspent: Bool
}

/// Where an encounter stands after one step.
enum Arrival {
  /// A scene with choices, or a chance scene.
  case scene(Int)
  case ending(Int)
  /// The turn cap was reached and no ending is named by `patience`.
  case impatient(scene: Int)
}

/// The one interpreter: every rule of play in format.md, over packed words.
extension Tables {
  /// Follows a condition's tests to its verdict.
  @inline(__always)
  func holds(_ entry: Int32, _ words: UnsafePointer<UInt64>) -> Bool {
    var next = entry
    while next >= 0 {
      let test = tests[next]
      next = answer(test, words) ? test.ifTrue : test.ifFalse
    }
    return next == Test.yes
  }

  @inline(__always)
  private func answer(_ test: Test, _ words: UnsafePointer<UInt64>) -> Bool {
    switch test.kind {
    case .fieldLiteral:
      test.comparison.holds(fields[test.left].read(words), test.literal)
    case .fieldField:
      test.comparison.holds(fields[test.left].read(words), fields[test.right].read(words))
    case .fieldLimit:
      test.comparison.holds(fields[test.left].read(words), limitInForce(words))
    case .limitLiteral:
      test.comparison.holds(limitInForce(words), test.literal)
    }
  }

  /// The highest of the limit and its raises whose condition holds, in hundredths. A raise's own
  /// condition may not name the limit, so this ends.
  func limitInForce(_ words: UnsafePointer<UInt64>) -> Int64 {
    var highest = limit
    for index in 0..<raises.count {
      let raise = raises[index]
      if raise.limit > highest, holds(raise.when, words) { highest = raise.limit }
    }
    return highest
  }

  /// Whether a choice can be taken: its condition holds and it is not used up.
  @inline(__always)
  func isAvailable(_ choice: ChoiceCode, _ words: UnsafePointer<UInt64>) -> Bool {
    if choice.once, choice.taken >= 0, wasTaken(choice, words) { return false }
    return holds(choice.when, words)
  }

  /// Whether a choice that can come back was taken before.
  @inline(__always)
  func wasTaken(_ choice: ChoiceCode, _ words: UnsafePointer<UInt64>) -> Bool {
    guard choice.taken >= 0 else { return false }
    let word = words[takenWord + Int(choice.taken &>> 6)]
    return (word &>> UInt64(choice.taken & 63)) & 1 != 0
  }

  /// Whether a choice would now spend above the limit in force.
  @inline(__always)
  func overspends(_ choice: ChoiceCode, _ words: UnsafePointer<UInt64>) -> Bool {
    guard choice.spend > 0, limit >= 0 else { return false }
    return fields[spent].read(words) + choice.spend > limitInForce(words)
  }

  /// Takes a choice: everything up to the resolved destination, in the contract's order.
  @inline(__always)
  func take(_ choice: ChoiceCode, _ words: UnsafeMutablePointer<UInt64>) -> Taken {
    let overspent = overspends(choice, words)
    addCounters(choice, words)
    perform(choice.operations, words)
    let counted = !wasTaken(choice, words)
    if gateLost >= 0 { updateGate(choice, counted, overspent, words) }
    if choice.taken >= 0 {
      words[takenWord + Int(choice.taken &>> 6)] |= 1 &<< UInt64(choice.taken & 63)
    }
    let turn = fields[turns]
    turn.writeRaw(turn.readRaw(words) &+ 1, words)
    return Taken(to: resolve(choice.routes, words), counted: counted, overspent: overspent)
  }

  @inline(__always)
  private func addCounters(_ choice: ChoiceCode, _ words: UnsafeMutablePointer<UInt64>) {
    if seconds >= 0, choice.seconds > 0 {
      let field = fields[seconds]
      let sum = min(field.read(words) &+ Int64(choice.seconds), secondsMost)
      field.writeRaw(UInt64(bitPattern: sum), words)
    }
    if spent >= 0, choice.spend > 0 {
      let field = fields[spent]
      let sum = min(field.read(words) &+ choice.spend, spentMost)
      field.writeRaw(UInt64(bitPattern: sum), words)
    }
  }

  /// Lets points wait, or gives up on them for good: no gate that was lost opens again.
  private func updateGate(
    _ choice: ChoiceCode, _ counted: Bool, _ overspent: Bool,
    _ words: UnsafeMutablePointer<UInt64>
  ) {
    let lost = fields[gateLost]
    if lost.readRaw(words) != 0 { return }
    let disproportionate = proportion >= 0 && fields[spent].read(words) > proportion
    if choice.critical || overspent || disproportionate {
      lost.writeRaw(1, words)
      for index in 0..<waitingFields.count { fields[waitingFields[index]].writeRaw(0, words) }
    } else if counted {
      for index in choice.waiting.range {
        let points = waiting[index]
        let field = fields[points.field]
        field.writeRaw(field.readRaw(words) &+ UInt64(points.points), words)
      }
    }
  }

  @inline(__always)
  func perform(_ extent: Extent, _ words: UnsafeMutablePointer<UInt64>) {
    for index in extent.range {
      let operation = operations[index]
      let field = fields[operation.field]
      switch operation.kind {
      case .set:
        field.writeRaw(UInt64(operation.amount), words)
      case .add:
        let sum = Int64(bitPattern: field.readRaw(words)) &+ Int64(operation.amount)
        let clamped = min(max(sum, 0), Int64(operation.most))
        field.writeRaw(UInt64(bitPattern: clamped), words)
      }
    }
  }

  @inline(__always)
  private func resolve(_ extent: Extent, _ words: UnsafePointer<UInt64>) -> Destination {
    for index in extent.range.dropLast() {
      let route = routes[index]
      if holds(route.when, words) { return route.to }
    }
    return routes[extent.range.upperBound - 1].to
  }

  /// Enters a destination: the turn cap, the scene's own effects, the new place.
  @inline(__always)
  func arrive(_ to: Destination, _ words: UnsafeMutablePointer<UInt64>) -> Arrival {
    guard to.raw >= 0 else { return end(Int32(scenes.count) + ~to.raw, words) }
    let scene = scenes[to.raw]
    if scene.branches.isEmpty, fields[turns].read(words) >= turnCap {
      guard patience >= 0 else { return .impatient(scene: Int(to.raw)) }
      return end(patience, words)
    }
    if takenWordCount > 0 { forgetOthers(scene.component, words) }
    perform(scene.operations, words)
    place.writeRaw(UInt64(to.raw), words)
    return .scene(Int(to.raw))
  }

  private func end(_ ending: Int32, _ words: UnsafeMutablePointer<UInt64>) -> Arrival {
    place.writeRaw(UInt64(ending), words)
    return .ending(Int(ending) - scenes.count)
  }

  /// Clears the bits of taken choices when another component of the scene graph is entered.
  private func forgetOthers(_ component: Int32, _ words: UnsafeMutablePointer<UInt64>) {
    let from = Int(place.readRaw(words))
    if from < scenes.count, scenes[from].component == component { return }
    for word in takenWord..<takenWord + takenWordCount { words[word] = 0 }
  }

  /// The sum of the weights of the branches that take part in a chance scene's draw.
  func weights(_ scene: SceneCode, _ words: UnsafePointer<UInt64>) -> Int64 {
    var sum: Int64 = 0
    for index in scene.branches.range {
      let branch = branches[index]
      if holds(branch.when, words) { sum += Int64(branch.weight) }
    }
    return sum
  }

  /// The branch whose cumulated weight first exceeds `r`, 0 ..< the sum of the weights.
  func branch(_ scene: SceneCode, at r: Int64, _ words: UnsafePointer<UInt64>) -> Int {
    var cumulated: Int64 = 0
    for index in scene.branches.range {
      let branch = branches[index]
      guard holds(branch.when, words) else { continue }
      cumulated += Int64(branch.weight)
      if cumulated > r { return index }
    }
    preconditionFailure("a draw must be below the sum of its weights")
  }

  /// Whether the gates hold at an ending: basics, and that none was lost on the way.
  func gatesHold(_ words: UnsafePointer<UInt64>) -> Bool {
    if gateLost >= 0, fields[gateLost].readRaw(words) != 0 { return false }
    return holds(basics, words)
  }
}
