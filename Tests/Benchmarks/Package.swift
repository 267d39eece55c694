// swift-tools-version: 6.1
import PackageDescription

/// Measures the program on made-up stories of several sizes. A package of its own, so that nobody
/// who builds the program builds this; `Linked` holds links to the program's sources, because what
/// is measured is not public.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "undermat-benchmarks",
  dependencies: [
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: [])
  ],
  targets: [
    .target(name: "Simulation", path: "Linked/Simulation", swiftSettings: strict),
    .target(name: "JSONText", path: "Linked/JSONText", swiftSettings: strict),
    .target(
      name: "Authoring", dependencies: ["Simulation", "JSONText"], path: "Linked/Authoring",
      swiftSettings: strict),
    .target(
      name: "StoryMaker", dependencies: ["Simulation", "Authoring"], swiftSettings: strict),
    .executableTarget(
      name: "measure", dependencies: ["Simulation", "Authoring", "StoryMaker"],
      path: "Sources/Measure", swiftSettings: strict),
    .executableTarget(
      name: "Growth",
      dependencies: [
        "Simulation", "Authoring", "StoryMaker",
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Growth", swiftSettings: strict,
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
  ]
)
