import Authoring
import Simulation

/// Something that an author names.
struct Named: Hashable, Sendable {
  enum Kind: Hashable, Sendable {
    /// A scene or an ending: they share their names.
    case place
    case choice
    /// A meter or a flag: they share theirs.
    case state
    case fact, criterion, rubric, voice, rubricFile
  }

  var kind: Kind
  var name: String
  /// Within what the name holds: for a choice its scene, for a criterion its rubric's id, where that
  /// is known.
  var owner: String?
}

/// A place where a name stands.
struct NamePlace: Sendable {
  /// What a name is given to, where its kind leaves that open.
  enum Role: Sendable {
    case use, scene, ending, meter, flag, other
  }

  var named: Named
  /// The bytes of the name, without quotes.
  var range: Range<Int>
  var role = Role.use
  /// The bytes of the whole thing that the name is given to; nil for a use.
  var whole: Range<Int>?
  /// False where the name is a part of a text with escapes, so that its own bytes are not known.
  var isExact = true

  /// Whether the name is given here.
  var isDefinition: Bool { role != .use }
}

/// A rubric as far as its names go.
struct RubricNames: Equatable, Sendable {
  var id: String
  var criteria: [String]
}

/// All names in a scenario or rubric file, with their places, in the order of the text.
struct NamePlaces: Sendable {
  private(set) var all: [NamePlace] = []

  /// - Parameter rubrics: of a scenario, to know whose criterion a mark means.
  init(scenario document: JSONDocument, _ rubrics: [RubricNames]) {
    document.withView { view in
      var finder = NameFinder(view: view, bytes: document.source.bytes, rubrics: rubrics)
      finder.visit(0, [])
      all = finder.found.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }
  }

  /// The names that a rubric file gives.
  init(rubric document: JSONDocument) {
    let id = document.value(of: "id", in: 0)
    let owner = id.map(document.string(at:))
    document.withView { view in
      if let id {
        let named = Named(kind: .rubric, name: view.string(at: id))
        all.append(NamePlace(named: named, range: view.contents(of: id), role: .other))
      }
      guard let criteria = document.value(of: "criteria", in: 0) else { return }
      view.forEachMember(of: criteria) { key, _ in
        let name = view.string(at: key)
        guard !NameFinder.ignored.contains(name) else { return }
        let named = Named(kind: .criterion, name: name, owner: owner)
        let whole = view.range(of: key).lowerBound..<view.range(of: key + 1).upperBound
        all.append(
          NamePlace(named: named, range: view.contents(of: key), role: .other, whole: whole))
      }
    }
  }

  /// The name at a byte, its ends included.
  func at(_ offset: Int) -> NamePlace? {
    let touched = all.filter { $0.range.lowerBound <= offset && offset <= $0.range.upperBound }
    return touched.first { offset < $0.range.upperBound } ?? touched.first
  }

  /// All places of a name.
  func places(of named: Named) -> [NamePlace] { all.filter { $0.named == named } }

  /// Where a name is given.
  func definition(of named: Named) -> NamePlace? { places(of: named).first(where: \.isDefinition) }

  /// The names of a kind that are given in the file, in order.
  func definitions(_ kind: Named.Kind, in owner: String? = nil) -> [NamePlace] {
    all.filter { $0.isDefinition && $0.named.kind == kind && $0.named.owner == owner }
  }

  /// The same, by their names alone.
  func names(_ kind: Named.Kind, in owner: String? = nil) -> [String] {
    definitions(kind, in: owner).map(\.named.name)
  }
}
