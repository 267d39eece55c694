/// How often each scene was entered.
///
/// Counts lie in pages that are made when the first of their scenes is entered: a play sees few
/// scenes of a large story, and a copy of an encounter shares what it does not change. An array,
/// not a dictionary: the first dictionary of a program searches all that it is linked with, which is
/// a thirtieth of a start.
struct VisitCounts: Equatable, Sendable {
  private static let pageSize = 256
  private var pages: [[UInt32]]

  /// No visits yet.
  init(sceneCount: Int) {
    pages = Array(repeating: [], count: (sceneCount + Self.pageSize - 1) / Self.pageSize)
  }

  /// How often a scene was entered.
  subscript(scene: Int) -> Int {
    let page = pages[scene / Self.pageSize]
    return page.isEmpty ? 0 : Int(page[scene % Self.pageSize])
  }

  /// Counts one more.
  mutating func enter(_ scene: Int) {
    let page = scene / Self.pageSize
    if pages[page].isEmpty { pages[page] = Array(repeating: 0, count: Self.pageSize) }
    pages[page][scene % Self.pageSize] += 1
  }
}
