import Foundation
import Testing

/// Scripts that see file systems of their own: a small disk, one that is for reading only. Some
/// containers allow nobody that; there the tests say so and are skipped, and the program is held
/// against the same faults wherever it is allowed.
enum OwnMounts {
  static let reason: Comment = "this machine allows no file systems of one's own (unshare)"

  static let areAllowed: Bool = {
    let made = try? run("mount -t tmpfs -o size=64k tmpfs /mnt")
    return made?.status == 0
  }()

  /// Runs a script of the shell with mounts that nobody else sees.
  static func run(_ script: String) throws -> ProgramRun {
    try ProgramRun(
      "/usr/bin/unshare", [getuid() == 0 ? "-m" : "-rm", "/bin/sh", "-c", script])
  }
}
