import Reports
import Simulation
import Testing

@Suite struct `CSV files` {
  @Test func `have one row an encounter, with documented columns and CRLF`() throws {
    let rows = EncounterRows(try WineSample.play(["let-me-see", "upgrade"], zeroOnCritical: true))
    #expect(
      csv(.encounters, rows)
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
    let rows = EncounterRows(try WineSample.play(["let-me-see", "sorry"]))
    let key = "0f8fad5b-d9cb-469f-a165-70867728950e,t-7f3a,wine-sample,1.2.3,"
    #expect(
      csv(.decisions, rows)
        == "encounter,trainee-id,scenario,version,turn,scene,choice,text,label,regret,here,later,"
        + "luck,only-move,unexpected,best,spend,seconds\r\n"
        + key + "1,order,let-me-see,Let me see.,best,0,0,0,0,true,false,let-me-see,0,10\r\n"
        + key + "2,decide,sorry,\"Sorry, {customer}.\",blunder,90.476190476,57.142857143,"
        + "33.333333333,0,false,false,give,0,10\r\n")
    #expect(
      csv(.criteria, rows)
        == "encounter,trainee-id,scenario,version,rubric,criterion,weight,total,lowest,highest,"
        + "percent\r\n"
        + key + "empowerment,ownership,0.666666667,-1,-2,5,14.285714286\r\n"
        + key + "do-the-unexpected,initiative,0.333333333,0,0,2,0\r\n")
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
  func `quote what must be quoted and disarm formulas`(text: String, cell: String) {
    #expect(comment(text, .init()) == cell)
  }

  @Test func `are left as they are if raw is asked for`() {
    #expect(comment("=1+1", .init(isRaw: true)) == "=1+1")
    #expect(comment("a\u{1B}b", .init(isRaw: true)) == "\"a\u{1B}b\"")
  }

  @Test func `begin with a byte order mark for Excel if asked for`() {
    var bytes: [UInt8] = []
    CSVExport(.encounters, .init(hasByteOrderMark: true)).begin(into: &bytes)
    #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF, UInt8(ascii: "e")]))
  }

  private func comment(_ text: String, _ options: CSVWriter.Options) -> String {
    var row = EncounterRow()
    row.comment = text
    var bytes: [UInt8] = []
    CSVExport(.encounters, options).add(EncounterRows(encounter: row), into: &bytes)
    // 41 cells stand before the comment, none of them with a comma in it.
    let line = String(decoding: bytes.dropLast(2), as: UTF8.self)
    return line.split(
      separator: ",", maxSplits: Columns.encounters.count - 1, omittingEmptySubsequences: false
    ).last.map(String.init) ?? ""
  }

  private func csv(_ table: CSVExport.Table, _ rows: EncounterRows) -> String {
    var bytes: [UInt8] = []
    let export = CSVExport(table)
    export.begin(into: &bytes)
    export.add(rows, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
