extension Catalogue {
  /// UM05: errors that only a proof shows. A scenario with one is neither played nor graded.
  static let behaviour: [CatalogueEntry] = [
    CatalogueEntry(
      .deadEnd, "a dead end",
      reason: "A play can come to this scene and find nothing to choose: every choice has a `when` "
        + "that does not hold, or was used up (`once`). The encounter would stop without an ending. "
        + "Give the scene a choice that is always there.",
      bad: .scenario(
        """
        "scenes": { "wait": { "choices": [
          { "id": "leave", "when": "trust >= 5" }, { "id": "come-back", "when": "trust >= 9" } ] } }
        """),
      good: .scenario(
        """
        "scenes": { "wait": { "choices": [
          { "id": "leave" }, { "id": "come-back", "when": "trust >= 3" } ] } }
        """)),
    CatalogueEntry(
      .noPatience, "a missing `patience`",
      reason: "A play can take as many choices as `turns` says (40 unless given), and then the "
        + "encounter has to stop somewhere. Name the ending for that by `patience`, or let no play "
        + "go round for so long.",
      bad: .scenario(
        """
        "scenes": { "wait": { "choices": [
          { "id": "stall", "say": "One moment.", "marks": { "care": -1 }, "why": "Again.",
            "to": "wait" } ] } }
        """),
      good: .scenario(
        """
        "patience": "lost", "turns": 6,
        "scenes": { "wait": { "choices": [
          { "id": "stall", "say": "One moment.", "marks": { "care": -1 }, "why": "Again.",
            "to": "wait" } ] } }
        """)),
    CatalogueEntry(
      .allCritical, "a scene where every choice is critical",
      reason: "A trainee who has done nothing critical comes here and can do nothing else: every "
        + "available choice is a critical error, by itself or because it spends above the limit. "
        + "Nobody could pass from here. Leave at least one clean choice.",
      bad: .scenario(
        """
        "scenes": { "wait": { "choices": [
          { "id": "leave", "why": "Gone.", "critical": { "family": "customer", "why": "Gone." } },
          { "id": "come-back", "spend": 100 } ] } }
        """),
      good: .scenario(
        """
        "scenes": { "wait": { "choices": [
          { "id": "leave", "why": "Gone.", "critical": { "family": "customer", "why": "Gone." } } ]
        } }
        """)),
    CatalogueEntry(
      .criticalPays, "a critical choice worth more than the best clean one",
      reason: "The file says that this choice is a critical error, and its marks, or those of what "
        + "follows it, say that it is the best thing to do. Lower them, or do not call it critical.",
      bad: .scenario(
        """
        "scenes": { "ask": { "choices": [
          { "id": "look", "critical": { "family": "compliance", "why": "Not allowed." } } ] } }
        """),
      good: .scenario(
        """
        "scenes": { "ask": { "choices": [
          { "id": "rules", "critical": { "family": "customer", "why": "She is sent away." } } ] } }
        """)),
    CatalogueEntry(
      .nothingApplies, "nothing to grade",
      reason:
        "No criterion can be told apart by any play: whatever is done, each comes to the same "
        + "total. Give choices marks that differ.",
      bad: .scenario(
        """
        "scenes": {
          "ask": { "choices": [ { "id": "rules", "marks": null }, { "id": "look", "marks": null },
            { "id": "silence", "marks": null } ] },
          "wait": { "choices": [ { "id": "leave", "marks": null } ] },
          "offer": { "choices": [ { "id": "refund", "marks": null },
            { "id": "voucher", "marks": null }, { "id": "nothing", "marks": null } ] }
        },
        "endings": { "lost": { "marks": null } }
        """),
      good: .scenario("\"scenes\": {}")),
    CatalogueEntry(
      .flatScore, "the best play is worth no more than the worst",
      reason:
        "Criteria differ between plays, but cancel each other out: the best clean play and the "
        + "worst play come to the same score, so there is no scale to grade on. Change the marks or "
        + "the weights.",
      bad: .scenario(
        """
        "scenes": {
          "ask": { "choices": [
            { "id": "rules", "marks": { "care": -1, "fair": 1 } },
            { "id": "look", "marks": { "care": 1, "fair": -1 } },
            { "id": "silence", "marks": null } ] },
          "wait": { "choices": [ { "id": "leave", "marks": null } ] },
          "offer": { "choices": [ { "id": "refund", "marks": null },
            { "id": "voucher", "marks": null }, { "id": "nothing", "marks": null } ] }
        },
        "endings": { "lost": { "marks": null } }
        """),
      good: .scenario("\"scenes\": {}")),
    CatalogueEntry(
      .notDecided, "rules that were not decided",
      reason: "The scenario has more states than the budget allows to look at, so some rules could "
        + "not be decided: what they look for may or may not be there. Exams need an exact proof. "
        + "Raise the budget (`--budget`), or let fewer meters and flags matter at a time.",
      bad: .description("a scenario with more states than `--budget` allows"),
      good: .description("the same scenario with a larger budget")),
  ]
}
