/// A scenario in one voice, as run: conditions, effects and routes flattened into tables, the
/// encounter's state packed into a few words. Play, walk and grade all run this one program.
///
/// A class, because many encounters share one program and its tables are freed exactly once;
/// `unchecked` because nothing in it changes after `init`.
package final class Program: @unchecked Sendable {
  /// What was compiled.
  package let scenario: Scenario
  /// The voice spoken.
  package let voice: Voice
  let layout: StateLayout
  let tables: Tables
  /// The state before the start scene is entered.
  let blank: [UInt64]
  /// For each choice and ending, what its marks are worth in this voice.
  package let awards: Awards
  let graph: SceneGraph
  let components: SceneComponents

  /// - Parameter voice: nil for the customer's own; otherwise one that the customer supports.
  package init(_ scenario: Scenario, voice: Voice? = nil) {
    let voice = voice ?? scenario.customer.voice
    let graph = SceneGraph(scenario)
    let components = SceneComponents(graph)
    let awards = Awards(scenario, voice)
    var compiler = ProgramCompiler(scenario, voice, components, awards)
    self.scenario = scenario
    self.voice = voice
    self.graph = graph
    self.components = components
    self.awards = awards
    tables = Tables(compiler.compile())
    layout = compiler.layout
    blank = compiler.blankState()
  }

  deinit { tables.free() }
}
