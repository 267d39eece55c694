/// Where the records of a person lie.
package enum RecordsPlace {
  /// - Parameters:
  ///   - option: what `--records` says.
  ///   - environment: looks up an environment variable; empty ones count as missing.
  /// - Returns: `--records`, else `UNDERMAT_RECORDS`, else `undermat/records.sqlite` in
  ///   `XDG_DATA_HOME`, else the same in `~/.local/share`; nil if there is no home either. As the
  ///   XDG base directory specification wants it, a relative `XDG_DATA_HOME` is passed over.
  package static func path(
    option: String?, environment: (String) -> String?
  ) -> String? {
    func variable(_ name: String) -> String? {
      environment(name).flatMap { $0.isEmpty ? nil : $0 }
    }
    if let named = option ?? variable("UNDERMAT_RECORDS") { return named }
    if let data = variable("XDG_DATA_HOME"), data.hasPrefix("/") {
      return data + "/undermat/records.sqlite"
    }
    return variable("HOME").map { $0 + "/.local/share/undermat/records.sqlite" }
  }
}
