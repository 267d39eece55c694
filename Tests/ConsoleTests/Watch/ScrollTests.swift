import Testing

@testable import Console

@Suite struct `The place on a page that changes` {
  private let old = (1...100).map { "line \($0)" }

  private func scrolled(to top: Int) -> Scroll {
    var scroll = Scroll()
    scroll.show(old, isWhole: true, room: 10)
    for _ in 0..<top { scroll.move(.lineDown, by: 10) }
    return scroll
  }

  @Test func `stays at the same line when lines come before it`() {
    var scroll = scrolled(to: 40)
    scroll.show(["a", "b", "c"] + old, isWhole: true, room: 10)
    #expect(scroll.top == 43)
  }

  @Test func `stays at the nearest of several equal lines`() {
    var scroll = scrolled(to: 40)
    let new = ["line 41"] + old.prefix(30) + old.suffix(60) + ["line 41"]
    scroll.show(new, isWhole: true, room: 10)
    #expect(new[scroll.top] == "line 41" && scroll.top == 31)
  }

  @Test func `stays behind the nearest line before it when its own is gone`() {
    var scroll = scrolled(to: 40)
    var new = old
    new[40] = "changed"
    new[39] = "changed too"
    scroll.show(["more"] + new, isWhole: true, room: 10)
    #expect(scroll.top == 41)
  }

  @Test func `shows mistakes from their start and comes back behind them`() {
    var scroll = scrolled(to: 40)
    scroll.show((1...50).map { "mistake \($0)" }, isWhole: false, room: 10)
    #expect(scroll.top == 0)
    scroll.move(.pageDown, by: 10)
    scroll.show((1...49).map { "mistake \($0)" }, isWhole: false, room: 10)
    #expect(scroll.top == 8)
    scroll.show(["new"] + old, isWhole: true, room: 10)
    #expect(scroll.top == 41)
  }

  @Test func `is never outside the page`() {
    var scroll = scrolled(to: 90)
    #expect(scroll.top == 90)
    scroll.move(.bottom, by: 10)
    scroll.move(.pageDown, by: 10)
    #expect(scroll.top == 90 && scroll.words == "lines 91-100 of 100")
    scroll.show(["one"], isWhole: true, room: 10)
    #expect(scroll.top == 0 && scroll.words == "all")
    scroll.move(.lineUp, by: 10)
    #expect(scroll.top == 0)
    scroll.show([], isWhole: true, room: 10)
    #expect(scroll.top == 0)
  }

  @Test func `keeps the line when the window gets another height`() {
    var scroll = scrolled(to: 40)
    scroll.show(old, isWhole: true, room: 30)
    #expect(scroll.top == 40 && scroll.words == "lines 41-70 of 100")
  }
}
