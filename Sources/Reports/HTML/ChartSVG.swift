/// Draws a chart as inline SVG. It is named and described in words inside the picture, and every
/// value stands beside its bar as text, so nothing hangs on colour.
enum ChartSVG {
  static func figure(_ chart: Chart, id: String) -> String {
    let (height, marks) = drawing(chart)
    let title = HTMLText.escaped(chart.title)
    let description = HTMLText.escaped(chart.alternative)
    return "<figure><figcaption>\(title)</figcaption>"
      + "<svg role=\"img\" aria-labelledby=\"\(id)t \(id)d\" viewBox=\"0 0 720 \(height)\" "
      + "width=\"720\" height=\"\(height)\"><title id=\"\(id)t\">\(title)</title>"
      + "<desc id=\"\(id)d\">\(description)</desc>\(marks)</svg></figure>"
  }

  private static func drawing(_ chart: Chart) -> (height: Int, marks: String) {
    switch chart.kind {
    case .bars: bars(chart)
    case .columns: columns(chart)
    case .line: line(chart)
    }
  }

  private static func share(_ value: Double, _ chart: Chart) -> Double {
    min(max((value - chart.least) / (chart.most - chart.least), 0), 1)
  }

  private static func shown(_ value: Double) -> String { Figures.decimal(value, 1) }

  private static func label(
    _ text: String, x: Double, y: Double, anchor: String = "start"
  ) -> String {
    "<text x=\"\(shown(x))\" y=\"\(shown(y))\" text-anchor=\"\(anchor)\">"
      + "\(HTMLText.escaped(text))</text>"
  }

  /// At most so many characters; the whole label is in the description.
  private static func short(_ text: String, _ most: Int) -> String {
    text.count <= most ? text : String(text.prefix(most - 1)) + "…"
  }

  private static func bars(_ chart: Chart) -> (Int, String) {
    let marks = chart.entries.enumerated().map { index, entry in
      let y = Double(index) * 26 + 4
      let width = share(entry.value, chart) * 380
      return label(short(entry.label, 34), x: 248, y: y + 14, anchor: "end")
        + "<rect class=\"bar\" x=\"256\" y=\"\(shown(y))\" width=\"\(shown(max(width, 1)))\" "
        + "height=\"19\"/>" + label(entry.shown, x: 262 + width, y: y + 14)
    }
    return (chart.entries.count * 26 + 8, marks.joined())
  }

  private static func columns(_ chart: Chart) -> (Int, String) {
    let step = 700 / Double(max(chart.entries.count, 1))
    let marks = chart.entries.enumerated().map { index, entry in
      let middle = 10 + step * (Double(index) + 0.5)
      let height = share(entry.value, chart) * 150
      let captions = halves(entry.label).enumerated().map {
        label($0.element, x: middle, y: 198 + 16 * Double($0.offset), anchor: "middle")
      }
      return "<rect class=\"bar\" x=\"\(shown(middle - step * 0.4))\" y=\"\(shown(180 - height))\" "
        + "width=\"\(shown(step * 0.8))\" height=\"\(shown(max(height, 1)))\"/>"
        + label(entry.shown, x: middle, y: 174 - height, anchor: "middle") + captions.joined()
    }
    return (224, marks.joined() + axis(y: 180))
  }

  /// A label on two lines, parted at the space nearest to its middle.
  private static func halves(_ label: String) -> [String] {
    let middle = label.count / 2
    let spaces = label.indices.filter { label[$0] == " " }
    let space = spaces.min { a, b in
      abs(label.distance(from: label.startIndex, to: a) - middle)
        < abs(label.distance(from: label.startIndex, to: b) - middle)
    }
    guard let space else { return [label] }
    return [String(label[..<space]), String(label[label.index(after: space)...])]
  }

  private static func line(_ chart: Chart) -> (Int, String) {
    let step = 640 / Double(max(chart.entries.count - 1, 1))
    let points = chart.entries.enumerated().map { index, entry in
      (x: 40 + step * Double(index), y: 180 - share(entry.value, chart) * 150)
    }
    let path = points.map { "\(shown($0.x)),\(shown($0.y))" }.joined(separator: " ")
    let every = max(1, (chart.entries.count + 11) / 12)
    let marks = zip(points, chart.entries).enumerated().map { index, pair -> String in
      let (point, entry) = pair
      let dot = "<circle class=\"dot\" cx=\"\(shown(point.x))\" cy=\"\(shown(point.y))\" r=\"4\"/>"
      guard index % every == 0 || index == points.count - 1 else { return dot }
      return dot + label(entry.shown, x: point.x, y: point.y - 9, anchor: "middle")
        + label(short(entry.label, 12), x: point.x, y: 200, anchor: "middle")
    }
    return (
      212, axis(y: 180) + "<polyline class=\"curve\" points=\"\(path)\"/>" + marks.joined()
    )
  }

  private static func axis(y: Int) -> String {
    "<line class=\"axis\" x1=\"10\" y1=\"\(y)\" x2=\"710\" y2=\"\(y)\"/>"
  }
}
