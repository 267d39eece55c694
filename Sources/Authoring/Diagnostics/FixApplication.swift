extension Findings {
  /// The bytes of the file at position `file` with its fixes of that applicability made: the first
  /// such fix of every diagnostic, left to right, those left out that touch what an earlier one has
  /// changed. Nil if there is nothing to change.
  package func mended(file: Int = 0, by applicability: Fix.Applicability = .safe) -> [UInt8]? {
    let fixes = diagnostics.compactMap { diagnostic in
      diagnostic.fixes.first { $0.applicability == applicability }
    }
    // A fix is made whole or not at all, so one that also changes another file is not for here.
    let whole = fixes.filter { $0.edits.allSatisfy { $0.file == file } && !$0.edits.isEmpty }
    var chosen: [Edit] = []
    for fix in whole where fix.edits.allSatisfy({ edit in !chosen.contains(where: edit.touches) }) {
      chosen += fix.edits
    }
    guard !chosen.isEmpty else { return nil }
    chosen.sort { $0.range.lowerBound < $1.range.lowerBound }
    var bytes: [UInt8] = []
    var end = 0
    let source = files[file].bytes
    for edit in chosen {
      bytes += source[end..<edit.range.lowerBound]
      bytes += edit.replacement.utf8
      end = edit.range.upperBound
    }
    return bytes + source[end...]
  }
}

extension Edit {
  /// Whether two edits could not both be made.
  fileprivate func touches(_ other: Edit) -> Bool {
    if range.isEmpty || other.range.isEmpty {
      return range.lowerBound <= other.range.upperBound
        && other.range.lowerBound <= range.upperBound
    }
    return range.overlaps(other.range)
  }
}
