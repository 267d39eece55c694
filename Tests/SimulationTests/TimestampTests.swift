import Simulation
import Testing

@Suite struct Timestamps {
  /// Moments from `date -u -d @N +%FT%T` and, before 1970, from Python's `datetime`.
  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_795_325_776_123, "2026-11-22T05:36:16.123Z"),
    (951_782_400_000, "2000-02-29T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
    (2_208_988_800_000, "2040-01-01T00:00:00.000Z"),
    (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
    (-62_167_219_200_000, "0000-01-01T00:00:00.000Z"),
  ])
  func `are written and read the same way`(milliseconds: Int64, text: String) {
    #expect(Timestamp(milliseconds: milliseconds).text == text)
    #expect(Timestamp(text: text)?.milliseconds == milliseconds)
  }

  @Test func `are read with any number of decimals, and as a bare day`() {
    #expect(Timestamp(text: "2026-11-22")?.text == "2026-11-22T00:00:00.000Z")
    #expect(Timestamp(text: "2026-11-22T05:36:16Z")?.text == "2026-11-22T05:36:16.000Z")
    #expect(Timestamp(text: "2026-11-22T05:36:16.5Z")?.text == "2026-11-22T05:36:16.500Z")
    #expect(Timestamp(text: "2026-11-22T05:36:16.123999Z")?.text == "2026-11-22T05:36:16.123Z")
  }

  @Test(arguments: [
    "", "2026", "2026-13-01", "2026-02-29", "2026-11-22T24:00:00Z", "2026-11-22T05:36:16",
    "2026-11-22T05:36:16.Z", "2026-11-22T05:36:16.5xZ", "2026-11-22 05:36:16Z", "２026-11-22",
  ])
  func `that are not of the form are refused`(text: String) {
    #expect(Timestamp(text: text) == nil)
  }

  @Test func `survive the round trip on every day of eight centuries`() {
    for day in stride(from: Int64(-150_000), through: 150_000, by: 1) {
      let moment = Timestamp(milliseconds: day * 86_400_000 + 7)
      #expect(Timestamp(text: moment.text) == moment)
    }
  }
}
