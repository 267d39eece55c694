/// The rubrics of every made-up story: a plain one and a gated one.
enum RubricText {
  static let plainCriteria = ["ownership", "inquiry", "authority-used", "accuracy", "advocacy"]
  static let gatedCriteria = ["personal", "initiative", "fitting"]

  static let all = [
    (file: "rubrics/plain.json", text: rubric("plain", isGated: false, plainCriteria)),
    (file: "rubrics/gated.json", text: rubric("gated", isGated: true, gatedCriteria)),
  ]

  private static func rubric(_ id: String, isGated: Bool, _ criteria: [String]) -> String {
    let levels = (-2...2).map { "\"\($0)\": \"What one would see at level \($0).\"" }
      .joined(separator: ", ")
    let texts = criteria.enumerated().map { index, id in
      """
          "\(id)": { "title": "Criterion \(id)", "weight": \(index % 3 + 1),
            "levels": { \(levels) } }
      """
    }
    return """
      {
        "format": "undermat-rubric/1", "id": "\(id)", "version": "1.0.0",
        "title": "Rubric \(id)", "about": "Made up.", "gated": \(isGated),
        "criteria": {
      \(texts.joined(separator: ",\n"))
        }
      }

      """
  }
}
