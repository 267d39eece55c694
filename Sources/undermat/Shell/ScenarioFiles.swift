import Authoring
import Console
import Glibc
import Simulation
import Terminal

/// Finds and reads scenarios: by file, or by id in the folder in use.
struct ScenarioFiles: Sendable {
  /// The folder in use; nil if none was found.
  let folder: String?

  /// - Parameter named: `--scenarios`; else `UNDERMAT_SCENARIOS`, else `./scenarios`, else what came
  ///   with the program: beside an installed one, or in the package that it was built from.
  init(named: String?, in world: World) {
    let own = named ?? world.environment("UNDERMAT_SCENARIOS").flatMap { $0.isEmpty ? nil : $0 }
    folder = own ?? (["scenarios"] + Self.besideProgram).first(where: Folder.isFolder)
  }

  private static var besideProgram: [String] {
    guard let program = Folder.program else { return [] }
    var folders: [String] = []
    var path = program[...]
    while let slash = path.lastIndex(of: "/") {
      let name = path[path.index(after: slash)...]
      path = path[..<slash]
      if folders.isEmpty { folders.append("\(path)/../share/undermat/scenarios") }
      if name == ".build" { folders.append("\(path)/scenarios") }
    }
    return folders
  }

  /// The scenarios of the folder, by file name. Files that are no scenarios are passed over.
  func list() -> Result<[ListedScenario], Problem> {
    guard let folder else {
      return .failure(
        Problem(
          "There is no folder of scenarios here. Name one: --scenarios FOLDER, or "
            + "UNDERMAT_SCENARIOS.", exitCode: 66))
    }
    guard let names = Folder.names(in: folder) else {
      return .failure(
        Problem("\(SafeText.shownOnOneLine(folder)) is no folder that can be read.", exitCode: 66))
    }
    let files = names.filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
    return .success(files.compactMap { listed("\(folder)/\($0)") })
  }

  private func listed(_ path: String) -> ListedScenario? {
    guard let source = try? SourceFile.read(path), let header = ScenarioHeader(source) else {
      return nil
    }
    return ListedScenario(
      id: header.id, title: header.title, minutes: header.minutes, level: header.level, path: path)
  }

  /// The file of a scenario: a path as it is, or the scenario of that id.
  func path(of idOrFile: String) -> Result<String, Problem> {
    if isFile(idOrFile) { return .success(idOrFile) }
    if let likely = likelyFile(idOrFile), listed(likely)?.id == idOrFile {
      return .success(likely)
    }
    return list().flatMap { scenarios in
      if let found = scenarios.first(where: { $0.id == idOrFile }) { return .success(found.path) }
      return .failure(Self.unknown(idOrFile, scenarios.map(\.id)))
    }
  }

  private func isFile(_ idOrFile: String) -> Bool {
    idOrFile.contains("/") || idOrFile.hasSuffix(".json") || Folder.exists(idOrFile)
  }

  /// Where a scenario of that id most often is.
  private func likelyFile(_ idOrFile: String) -> String? {
    guard let folder, !isFile(idOrFile) else { return nil }
    return "\(folder)/\(idOrFile).json"
  }

  private static func unknown(_ id: String, _ ids: [String]) -> Problem {
    guard !id.isEmpty else {
      return Problem("A scenario's id or its file is missing; `list` shows them.", exitCode: 66)
    }
    var nearest = NearestName()
    let guess = nearest.find(id, in: ids).map { " Did you mean \($0)?" } ?? ""
    let shown = SafeText.shownOnOneLine(id)
    return Problem(
      "There is no scenario \(shown).\(guess) `list` shows what there is.", exitCode: 66)
  }

  /// Reads a scenario by its id or its file, with the reader's findings if it has errors.
  func open(_ idOrFile: String) -> Result<OpenedScenario, Problem> {
    if let likely = likelyFile(idOrFile), let loaded = try? LoadedScenario.load(path: likely),
      let scenario = loaded.scenario, scenario.about.id == idOrFile
    {
      return Self.opened(loaded)
    }
    return path(of: idOrFile).flatMap { path in
      do throws(SourceProblem) {
        return Self.opened(try LoadedScenario.load(path: path))
      } catch {
        let words = DiagnosticFormat.text.render([Findings(error)])
        return .failure(Problem(words, exitCode: error.exitCode))
      }
    }
  }

  /// What was loaded, if it can be played.
  static func opened(_ loaded: LoadedScenario) -> Result<OpenedScenario, Problem> {
    guard let scenario = loaded.scenario, let map = loaded.map else {
      return .failure(Problem(DiagnosticFormat.text.render([loaded.findings]), exitCode: 65))
    }
    let documents = loaded.files.map { file in
      OpenedScenario.Document(path: file.name, bytes: file.bytes, digest: Digest.of(file.bytes))
    }
    let files = loaded.files
    return .success(
      OpenedScenario(
        scenario: scenario, digests: Digest.of(documents), documents: documents,
        describe: { findings, voice in
          guard !findings.isEmpty else { return "" }
          let errors = BehaviourErrors(scenario, map, voice: voice).diagnostics(findings)
          return DiagnosticFormat.text.render([Findings(files: files, diagnostics: errors)])
        }))
  }
}

/// What the file system says about folders.
enum Folder {
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, in no particular order; nil if it cannot be read.
  static func names(in path: String) -> [String]? {
    guard let folder = opendir(path) else { return nil }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      names.append(name)
    }
    return names
  }

  /// The absolute path of the running program.
  static var program: String? { absolute("/proc/self/exe") }

  /// The absolute path of a file that exists, links resolved.
  static func absolute(_ path: String) -> String? {
    guard let absolute = realpath(path, nil) else { return nil }
    defer { free(absolute) }
    return String(cString: absolute)
  }
}
