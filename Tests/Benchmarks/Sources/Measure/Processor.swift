import Glibc

/// What this process has used so far.
enum Processor {
  /// Seconds of processor time of all threads, the system's share included.
  static var seconds: Double {
    let used = usage
    return Double(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
      + Double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6
  }

  /// The most memory that was resident at one time, in bytes.
  static var peakBytes: Int { usage.ru_maxrss * 1024 }

  /// Of `RUSAGE_SELF`, which is 0 and of another type than the function wants.
  private static var usage: rusage {
    var usage = rusage()
    getrusage(0, &usage)
    return usage
  }
}
