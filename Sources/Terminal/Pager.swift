import Glibc

/// Long text through the person's pager.
package struct Pager: Sendable {
  private let world: World

  /// A pager in a world.
  package init(world: World) {
    self.world = world
  }

  /// The command: `PAGER`, else `less -FRX`; nil where paging is switched off (`PAGER` set to nothing
  /// or to `cat`) or the terminal cannot be steered.
  var command: String? {
    if world.hasDumbTerminal { return nil }
    guard let own = world.environment("PAGER") else { return "less -FRX" }
    return ["", "cat"].contains(own) ? nil : own
  }

  /// Shows a text page by page and returns true; returns false, having shown nothing, where it fits on
  /// the screen, the output is no terminal, or there is no pager.
  package func show(_ text: String) -> Bool {
    let rows = world.rows()
    guard world.isTerminal(0), world.isTerminal(1), rows > 0, let command else { return false }
    guard text.utf8.lazy.filter({ $0 == UInt8(ascii: "\n") }).count >= rows else { return false }
    return Self.pipe(text, to: command)
  }

  private static func pipe(_ text: String, to command: String) -> Bool {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { return false }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let child = spawn(command, reading: ends[0])
    close(ends[0])
    // A person who leaves the pager early has seen enough: a failed write is no failure.
    if child != nil { try? Output(descriptor: ends[1]).write(text) }
    close(ends[1])
    guard let child else { return false }
    return wait(for: child)
  }

  /// The shell's 126 and 127 mean that there was no pager, so nothing was seen.
  private static func wait(for child: pid_t) -> Bool {
    var status: Int32 = 0
    while waitpid(child, &status, 0) == -1 && errno == EINTR { continue }
    _ = Signals.take()
    let exitCode = status & 0x7F == 0 ? (status >> 8) & 0xFF : 0
    return exitCode != 126 && exitCode != 127
  }

  /// The child starts with the default actions for the signals that are ignored here.
  private static func spawn(_ command: String, reading descriptor: Int32) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, descriptor, 0)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    for signal in [SIGPIPE, SIGXFSZ, SIGINT, SIGQUIT] { sigaddset(&defaults, signal) }
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
    var arguments = ["sh", "-c", command].map { (word: String) in strdup(word) } + [nil]
    defer { arguments.forEach { free($0) } }
    var child: pid_t = 0
    return posix_spawn(&child, "/bin/sh", &actions, &attributes, &arguments, environ) == 0
      ? child : nil
  }
}
