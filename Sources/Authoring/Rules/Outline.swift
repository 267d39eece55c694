import Simulation

/// What plays could come to if every condition held that has to: more than they do.
struct Outline {
  private(set) var scenes: [Bool]
  private(set) var choices: [Bool]
  private(set) var endings: [Bool]

  init(_ scenario: Scenario) {
    scenes = Array(repeating: false, count: scenario.scenes.count)
    choices = Array(repeating: false, count: scenario.choices.count)
    endings = Array(repeating: false, count: scenario.endings.count)
    if let patience = scenario.patience { endings[patience] = true }
    var open: [Int] = []
    enter(.scene(scenario.start), &open)
    while let scene = open.popLast() {
      for choice in scenario.scenes[scene].choices.range {
        choices[choice] = true
        for route in scenario.choices[choice].routes.range {
          enter(scenario.routes[route].to, &open)
        }
      }
      for branch in scenario.scenes[scene].branches.range {
        enter(scenario.branches[branch].to, &open)
      }
    }
  }

  private mutating func enter(_ to: Destination, _ open: inout [Int]) {
    if let ending = to.ending { endings[ending] = true }
    guard let scene = to.scene, !scenes[scene] else { return }
    scenes[scene] = true
    open.append(scene)
  }
}
