/// Finds the bytes of a scenario's parts.
///
/// Only where scenes and endings begin is remembered; everything inside them is looked up on the
/// tape when a finding needs it.
package struct SourceMap: Sendable {
  /// The file and its tape.
  package let document: JSONDocument
  /// Positions of the scenes' keys on the tape, by the scenes' index.
  private let scenes: [UInt32]
  /// Positions of the endings' keys on the tape, by the endings' index.
  private let endings: [UInt32]

  /// A map made by the loader.
  init(document: JSONDocument, scenes: [UInt32], endings: [UInt32]) {
    self.document = document
    self.scenes = scenes
    self.endings = endings
  }

  /// The bytes of the scene's id, quotes included.
  package func scene(_ index: Int) -> Range<Int> {
    document.range(of: Int(scenes[index]))
  }

  /// The bytes of the ending's id, quotes included.
  package func ending(_ index: Int) -> Range<Int> {
    document.range(of: Int(endings[index]))
  }

  /// The bytes of the value of a key of a scene (its key, if `ofKey`); the scene's id if it has no
  /// such key.
  package func scene(_ index: Int, _ key: String, ofKey: Bool = false) -> Range<Int> {
    range(of: key, in: Int(scenes[index]) + 1, ofKey: ofKey) ?? scene(index)
  }

  /// The same for an ending.
  package func ending(_ index: Int, _ key: String, ofKey: Bool = false) -> Range<Int> {
    range(of: key, in: Int(endings[index]) + 1, ofKey: ofKey) ?? ending(index)
  }

  /// The bytes of the id of a choice, by its position in its scene; of the choice's opening bracket
  /// if that is all there is.
  package func choice(scene index: Int, position: Int) -> Range<Int> {
    choice(scene: index, position: position, "id")
  }

  /// The bytes of the value of a key of a choice (of the key itself, if `ofKey`); of its id if it has
  /// no such key.
  package func choice(
    scene index: Int, position: Int, _ key: String, ofKey: Bool = false
  ) -> Range<Int> {
    guard let node = element(position, of: "choices", in: index) else { return scene(index) }
    let range = range(of: key, in: node, ofKey: ofKey) ?? range(of: "id", in: node, ofKey: false)
    return range ?? document.opening(of: node)
  }

  /// The bytes of the opening bracket of a branch, or of the value of one of its keys.
  package func branch(scene index: Int, position: Int, _ key: String? = nil) -> Range<Int> {
    guard let node = element(position, of: "chance", in: index) else { return scene(index) }
    let value = key.flatMap { range(of: $0, in: node, ofKey: false) }
    return value ?? document.opening(of: node)
  }

  /// The bytes of a line of a scene, by its position: the text, or an object's opening bracket.
  package func line(scene index: Int, position: Int) -> Range<Int> {
    guard let node = element(position, of: "lines", in: index) else { return scene(index) }
    let range = document.range(of: node)
    return document.nodes[node].isString ? range : document.opening(of: node)
  }

  /// The bytes of the value under a path of keys from the top (of the last key itself, if `ofKey`):
  /// `value(at: ["mood", "trust"])`. Nil if there is none.
  package func value(at path: [String], ofKey: Bool = false) -> Range<Int>? {
    var node = 0
    for key in path.dropLast() {
      guard let next = document.value(of: key, in: node) else { return nil }
      node = next
    }
    return path.last.flatMap { range(of: $0, in: node, ofKey: ofKey) }
  }

  private func element(_ position: Int, of key: String, in scene: Int) -> Int? {
    guard let list = document.value(of: key, in: Int(scenes[scene]) + 1) else { return nil }
    let children = document.children(of: list)
    return position < children.count ? children[position] : nil
  }

  private func range(of key: String, in node: Int, ofKey: Bool) -> Range<Int>? {
    document.value(of: key, in: node).map { document.range(of: ofKey ? $0 - 1 : $0) }
  }
}

extension JSONDocument {
  /// The first byte of the value at `node`.
  fileprivate func opening(of node: Int) -> Range<Int> {
    let start = range(of: node).lowerBound
    return start..<start + 1
  }
}
