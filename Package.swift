// swift-tools-version: 6.1
import PackageDescription

/// The settings of every target: the strictest that the language offers, so that a mistake is
/// found when it is written.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .unsafeFlags(["-warnings-as-errors"]),
  // So that the linker can put together what runs together.
  .unsafeFlags(["-Xfrontend", "-function-sections"], .when(configuration: .release)),
]

/// The core is optimised in debug builds too: the tests prove some ten thousand scenarios.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// Tables of a million rows: the checks for overlapping access to what classes hold, which every debug
/// build and all its tests make, take a twentieth of an export's time.
let tabular: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

/// What the linker reads.
let linking = "\(Context.packageDirectory)/Sources/undermat/Linking"

/// A start touches little of the program: the functions that run until the first prompt stand
/// together (`Tests/Benchmarks/start_order.py` lists them), nothing is read that is not needed, such
/// as names that no library asks for and the debugger's tables, the program stands at a fixed address,
/// since a third of all page faults came of moving it, and it holds the C++ library, of which it
/// needs little.
let quickToStart: [LinkerSetting] = [
  .unsafeFlags(
    ["-use-ld=lld", "-L\(linking)"] + toClang("-no-pie", "-static-libgcc")
      + toLinker(
        "--exclude-libs", "ALL", "--no-export-dynamic", "--strip-debug",
        "--no-warn-symbol-ordering",
        "--symbol-ordering-file=\(linking)/start.order"),
    .when(configuration: .release))
]

/// Readline, which a release holds itself: to load it takes longer than to read a scenario.
let readline: [LinkerSetting] = [
  .linkedLibrary("readline", .when(configuration: .debug)),
  .unsafeFlags(toLinker("-l:libreadline.a", "-l:libtinfo.a"), .when(configuration: .release)),
]

func toClang(_ options: String...) -> [String] { options.flatMap { ["-Xclang-linker", $0] } }
func toLinker(_ options: String...) -> [String] { options.flatMap { ["-Xlinker", $0] } }

let package = Package(
  name: "undermat",
  products: [.executable(name: "undermat", targets: ["undermat"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "3.12.3"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .target(name: "Simulation", swiftSettings: strict + optimised),
    .target(name: "JSONText", swiftSettings: strict),
    .target(name: "Authoring", dependencies: ["Simulation", "JSONText"], swiftSettings: strict),
    .target(name: "Gradings", dependencies: ["Simulation"], swiftSettings: strict),
    .target(
      name: "Records",
      dependencies: [
        "Simulation", "Gradings", "JSONText", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
      ],
      swiftSettings: strict + tabular),
    .target(
      name: "Reports",
      dependencies: [
        "Simulation", "Gradings", "JSONText", "CXLSXWriter",
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict + tabular),
    .target(name: "CCurl"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "Archives", dependencies: ["CZlib"], swiftSettings: strict),
    .target(name: "CXLSXWriter"),
    .target(
      name: "Console", dependencies: ["Simulation", "Authoring", "Reports", "JSONText"],
      swiftSettings: strict),
    .target(
      name: "LanguageServer", dependencies: ["Simulation", "Authoring", "JSONText"],
      swiftSettings: strict),
    .target(name: "CReadline", linkerSettings: readline),
    .target(name: "CSignals"),
    .target(
      name: "Terminal", dependencies: ["Console", "CReadline", "CSignals"],
      swiftSettings: strict),
    .executableTarget(
      name: "undermat",
      dependencies: [
        "Archives", "CCurl", "Console", "Simulation", "Gradings", "Authoring", "Records", "Reports",
        "Terminal", "JSONText", "LanguageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Crypto", package: "swift-crypto"),
      ],
      exclude: ["Linking"], swiftSettings: strict, linkerSettings: quickToStart),
    .target(
      name: "TestSupport", dependencies: ["Simulation"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "SimulationTests", dependencies: ["Simulation", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ContractTests", dependencies: ["Simulation", "Authoring", "Reports"],
      exclude: ["Expected"], swiftSettings: strict),
    .testTarget(
      name: "AuthoringTests", dependencies: ["Authoring", "Simulation"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Gradings", "JSONText", "Simulation"],
      exclude: ["Expected"], swiftSettings: strict),
    .target(
      name: "RecordsSamples", dependencies: ["Records", "Gradings", "Simulation"],
      path: "Tests/RecordsSamples", swiftSettings: strict),
    .executableTarget(
      name: "records-writer",
      dependencies: ["Records", "RecordsSamples", "Gradings", "Simulation"],
      path: "Tests/RecordsWriter", swiftSettings: strict),
    .testTarget(
      name: "RecordsTests",
      dependencies: [
        "Records", "RecordsSamples", "Gradings", "Simulation", "records-writer", "undermat",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests",
      dependencies: ["Console", "Simulation", "Authoring", "Reports", "JSONText"],
      exclude: ["Sessions"], swiftSettings: strict),
    .testTarget(name: "ArchivesTests", dependencies: ["Archives"], swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "Console"], swiftSettings: strict),
    .executableTarget(
      name: "terminal-probe", dependencies: ["Terminal", "Console"], path: "Tests/TerminalProbe",
      swiftSettings: strict),
  ]
)
