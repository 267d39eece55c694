extension Catalogue {
  /// UM02, first half: keys, types and the shapes of values.
  static let values: [CatalogueEntry] = [
    CatalogueEntry(
      .requiredKeyMissing, "a required key is missing",
      reason: "Without it the scenario cannot be played. The authors' guide says what each key is.",
      bad: .scenario(#""customer": { "name": "Ana Ruiz" }"#),
      good: .scenario(#""customer": { "name": "Ana Ruiz", "voice": "promoter" }"#)),
    CatalogueEntry(
      .unknownKey, "an unknown key",
      reason: "A key that nobody reads is usually a misspelled one. Remarks go into `\"notes\"` or "
        + "`\"$comment\"`.",
      bad: .scenario(#""customer": { "name": "Ana", "voice": "promoter", "abuot": "Late." }"#),
      good: .scenario(#""customer": { "name": "Ana", "voice": "promoter", "about": "Late." }"#)),
    CatalogueEntry(
      .wrongType, "a value of the wrong type",
      reason: "A text stands in quotes, a number does not, a list in `[]`, an object in `{}`.",
      bad: .scenario(#""turns": "40""#), good: .scenario(#""turns": 40"#)),
    CatalogueEntry(
      .notInteger, "an integer with a fraction or exponent",
      reason: "Integers are written with digits only, so that every program reads the same number.",
      bad: .scenario(#""turns": 4e1"#), good: .scenario(#""turns": 40"#)),
    CatalogueEntry(
      .outOfRange, "a number out of its range",
      reason: "The message says which values are possible. No integer is beyond 1,000,000.",
      bad: .scenario(#""pass": 170"#), good: .scenario(#""pass": 70"#)),
    CatalogueEntry(
      .badMoney, "a malformed amount of money",
      reason: "Money is kept exactly, in hundredths: 0 or more, at most two decimals, at most "
        + "10,000,000,000.",
      bad: .scenario(#""loss": 8.125"#), good: .scenario(#""loss": 8.13"#)),
    CatalogueEntry(
      .unknownWord, "a word that is not one of those possible",
      reason: "Levels, outcomes, families and voices have fixed names, which the message lists.",
      bad: .scenario(#""level": "beginner""#), good: .scenario(#""level": "starter""#)),
    CatalogueEntry(
      .wrongFormat, "a file of another format",
      reason: "The first key of a file says what it is: `undermat-scenario/1` or "
        + "`undermat-rubric/1`.",
      bad: .scenario(#""format": "undermat-scenario/2""#),
      good: .scenario(#""format": "undermat-scenario/1""#)),
    CatalogueEntry(
      .badVersion, "a malformed version",
      reason: "A version is MAJOR.MINOR.PATCH, three numbers without leading zeros. It stands on "
        + "every score sheet.",
      bad: .scenario(#""version": "1.0""#), good: .scenario(#""version": "1.0.0""#)),
    CatalogueEntry(
      .badLanguage, "a malformed language", reason: "Languages are written as in BCP 47.",
      bad: .scenario(#""language": "English (UK)""#), good: .scenario(#""language": "en-GB""#)),
    CatalogueEntry(
      .badCurrency, "a malformed currency",
      reason: "Currencies are the three capital letters of ISO 4217.",
      bad: .scenario(#""authority": { "currency": "$", "limit": 25 }"#),
      good: .scenario(#""authority": { "currency": "USD", "limit": 25 }"#)),
    CatalogueEntry(
      .badId, "a malformed id",
      reason: "An id begins with a lower-case letter and goes on with lower-case letters, digits "
        + "and hyphens, at most 64 in all.",
      bad: .scenario(#""flags": { "served": false, "Was Rude": false }"#),
      good: .scenario(#""flags": { "served": false, "was-rude": false }"#)),
    CatalogueEntry(
      .reservedId, "a reserved word as an id",
      reason: "The words of conditions, the six voices and `notes` mean something already.",
      bad: .scenario(#""flags": { "served": false, "spent": false }"#),
      good: .scenario(#""flags": { "served": false, "spent-all": false }"#)),
    CatalogueEntry(
      .textTooLong, "a text that is too long",
      reason: "A text is spoken or read in one go; 16 KiB are more than anybody says.",
      bad: .description("a `say` of 20,000 letters"),
      good: .scenario(#""briefing": "You are on the evening flight.""#)),
    CatalogueEntry(
      .empty, "something is empty",
      reason: "A text, a list of lines or choices, the scenes, the endings and the rubrics have at "
        + "least one entry.",
      bad: .scenario(#""title": """#), good: .scenario(#""title": "The glass of wine""#)),
  ]
}
