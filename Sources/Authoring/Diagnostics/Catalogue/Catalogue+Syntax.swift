extension Catalogue {
  /// UM01: the file is not JSON.
  static let syntax: [CatalogueEntry] = [
    CatalogueEntry(
      .notUTF8, "bytes that are not UTF-8",
      reason: "Scenario files are UTF-8, so that every program reads the same letters. Save the "
        + "file as UTF-8 in your editor.",
      bad: .description("the letter é saved in Latin-1, as the single byte E9"),
      good: .file(#"{ "a": "é" }"#)),
    CatalogueEntry(
      .otherEncoding, "a file in another encoding",
      reason: "The file looks like UTF-16. Save it as UTF-8 in your editor.",
      bad: .file("\u{0}{\u{0}}"), good: .file("{}")),
    CatalogueEntry(
      .emptyFile, "an empty file", reason: "A scenario is one JSON object; here is nothing.",
      bad: .file(" \n"), good: .file("{}")),
    CatalogueEntry(
      .trailingComma, "comma after the last entry",
      reason: "In JSON a comma stands between two entries, not after the last.",
      bad: .file(#"{ "a": [1, 2,] }"#), good: .file(#"{ "a": [1, 2] }"#)),
    CatalogueEntry(
      .missingComma, "no comma between two entries",
      reason: "Entries of an object or list are separated by commas.",
      bad: .file(#"{ "a": 1 "b": 2 }"#), good: .file(#"{ "a": 1, "b": 2 }"#)),
    CatalogueEntry(
      .missingColon, "no colon between key and value",
      reason: "A key and its value are separated by a colon.",
      bad: .file(#"{ "a" 1 }"#), good: .file(#"{ "a": 1 }"#)),
    CatalogueEntry(
      .oddQuotes, "single or typographic quotes",
      reason: "JSON knows only straight double quotes. Word processors and some keyboards put in "
        + "others.",
      bad: .file("{ “a”: 'b' }"), good: .file(#"{ "a": "b" }"#)),
    CatalogueEntry(
      .comment, "a comment",
      reason: "JSON has no comments. Remarks go into `\"$comment\"` or `\"notes\"`, which every "
        + "object may have and which are ignored.",
      bad: .file("{ \"a\": 1 // one\n}"), good: .file(#"{ "a": 1, "notes": "one" }"#)),
    CatalogueEntry(
      .bareKey, "a key without quotes", reason: "Keys are written in double quotes.",
      bad: .file("{ a: 1 }"), good: .file(#"{ "a": 1 }"#)),
    CatalogueEntry(
      .bareText, "text without quotes", reason: "Text is written in double quotes.",
      bad: .file(#"{ "to": won }"#), good: .file(#"{ "to": "won" }"#)),
    CatalogueEntry(
      .unclosedText, "text without a closing quote",
      reason: "A text ends with the quote it began with, on the same line. A quote inside it is "
        + "written `\\\"`.",
      bad: .file("{ \"a\": \"one,\n  \"b\": 2 }"), good: .file("{ \"a\": \"one\",\n  \"b\": 2 }")),
    CatalogueEntry(
      .unclosedBracket, "a bracket that is never closed",
      reason: "Every `{` needs its `}` and every `[` its `]`. Nothing else is looked at until they "
        + "match, because what follows may hang in the wrong place.",
      bad: .file(#"{ "a": { "b": 1 }"#), good: .file(#"{ "a": { "b": 1 } }"#)),
    CatalogueEntry(
      .wrongBracket, "the wrong closing bracket",
      reason: "An object ends with `}`, a list with `]`, the innermost first.",
      bad: .file(#"{ "a": [1, 2 }"#), good: .file(#"{ "a": [1, 2] }"#)),
    CatalogueEntry(
      .controlInText, "a tab, line end or control character inside a text",
      reason: "Inside a text a tab is written `\\t` and a line end `\\n`.",
      bad: .file("{ \"a\": \"one\ttwo\" }"), good: .file(#"{ "a": "one\ttwo" }"#)),
    CatalogueEntry(
      .badEscape, "an escape that JSON does not know",
      reason: #"After a backslash may stand " \ / b f n r t or u and four hexadecimal digits. A "#
        + #"backslash itself is written \\."#,
      bad: .file(#"{ "a": "C:\wine" }"#), good: .file(#"{ "a": "C:\\wine" }"#)),
    CatalogueEntry(
      .loneSurrogate, "half a character",
      reason:
        #"Characters beyond U+FFFF are written as two \u escapes, a high and a low half; one "#
        + "of them alone means nothing. Simply write the character itself.",
      bad: .file(#"{ "a": "\ud83d" }"#), good: .file(#"{ "a": "\ud83d\ude00" }"#)),
    CatalogueEntry(
      .badNumber, "a malformed number",
      reason: "A number has no plus sign, no leading zero, and digits on both sides of its point.",
      bad: .file(#"{ "a": 007 }"#), good: .file(#"{ "a": 7 }"#)),
    CatalogueEntry(
      .noSuchValue, "a word that JSON does not know",
      reason: "The words of JSON are `true`, `false` and `null`, in lower case.",
      bad: .file(#"{ "a": True }"#), good: .file(#"{ "a": true }"#)),
    CatalogueEntry(
      .textAfterEnd, "something after the end",
      reason: "A file holds one value. Often a bracket was closed too early.",
      bad: .file("{ \"a\": 1 }\n}"), good: .file(#"{ "a": 1 }"#)),
    CatalogueEntry(
      .unexpectedCharacter, "a character that does not belong here",
      reason: "Outside of texts there are only brackets, commas, colons, numbers and white space.",
      bad: .file(#"{ "a": @ }"#), good: .file(#"{ "a": "@" }"#)),
    CatalogueEntry(
      .extraComma, "a comma with nothing before it",
      reason: "A comma separates two entries; one is missing.",
      bad: .file("[1,, 2]"), good: .file("[1, 2]")),
    CatalogueEntry(
      .missingValue, "a key without a value", reason: "Every key has a value after its colon.",
      bad: .file(#"{ "a": }"#), good: .file(#"{ "a": null }"#)),
    CatalogueEntry(
      .missingKey, "a value without a key",
      reason: "Inside an object every value has a key; only lists have values alone.",
      bad: .file(#"{ "a": 1, { "b": 2 } }"#), good: .file(#"{ "a": 1, "c": { "b": 2 } }"#)),
    CatalogueEntry(
      .duplicateKey, "a key that is there twice",
      reason: "Programs disagree on which of two equal keys counts, so an object has each once.",
      bad: .file(#"{ "a": 1, "a": 2 }"#), good: .file(#"{ "a": 1, "b": 2 }"#)),
    CatalogueEntry(
      .tooDeep, "nested too deeply",
      reason: "Objects and lists may be nested 64 deep; a scenario needs about ten. Reading stops "
        + "there.",
      bad: .file(String(repeating: "[", count: 65) + String(repeating: "]", count: 65)),
      good: .file(String(repeating: "[", count: 64) + String(repeating: "]", count: 64))),
    CatalogueEntry(
      .tooManyMistakes, "more mistakes than are shown",
      reason: "Only the first 1,000 mistakes of a file are shown; the others are counted. Many of "
        + "them usually go away with the first.",
      bad: .description("a file of 2,000 mistakes"), good: .file("{}")),
  ]
}
