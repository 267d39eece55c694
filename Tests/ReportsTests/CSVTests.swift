import Gradings
import Reports
import Simulation
import Testing

@Suite struct `CSV files` {
  @Test func `have one row an encounter, with documented columns and CRLF`() throws {
    let row = EncounterRow(try WineSample.play(["let-me-see", "upgrade"], zeroOnCritical: true))
    #expect(
      csv(.encounters, row)
        == "encounter,trainee-id,trainee,group,scenario,version,digest,rubrics-digest,voice,seed,"
        + "mode,attempt,started,ended,turns,hints,undos,timed,plain,exact,score,effective,raw,"
        + "raw-best,raw-worst,verdict,critical-customer,critical-business,critical-compliance,"
        + "random,expected,luck,skill,ending,outcome,offered,taken,spent,seconds,satisfaction,"
        + "recommend,comment\r\n"
        + "0f8fad5b-d9cb-469f-a165-70867728950e,t-7f3a,Ada,May class,wine-sample,1.2.3,"
        + WineSample.digests.scenario + "," + WineSample.digests.rubrics + ",promoter,0,practice,1,"
        + "2026-05-04T09:00:00.000Z,2026-05-04T09:02:05.430Z,2,1,0,true,false,true,47.619047619,0,"
        + "47.619047619,100,0,fail,0,1,0,26.19047619,100,0,0.290322581,won,delighted,1,0,208,20,"
        + "3.8,7,\r\n")
  }

  @Test func `have one row a decision and one a criterion`() throws {
    let row = EncounterRow(try WineSample.play(["let-me-see", "sorry"]))
    let key = "0f8fad5b-d9cb-469f-a165-70867728950e,t-7f3a,wine-sample,1.2.3,"
    #expect(
      csv(.decisions, row)
        == "encounter,trainee-id,scenario,version,turn,scene,choice,text,label,regret,here,later,"
        + "luck,only-move,unexpected,best,spend,seconds\r\n"
        + key + "1,order,let-me-see,Let me see.,best,0,0,0,0,true,false,let-me-see,0,10\r\n"
        + key + "2,decide,sorry,\"Sorry, {customer}.\",blunder,90.476190476,57.142857143,"
        + "33.333333333,0,false,false,give,0,10\r\n")
    #expect(
      csv(.criteria, row)
        == "encounter,trainee-id,scenario,version,rubric,criterion,weight,total,lowest,highest,"
        + "percent\r\n"
        + key + "empowerment,ownership,0.666666667,-1,-2,5,14.285714286\r\n"
        + key + "do-the-unexpected,initiative,0.333333333,0,0,2,0\r\n")
  }

  @Test(arguments: [CSVWriter.Options(), .init(isRaw: true)])
  func `of decisions and criteria are what their columns say, cell by cell`(
    options: CSVWriter.Options
  ) throws {
    let writer = CSVWriter(options)
    for row in try awkwardRows() {
      var (decisions, criteria): ([UInt8], [UInt8]) = ([], [])
      for decision in row.grading.decisions {
        writer.addCells(row, Columns.key, into: &decisions)
        decisions.append(UInt8(ascii: ","))
        writer.addCells(decision, Columns.decisions, into: &decisions)
        writer.endLine(into: &decisions)
      }
      for score in row.grading.criteria {
        writer.addCells(row, Columns.key, into: &criteria)
        criteria.append(UInt8(ascii: ","))
        writer.addCells(score, Columns.criteria, into: &criteria)
        writer.endLine(into: &criteria)
      }
      for (table, expected) in [(CSVExport.Table.decisions, decisions), (.criteria, criteria)] {
        let export = CSVExport(table, options)
        for _ in 0..<2 {
          var bytes: [UInt8] = []
          export.add(row, into: &bytes)
          #expect(
            String(decoding: bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        }
      }
    }
  }

  /// Rows whose cells need quotes, have no value, repeat, and change their order.
  private func awkwardRows() throws -> [EncounterRow] {
    var (plain, odd) = (
      EncounterRow(try WineSample.play(["let-me-see", "upgrade"])),
      EncounterRow(try WineSample.play(["let-me-see", "sorry"]))
    )
    plain.version = "1,2"
    let words = ["=1+1", "two\r\nlines", "", "say \"hi\"", "plain"]
    for (index, text) in words.enumerated() {
      let choice = KnownChoice(scene: "a,\(index % 2)", choice: text, text: text + text)
      odd.grading.decisions.append(
        Decision(
          turn: index, choice: choice, best: index == 1 ? nil : choice,
          regret: index == 2 ? nil : -0.000_000_000_4 + Double(index), here: .nan, later: 1e12,
          luck: -12.5, label: index == 3 ? nil : .allCases[index], onlyMove: index == 0,
          unexpected: index == 1, timedOut: false, spend: Money(hundredths: Int64(index) * 5),
          seconds: -index, waited: nil))
      odd.grading.criteria.insert(
        CriterionScore(
          rubric: text, criterion: "c\(index)", weight: 1 / 3.0, total: -index, lowest: -9,
          highest: 99, percent: index == 0 ? nil : 100 / 3.0), at: index % 3)
    }
    return [plain, odd, plain]
  }

  /// The rule of RFC 4180 for quotes, OWASP's for formulas; expectations written by hand.
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("two\r\nlines", "\"two\r\nlines\""), ("007", "007"), (" padded ", "\" padded \""),
    ("=1+1", "\"'=1+1\""), ("+1", "\"'+1\""), ("-1", "\"'-1\""), ("@SUM(A1)", "\"'@SUM(A1)\""),
    ("\tx", "\"'\tx\""), ("\rx", "\"'\rx\""), ("  =1", "\"'  =1\""), ("＝1+1", "\"'＝1+1\""),
    ("＋1", "\"'＋1\""), ("－1", "\"'－1\""), ("＠x", "\"'＠x\""), ("\u{3000}=1", "\"'\u{3000}=1\""),
    ("\n=1", "\"'\n=1\""), ("\u{FEFF}=1", "\"'\u{FEFF}=1\""), ("a=1", "a=1"), ("é", "é"), ("", ""),
    ("=HYPERLINK(\"http://x\";\"y\")", "\"'=HYPERLINK(\"\"http://x\"\";\"\"y\"\")\""),
    ("\u{1B}[2J", "\"<U+001B>[2J\""), ("a\u{0}b", "\"a<U+0000>b\""),
  ])
  func `quote what must be quoted and disarm formulas`(text: String, cell: String) throws {
    #expect(try comment(text, .init()) == cell)
  }

  @Test func `are left as they are if raw is asked for`() throws {
    #expect(try comment("=1+1", .init(isRaw: true)) == "=1+1")
    #expect(try comment("a\u{1B}b", .init(isRaw: true)) == "\"a\u{1B}b\"")
  }

  @Test func `begin with a byte order mark for Excel if asked for`() {
    var bytes: [UInt8] = []
    CSVExport(.encounters, .init(hasByteOrderMark: true)).begin(into: &bytes)
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF, UInt8(ascii: "e")]))
  }

  private func comment(_ text: String, _ options: CSVWriter.Options) throws -> String {
    var row = EncounterRow(try WineSample.play(["let-me-see", "upgrade"]))
    row.comment = text
    var bytes: [UInt8] = []
    CSVExport(.encounters, options).add(row, into: &bytes)
    // 41 cells stand before the comment, none of them with a comma in it.
    let line = String(decoding: bytes.dropLast(2), as: UTF8.self)
    return line.split(
      separator: ",", maxSplits: Columns.encounters.count - 1, omittingEmptySubsequences: false
    ).last.map(String.init) ?? ""
  }

  private func csv(_ table: CSVExport.Table, _ row: EncounterRow) -> String {
    var bytes: [UInt8] = []
    let export = CSVExport(table)
    export.begin(into: &bytes)
    export.add(row, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
