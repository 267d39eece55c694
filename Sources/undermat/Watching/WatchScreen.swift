import Console
import Terminal

/// Leads `watch` at a terminal: draws, waits for keys and saves.
struct WatchScreen {
  private let edition: WatchedEdition
  private let saves: SaveWatch
  private let keys: KeyScreen
  private let looks: Looks
  private let world: World
  private let name: String

  init(
    _ edition: WatchedEdition, _ saves: SaveWatch, _ keys: KeyScreen, _ looks: LookOptions,
    _ world: World, name: String
  ) {
    self.edition = edition
    self.saves = saves
    self.keys = keys
    self.looks = Looks(colour: looks.colour, isPlain: false, isInteractive: true)
    self.world = world
    self.name = name
  }

  /// Runs until the person leaves; returns the exit code.
  func run() -> Int32 {
    var view = WatchView(name: name, make())
    while true {
      if let failure = draw(&view) {
        keys.release()
        return Output.explain(failure)
      }
      let event = keys.wait(saves.descriptor, for: .seconds(1))
      switch event {
      case .keys(let pressed):
        guard pressed.allSatisfy({ view.press(Self.meaning(of: $0), screen, rows: rows) }) else {
          return leave(0)
        }
      case .interrupted: return leave(0)
      case .leave(let code): return leave(code)
      case .redraw: continue
      case .other, .idle: if saves.changed(after: event == .other) { view.show(make()) }
      }
    }
  }

  private func leave(_ code: Int32) -> Int32 {
    keys.release()
    try? Output.standard.write("\r\n")
    return code
  }

  private func make() -> WatchView.Edition { saves.whileReading(edition.make) }

  private var screen: ScreenSettings { looks.screen(in: world) }

  private var rows: Int { max(world.rows(), 2) }

  private func draw(_ view: inout WatchView) -> Output.Failure? {
    let screen = self.screen
    let lines = view.lines(screen, rows: rows).map {
      $0.rendered(isColoured: screen.isColoured)
    }
    do throws(Output.Failure) {
      try KeyScreen.draw(lines)
      return nil
    } catch {
      return error
    }
  }

  private static func meaning(of key: Key) -> WatchKey {
    switch key {
    case .up: .lineUp
    case .down, .enter: .lineDown
    case .pageUp: .pageUp
    case .pageDown: .pageDown
    case .home: .top
    case .end: .bottom
    case .tab: .turnOver
    case .character(let character): meaning(of: character)
    case .left, .right, .escape: .other
    }
  }

  private static func meaning(of character: Character) -> WatchKey {
    switch character {
    case "q", "Q": .leave
    case "p", "P": .turnOver
    case " ", "f": .pageDown
    case "b": .pageUp
    case "k": .lineUp
    case "j": .lineDown
    case "g": .top
    case "G": .bottom
    case "u": .undo
    case "r": .again
    case "1"..."9": .choose(character.wholeNumberValue ?? 0)
    default: .other
    }
  }
}
