import Crypto

/// One HTML file without script and without network, fed one page at a time.
package struct HTMLDocument: Sendable {
  private let title: String
  private let language: String

  /// - Parameter language: BCP 47, of the text that this program writes.
  package init(title: String, language: String = "en") {
    self.title = title
    self.language = language
  }

  /// Everything up to the first page. The policy allows nothing but this very style sheet.
  package func begin(into bytes: inout [UInt8]) {
    let name = HTMLText.escaped(title)
    let head = """
      <!DOCTYPE html>
      <html lang="\(HTMLText.escaped(language))">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src \
      'sha256-\(Self.styleDigest)'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer">
      <title>\(name)</title>
      <style>\(HTMLStyle.sheet)</style>
      </head>
      <body>
      <main>

      """
    bytes.append(contentsOf: head.utf8)
  }

  /// One page as an article.
  /// - Parameter number: from 1, different for each page of the document.
  package func add(_ page: Page, number: Int, into bytes: inout [UInt8]) {
    let markup = PageHTML.markup(page, prefix: "p\(number)")
    bytes.append(contentsOf: "<article>\n\(markup)</article>\n".utf8)
  }

  /// What a page begins with, if more is to come: `add` goes on with the same bytes.
  package func addBeginning(of page: Page, number: Int, into bytes: inout [UInt8]) {
    bytes.append(contentsOf: "<article>\n\(PageHTML.markup(page, prefix: "p\(number)"))".utf8)
  }

  package func end(into bytes: inout [UInt8]) {
    bytes.append(contentsOf: "</main>\n</body>\n</html>\n".utf8)
  }

  /// Base64 of the style sheet's SHA-256, as the policy names it.
  private static let styleDigest = Base64.text(
    Array(SHA256.hash(data: Array(HTMLStyle.sheet.utf8))))
}

/// RFC 4648, section 4.
enum Base64 {
  static func text(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var output: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for place in 0..<4 {
        let letter = letters[Int(bits >> (18 - 6 * UInt32(place)) & 63)]
        output.append(place <= group.count ? letter : UInt8(ascii: "="))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
