/// What the plays of one voice come to, and the nearest state in which each thing is met.
package struct Reach: Sendable {
  /// By scene: the state nearest to the start, or -1 if no play enters the scene.
  package let scenes: [Int32]
  /// By choice: the nearest state in which it can be taken, or -1.
  package let choices: [Int32]
  /// By branch: the nearest state in which it can be drawn, or -1.
  package let branches: [Int32]
  /// By ending: the nearest state, or -1.
  package let endings: [Int32]
  /// By choice: a bit for each position in its scene that was available in the same state.
  package let together: [UInt16]
  /// Whether every state that was found was looked at. If not, what is there is right, but nothing
  /// may be said of what is not.
  package let isComplete: Bool
  /// Nil where the solution is not exact: only the ways to scenes are asked for then.
  let paths: StateGraph.Paths?
  private let ways: NearestWays

  /// Looks at every state of a solution that was found, explored or not.
  /// - Parameter goOn: asked now and then; false stops, and the result is not complete.
  package init(_ solution: Solution, goOn: (Int) -> Bool = { _ in true }) {
    let paths = solution.graph.shortestPaths(goOn: goOn)
    let nearest = NearestStates(solution, paths, goOn)
    scenes = nearest.scenes
    choices = nearest.choices
    branches = nearest.branches
    endings = nearest.endings
    together = nearest.together
    isComplete = nearest.isComplete
    ways = NearestWays(to: nearest.scenes, solution, paths)
    self.paths = solution.isExact && nearest.isComplete ? paths : nil
  }

  /// The states of an exact solution, nearest first; empty of any other.
  var order: some Sequence<Int> { (paths?.order ?? []).lazy.map(Int.init) }

  /// The shortest story that leads to a scene, or nil if no play was seen to enter it.
  package func story(toScene scene: Int) -> Story? {
    scenes[scene] < 0 ? nil : ways.story(to: scenes[scene])
  }
}
