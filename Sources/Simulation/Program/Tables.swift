/// A change to one field of a state.
struct Operation: BitwiseCopyable {
  /// Where the field stands, as in `Field`; small, because operations are read at random.
  private let shift: UInt8
  private let width: UInt8
  private let word: Int32
  private let amount: Int64
  private let most: Int64

  private init(_ field: Field, amount: Int64, most: Int64) {
    shift = UInt8(field.shift)
    width = UInt8(field.mask.nonzeroBitCount)
    word = field.word
    self.amount = amount
    self.most = most
  }

  /// Adds to a field's bits and clamps to 0 ... `most`.
  static func add(_ amount: Int64, to field: Field, most: Int64) -> Operation {
    Operation(field, amount: amount, most: most)
  }

  /// Sets or clears the one bit of a flag or a fact: whatever it was, one more is 1 then, and one
  /// less is 0.
  static func set(_ field: Field, _ value: Bool) -> Operation {
    Operation(field, amount: value ? 1 : -1, most: 1)
  }

  /// Without a branch, since no processor could foretell which kind comes next.
  @inline(__always)
  func perform(_ words: UnsafeMutablePointer<UInt64>) {
    // The widest field is money given away, whose 10^12 hundredths are 40 bits.
    let mask: UInt64 = (1 &<< UInt64(width)) &- 1
    let old = Int64(bitPattern: words[Int(word)] &>> UInt64(shift) & mask)
    let change = min(max(old &+ amount, 0), most) &- old
    words[Int(word)] &+= UInt64(bitPattern: change) &<< UInt64(shift)
  }
}

/// Points that wait at the gate, already times the scene's stakes.
struct WaitingPoints: BitwiseCopyable {
  var field: Int32
  var points: Int32
}

/// A scene as run.
struct SceneCode: BitwiseCopyable {
  var choices: Extent
  var branches: Extent
  /// On entry.
  var operations: Extent
  var component: Int32
}

/// A choice as run, for one voice: what every play asks, kept small because choices are read at
/// random. The rest stands in `ChoiceDetail`.
struct ChoiceCode: BitwiseCopyable {
  /// What most choices are not or do not do, so that one look at all of them is enough.
  struct Traits: OptionSet, BitwiseCopyable {
    let rawValue: UInt32

    static let once = Traits(rawValue: 1)
    static let critical = Traits(rawValue: 2)
    /// Gives money away where there is a limit.
    static let spends = Traits(rawValue: 4)
    /// May lose the gate, or lets points wait at it.
    static let touchesGate = Traits(rawValue: 8)
    /// Leads to different places under different conditions.
    static let forks = Traits(rawValue: 16)
  }

  var when: Int32
  /// The word of a state with the bit that remembers that this choice was taken.
  var takenWord: Int32
  /// That bit where it stands; no bit where the choice cannot come back.
  var takenBit: UInt64
  /// Where it leads if it does not fork, otherwise where it leads if no condition holds.
  var to: Destination
  var traits: Traits
  /// What it costs, no further than anything looks, then its effects.
  var operations: Extent

  @inline(__always) var isOnce: Bool { traits.contains(.once) }
  @inline(__always) var isCritical: Bool { traits.contains(.critical) }
}

/// What only some choices have.
struct ChoiceDetail: BitwiseCopyable {
  /// In hundredths.
  var spend: Int64
  var seconds: Int32
  var waiting: Extent
  var routes: Extent
}

/// A branch as run.
struct BranchCode: BitwiseCopyable {
  var when: Int32
  var weight: Int32
  var operations: Extent
  var to: Destination
}

/// A possible destination as run.
struct RouteCode: BitwiseCopyable {
  var when: Int32
  var to: Destination
}

/// A limit that holds under a condition.
struct RaiseCode: BitwiseCopyable {
  var when: Int32
  var limit: Int64
}

/// A constant table outside the reach of reference counting.
///
/// Unsafe because random plays and proofs ask these tables some hundred million times a second;
/// counting references and checking bounds there costs more than the work itself. Every index in
/// the tables was checked when the program was compiled. `Program` owns and frees the memory.
struct Table<Element: BitwiseCopyable> {
  let start: UnsafeMutablePointer<Element>
  let count: Int

  init(_ array: [Element]) {
    count = array.count
    start = .allocate(capacity: max(array.count, 1))
    start.initialize(from: array, count: array.count)
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    assert(index >= 0 && index < count, "an index of a compiled program is out of its table")
    return start[index]
  }

  @inline(__always)
  subscript(index: Int32) -> Element { self[Int(index)] }

  /// The element's place, for reading a few of its parts without copying the rest.
  @inline(__always)
  func at(_ index: Int) -> UnsafePointer<Element> {
    assert(index >= 0 && index < count, "an index of a compiled program is out of its table")
    return UnsafePointer(start + index)
  }

  func free() { start.deallocate() }
}

/// Everything that running a scenario needs, and nothing that showing it needs.
struct TableSet {
  let fields: Table<Field>
  let tests: Table<Test>
  let scenes: Table<SceneCode>
  let choices: Table<ChoiceCode>
  /// The rest of each choice.
  let details: Table<ChoiceDetail>
  let branches: Table<BranchCode>
  let routes: Table<RouteCode>
  let operations: Table<Operation>
  let waiting: Table<WaitingPoints>
  let raises: Table<RaiseCode>
  /// For each line, when it is shown.
  let lines: Table<Int32>
  /// Limit without asking, in hundredths; -1 if any spend is allowed.
  let limit: Int64
  /// The largest amount spent that keeps proportion, in hundredths; -1 if nothing asks.
  let proportion: Int64
  /// Whether the customer's need is met.
  let basics: Int32
  let turnCap: Int64
  /// The place and the turns stand in the first word of a state: their bits there.
  let placeBits: UInt64
  let turnBits: UInt64
  /// One turn, and the turn cap, as they stand there.
  let turnUnit: UInt64
  let turnLimit: UInt64
  /// The ending's place, or -1.
  let patience: Int32
  let wordCount: Int
  let place: Field
  let turns: Field
  let spent: Int32
  let gateLost: Int32
  /// First of the fields of waiting points, which stand together with their criteria.
  let waitingFields: Table<Int32>
  let takenWord: Int
  let takenWordCount: Int

  func free() {
    fields.free()
    tests.free()
    scenes.free()
    choices.free()
    details.free()
    branches.free()
    routes.free()
    operations.free()
    waiting.free()
    raises.free()
    lines.free()
    waitingFields.free()
  }
}

/// The tables of a program, by one pointer: small enough to pass around in the innermost loops.
/// Valid as long as the program lives.
struct Tables {
  private let storage: UnsafeMutablePointer<TableSet>

  init(_ tables: TableSet) {
    storage = .allocate(capacity: 1)
    storage.initialize(to: tables)
  }

  func free() {
    storage.pointee.free()
    storage.deallocate()
  }

  @inline(__always) var fields: Table<Field> { storage.pointee.fields }
  @inline(__always) var tests: Table<Test> { storage.pointee.tests }
  @inline(__always) var scenes: Table<SceneCode> { storage.pointee.scenes }
  @inline(__always) var choices: Table<ChoiceCode> { storage.pointee.choices }
  @inline(__always) var details: Table<ChoiceDetail> { storage.pointee.details }
  @inline(__always) var branches: Table<BranchCode> { storage.pointee.branches }
  @inline(__always) var routes: Table<RouteCode> { storage.pointee.routes }
  @inline(__always) var operations: Table<Operation> { storage.pointee.operations }
  @inline(__always) var waiting: Table<WaitingPoints> { storage.pointee.waiting }
  @inline(__always) var raises: Table<RaiseCode> { storage.pointee.raises }
  @inline(__always) var lines: Table<Int32> { storage.pointee.lines }
  @inline(__always) var limit: Int64 { storage.pointee.limit }
  @inline(__always) var proportion: Int64 { storage.pointee.proportion }
  @inline(__always) var basics: Int32 { storage.pointee.basics }
  @inline(__always) var turnCap: Int64 { storage.pointee.turnCap }
  @inline(__always) var placeBits: UInt64 { storage.pointee.placeBits }
  @inline(__always) var turnBits: UInt64 { storage.pointee.turnBits }
  @inline(__always) var turnUnit: UInt64 { storage.pointee.turnUnit }
  @inline(__always) var turnLimit: UInt64 { storage.pointee.turnLimit }
  @inline(__always) var patience: Int32 { storage.pointee.patience }
  @inline(__always) var wordCount: Int { storage.pointee.wordCount }
  @inline(__always) var place: Field { storage.pointee.place }
  @inline(__always) var turns: Field { storage.pointee.turns }
  @inline(__always) var spent: Int32 { storage.pointee.spent }
  @inline(__always) var gateLost: Int32 { storage.pointee.gateLost }
  @inline(__always) var waitingFields: Table<Int32> { storage.pointee.waitingFields }
  @inline(__always) var takenWord: Int { storage.pointee.takenWord }
  @inline(__always) var takenWordCount: Int { storage.pointee.takenWordCount }
}
