extension Catalogue {
  /// UM03, second half: conditions.
  static let expressions: [CatalogueEntry] = [
    CatalogueEntry(
      .expressionSyntax, "a condition that cannot be read",
      reason: "Conditions are made of names, numbers, comparisons (`<` `<=` `>` `>=` `==` `!=`), "
        + "`and`, `or`, `not` and parentheses. There is no arithmetic.",
      bad: .scenario(#""basics": "served && trust > 3""#),
      good: .scenario(#""basics": "served and trust > 3""#)),
    CatalogueEntry(
      .unknownName, "an unknown name in a condition",
      reason:
        "Conditions know meters, flags, `knows.FACT`, `turns`, `seconds`, `spent`, `limit` and "
        + "`voice`. A hyphen belongs to the name it stands in.",
      bad: .scenario(#""basics": "servd""#), good: .scenario(#""basics": "served""#)),
    CatalogueEntry(
      .expressionType, "a comparison of things that do not compare",
      reason:
        "Numbers compare with numbers, money with money or whole units, yes/no conditions with "
        + "each other by `==` and `!=`, and `voice` with the name of a voice.",
      bad: .scenario(#""basics": "trust > 2.50""#), good: .scenario(#""basics": "spent > 2.50""#)),
    CatalogueEntry(
      .notCondition, "something that is not true or false",
      reason: "A condition holds or does not; a number alone does neither.",
      bad: .scenario(#""basics": "trust and served""#),
      good: .scenario(#""basics": "trust > 5 and served""#)),
    CatalogueEntry(
      .noLimit, "`limit` where there is none",
      reason: "`limit` is the amount in force. Without `authority`, `limit` there is none, and a "
        + "`raise` cannot depend on the limit that it raises.",
      bad: .scenario("\"authority\": {},\n\"basics\": \"spent < limit\""),
      good: .scenario("\"authority\": { \"limit\": 25 },\n\"basics\": \"spent < limit\"")),
    CatalogueEntry(
      .badLiteral, "a malformed number in a condition",
      reason: "An integer is digits, perhaps after a minus sign; money has one or two decimals. A "
        + "number ends where a name could not go on.",
      bad: .scenario(#""basics": "trust > 3and served""#),
      good: .scenario(#""basics": "trust > 3 and served""#)),
  ]
}
