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
      let test = tests.at(Int(next))
      next = answer(test, words) ? test.pointee.ifTrue : test.pointee.ifFalse
    }
    return next == Test.yes
  }

  @inline(__always)
  private func answer(_ test: UnsafePointer<Test>, _ words: UnsafePointer<UInt64>) -> Bool {
    if test.pointee.kind == .fieldInRange { return test.pointee.isInRange(words) }
    return answerOther(test.pointee, words)
  }

  private func answerOther(_ test: Test, _ words: UnsafePointer<UInt64>) -> Bool {
    switch test.kind {
    case .fieldInRange: test.isInRange(words)
    case .fieldField:
      test.comparison.holds(read(test.left, words), read(test.right, words))
    case .fieldLimit: test.comparison.holds(read(test.left, words), limitInForce(words))
    case .limitLiteral: test.comparison.holds(limitInForce(words), test.literal)
    }
  }

  /// The value of the field of that index.
  @inline(__always)
  func read(_ field: Int32, _ words: UnsafePointer<UInt64>) -> Int64 {
    fields.at(Int(field)).pointee.read(words)
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
  func isAvailable(_ choice: UnsafePointer<ChoiceCode>, _ words: UnsafePointer<UInt64>) -> Bool {
    // In this order, since most choices were not taken, once or not.
    if wasTaken(choice, words), choice.pointee.isOnce { return false }
    return holds(choice.pointee.when, words)
  }

  /// Whether a choice that can come back was taken before.
  @inline(__always)
  func wasTaken(_ choice: UnsafePointer<ChoiceCode>, _ words: UnsafePointer<UInt64>) -> Bool {
    words[Int(choice.pointee.takenWord)] & choice.pointee.takenBit != 0
  }

  /// What only some choices have.
  @inline(__always)
  func detail(_ choice: UnsafePointer<ChoiceCode>) -> UnsafePointer<ChoiceDetail> {
    details.at(choice - UnsafePointer(choices.start))
  }

  /// Whether a choice would now spend above the limit in force.
  func overspends(_ choice: UnsafePointer<ChoiceCode>, _ words: UnsafePointer<UInt64>) -> Bool {
    guard choice.pointee.traits.contains(.spends) else { return false }
    return read(spent, words) + detail(choice).pointee.spend > limitInForce(words)
  }

  /// Takes a choice: everything up to the resolved destination, in the contract's order.
  @inline(__always)
  func take(_ choice: UnsafePointer<ChoiceCode>, _ words: UnsafeMutablePointer<UInt64>) -> Taken {
    let traits = choice.pointee.traits
    let overspent = traits.contains(.spends) && overspends(choice, words)
    perform(choice.pointee.operations, words)
    let counted = !wasTaken(choice, words)
    if traits.contains(.touchesGate) || overspent {
      updateGate(choice, counted, overspent, words)
    }
    words[Int(choice.pointee.takenWord)] |= choice.pointee.takenBit
    // No field beside it is touched: `arrive` ends every play at the cap, which the bits hold.
    words[0] &+= turnUnit
    let to = traits.contains(.forks) ? resolve(choice, words) : choice.pointee.to
    return Taken(to: to, counted: counted, overspent: overspent)
  }

  /// Lets points wait, or gives up on them for good: no gate that was lost opens again.
  private func updateGate(
    _ choice: UnsafePointer<ChoiceCode>, _ counted: Bool, _ overspent: Bool,
    _ words: UnsafeMutablePointer<UInt64>
  ) {
    guard gateLost >= 0 else { return }
    let lost = fields[gateLost]
    if lost.readRaw(words) != 0 { return }
    let disproportionate = proportion >= 0 && read(spent, words) > proportion
    if choice.pointee.isCritical || overspent || disproportionate {
      lost.writeRaw(1, words)
      for index in 0..<waitingFields.count { fields[waitingFields[index]].writeRaw(0, words) }
    } else if counted {
      for index in detail(choice).pointee.waiting.range {
        let points = waiting[index]
        let field = fields[points.field]
        field.writeRaw(field.readRaw(words) &+ UInt64(points.points), words)
      }
    }
  }

  @inline(__always)
  func perform(_ extent: Extent, _ words: UnsafeMutablePointer<UInt64>) {
    var index = Int(extent.first)
    let end = index + Int(extent.count)
    while index < end {
      operations.at(index).pointee.perform(words)
      index += 1
    }
  }

  private func resolve(
    _ choice: UnsafePointer<ChoiceCode>, _ words: UnsafePointer<UInt64>
  ) -> Destination {
    let extent = detail(choice).pointee.routes
    var index = Int(extent.first)
    let last = index + Int(extent.count) - 1
    while index < last {
      let route = routes.at(index)
      if holds(route.pointee.when, words) { return route.pointee.to }
      index += 1
    }
    return choice.pointee.to
  }

  /// Enters a destination: the turn cap, the scene's own effects, the new place.
  @inline(__always)
  func arrive(_ to: Destination, _ words: UnsafeMutablePointer<UInt64>) -> Arrival {
    guard to.raw >= 0 else { return end(Int32(scenes.count) + ~to.raw, words) }
    let scene = scenes.at(Int(to.raw))
    if scene.pointee.branches.isEmpty, words[0] & turnBits >= turnLimit {
      guard patience >= 0 else { return .impatient(scene: Int(to.raw)) }
      return end(patience, words)
    }
    if takenWordCount > 0 { forgetOthers(scene.pointee.component, words) }
    perform(scene.pointee.operations, words)
    setPlace(to.raw, words)
    return .scene(Int(to.raw))
  }

  @inline(__always)
  private func setPlace(_ place: Int32, _ words: UnsafeMutablePointer<UInt64>) {
    words[0] = words[0] & ~placeBits | UInt64(UInt32(bitPattern: place))
  }

  private func end(_ ending: Int32, _ words: UnsafeMutablePointer<UInt64>) -> Arrival {
    setPlace(ending, words)
    return .ending(Int(ending) - scenes.count)
  }

  /// Clears the bits of taken choices when another component of the scene graph is entered: without
  /// a branch, since no processor could foretell when that is.
  @inline(__always)
  private func forgetOthers(_ component: Int32, _ words: UnsafeMutablePointer<UInt64>) {
    let from = Int(words[0] & placeBits)
    // Before the first scene nothing was taken.
    guard from < scenes.count else { return }
    let kept: UInt64 = scenes.at(from).pointee.component == component ? .max : 0
    var word = takenWord
    let end = word &+ takenWordCount
    while word < end {
      words[word] &= kept
      word &+= 1
    }
  }

  /// The sum of the weights of the branches that take part in a chance scene's draw.
  func weights(_ scene: UnsafePointer<SceneCode>, _ words: UnsafePointer<UInt64>) -> Int64 {
    var sum: Int64 = 0
    for index in scene.pointee.branches.range {
      let branch = branches[index]
      if holds(branch.when, words) { sum += Int64(branch.weight) }
    }
    return sum
  }

  /// The branch whose cumulated weight first exceeds `r`, 0 ..< the sum of the weights.
  func branch(_ scene: UnsafePointer<SceneCode>, at r: Int64, _ words: UnsafePointer<UInt64>) -> Int
  {
    var cumulated: Int64 = 0
    for index in scene.pointee.branches.range {
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
