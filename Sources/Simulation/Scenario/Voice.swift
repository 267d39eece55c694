/// The six personality styles that a written customer can speak in.
///
/// They are the six types of the process communication model. A voice belongs to the written
/// customer only; it is never a diagnosis of anybody.
package enum Voice: UInt8, CaseIterable, Equatable, Hashable, Sendable {
  case harmonizer, thinker, persister, rebel, promoter, imaginer

  /// The word for this voice in files, commands and on screen.
  package var name: String {
    switch self {
    case .harmonizer: "harmonizer"
    case .thinker: "thinker"
    case .persister: "persister"
    case .rebel: "rebel"
    case .promoter: "promoter"
    case .imaginer: "imaginer"
    }
  }

  /// The voice of that name, or nil.
  package init?(name: some StringProtocol) {
    guard let voice = Voice.allCases.first(where: { $0.name == name }) else { return nil }
    self = voice
  }
}
