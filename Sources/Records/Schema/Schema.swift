/// What the records file looks like inside, version by version.
///
/// A file says whose it is by SQLite's `application_id` and how old its layout is by
/// `user_version`; both change in the transaction that changes the layout.
enum Schema {
  /// "UMAT" in ASCII.
  static let applicationID: Int64 = 0x554D_4154

  /// The layout this program writes: how many steps stand in `steps`.
  static var version: Int { steps.count }

  /// The step at position n takes a file from layout n to layout n + 1. A step that was shipped is
  /// never changed.
  static let steps = [people + plays + gradings + remarks + sending, kindsOfStatements]

  /// `code` is the opaque id that leaves this machine; `account` is what `--trainee` or the login
  /// says. A forgotten trainee has neither name nor account, and a new code.
  private static let people = """
    CREATE TABLE trainee (
      id INTEGER PRIMARY KEY,
      code TEXT NOT NULL UNIQUE,
      account TEXT UNIQUE,
      name TEXT,
      team TEXT,
      forgotten INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    """

  /// A `document` is the text of a scenario, of a rubric, or the list of rubric digests whose own
  /// digest is the rubrics-digest of a sheet; its bytes are null if only the digest is known. `move` is append-only: an undo is a row of its own.
  /// Moments are milliseconds since 1970 in UTC.
  private static let plays = """
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      digest TEXT NOT NULL UNIQUE,
      bytes BLOB
    ) STRICT;

    CREATE TABLE encounter (
      id INTEGER PRIMARY KEY,
      uuid TEXT NOT NULL UNIQUE,
      trainee INTEGER NOT NULL REFERENCES trainee(id),
      scenario TEXT NOT NULL,
      version TEXT NOT NULL,
      title TEXT NOT NULL,
      path TEXT NOT NULL,
      scenario_document INTEGER NOT NULL REFERENCES document(id),
      rubrics_document INTEGER NOT NULL REFERENCES document(id),
      voice TEXT NOT NULL,
      seed INTEGER NOT NULL,
      mode TEXT NOT NULL,
      attempt INTEGER NOT NULL,
      started INTEGER NOT NULL,
      ended INTEGER,
      timed INTEGER NOT NULL,
      plain INTEGER NOT NULL,
      turns INTEGER NOT NULL DEFAULT 0,
      hints INTEGER NOT NULL DEFAULT 0,
      undos INTEGER NOT NULL DEFAULT 0,
      last_hash BLOB
    ) STRICT;
    CREATE INDEX encounter_by_trainee ON encounter(trainee, scenario, attempt);
    CREATE INDEX encounter_unfinished ON encounter(trainee, id) WHERE ended IS NULL;

    CREATE TABLE move (
      encounter INTEGER NOT NULL REFERENCES encounter(id),
      number INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      turn INTEGER NOT NULL,
      scene TEXT NOT NULL,
      choice TEXT NOT NULL,
      shown INTEGER NOT NULL,
      taken INTEGER NOT NULL,
      waited INTEGER,
      timed_out INTEGER NOT NULL,
      previous BLOB NOT NULL,
      hash BLOB NOT NULL,
      PRIMARY KEY (encounter, number)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER move_stays BEFORE UPDATE ON move
    BEGIN SELECT RAISE(ABORT, 'a move is never changed'); END;
    CREATE TRIGGER move_is_kept BEFORE DELETE ON move
    BEGIN SELECT RAISE(ABORT, 'a move is never deleted'); END;

    CREATE TABLE note (
      encounter INTEGER NOT NULL REFERENCES encounter(id),
      number INTEGER NOT NULL,
      text TEXT NOT NULL,
      PRIMARY KEY (encounter, number)
    ) STRICT, WITHOUT ROWID;

    """

  /// `grading` holds what lists and exports ask for; the whole sheet stands apart, so that a list
  /// reads little. Amounts are hundredths. Criteria and choices are named once and referred to.
  private static let gradings = """
    CREATE TABLE grading (
      id INTEGER PRIMARY KEY,
      encounter INTEGER NOT NULL REFERENCES encounter(id),
      grader TEXT NOT NULL,
      rubrics_document INTEGER NOT NULL REFERENCES document(id),
      graded INTEGER NOT NULL,
      superseded_by INTEGER REFERENCES grading(id) DEFERRABLE INITIALLY DEFERRED,
      exact INTEGER NOT NULL,
      score REAL, raw REAL, raw_best REAL, raw_worst REAL,
      verdict TEXT,
      random REAL, expected REAL, luck REAL, skill REAL,
      customer_errors INTEGER NOT NULL,
      business_errors INTEGER NOT NULL,
      compliance_errors INTEGER NOT NULL,
      ending TEXT, outcome TEXT,
      offered INTEGER NOT NULL, done INTEGER NOT NULL,
      spent INTEGER NOT NULL, seconds INTEGER NOT NULL,
      satisfaction REAL, recommend INTEGER
    ) STRICT;
    CREATE UNIQUE INDEX grading_in_force ON grading(encounter) WHERE superseded_by IS NULL;
    CREATE INDEX grading_by_encounter ON grading(encounter);

    CREATE TABLE sheet (
      grading INTEGER PRIMARY KEY REFERENCES grading(id),
      digest TEXT NOT NULL,
      json TEXT NOT NULL
    ) STRICT;

    CREATE TABLE choice (
      id INTEGER PRIMARY KEY,
      document INTEGER NOT NULL REFERENCES document(id),
      scene TEXT NOT NULL,
      choice TEXT NOT NULL,
      text TEXT NOT NULL,
      UNIQUE (document, scene, choice)
    ) STRICT;

    CREATE TABLE criterion (
      id INTEGER PRIMARY KEY,
      rubric TEXT NOT NULL,
      criterion TEXT NOT NULL,
      UNIQUE (rubric, criterion)
    ) STRICT;

    CREATE TABLE decision (
      grading INTEGER NOT NULL REFERENCES grading(id),
      turn INTEGER NOT NULL,
      choice INTEGER NOT NULL REFERENCES choice(id),
      best INTEGER REFERENCES choice(id),
      regret REAL, here REAL, later REAL, luck REAL,
      label TEXT,
      flags INTEGER NOT NULL,
      spend INTEGER NOT NULL, seconds INTEGER NOT NULL,
      waited INTEGER,
      PRIMARY KEY (grading, turn)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE result (
      grading INTEGER NOT NULL REFERENCES grading(id),
      position INTEGER NOT NULL,
      criterion INTEGER NOT NULL REFERENCES criterion(id),
      weight REAL NOT NULL,
      total INTEGER NOT NULL, lowest INTEGER NOT NULL, highest INTEGER NOT NULL,
      percent REAL,
      PRIMARY KEY (grading, position)
    ) STRICT, WITHOUT ROWID;

    """

  /// What people say about a play: a level changed by hand, a comment, and a level given only to
  /// compare two people's eyes, which changes nothing.
  private static let remarks = """
    CREATE TABLE override (
      id INTEGER PRIMARY KEY,
      encounter INTEGER NOT NULL REFERENCES encounter(id),
      rubric TEXT NOT NULL,
      criterion TEXT NOT NULL,
      old INTEGER NOT NULL,
      new INTEGER NOT NULL CHECK (new BETWEEN -2 AND 2),
      who TEXT NOT NULL,
      why TEXT NOT NULL,
      made INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX override_by_encounter ON override(encounter);

    CREATE TABLE comment (
      id INTEGER PRIMARY KEY,
      encounter INTEGER NOT NULL REFERENCES encounter(id),
      who TEXT NOT NULL,
      text TEXT NOT NULL,
      made INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX comment_by_encounter ON comment(encounter);

    CREATE TABLE rating (
      encounter INTEGER NOT NULL REFERENCES encounter(id),
      rubric TEXT NOT NULL,
      criterion TEXT NOT NULL,
      who TEXT NOT NULL,
      level INTEGER NOT NULL CHECK (level BETWEEN -2 AND 2),
      made INTEGER NOT NULL,
      PRIMARY KEY (encounter, rubric, criterion, who)
    ) STRICT, WITHOUT ROWID;

    """

  /// Statements on their way to a learning record store. `state`: 0 waits, 1 delivered, 2 refused.
  private static let sending = """
    CREATE TABLE outbox (
      id INTEGER PRIMARY KEY,
      store TEXT NOT NULL,
      statement_id TEXT NOT NULL,
      grading INTEGER NOT NULL REFERENCES grading(id),
      statement TEXT NOT NULL,
      state INTEGER NOT NULL DEFAULT 0,
      tries INTEGER NOT NULL DEFAULT 0,
      reason TEXT,
      UNIQUE (store, statement_id)
    ) STRICT;
    CREATE INDEX outbox_by_state ON outbox(store, state, id);
    CREATE INDEX outbox_by_grading ON outbox(grading);
    """

  /// What a statement of the outbox is about: 0 a grading, 1 takes back another statement, 2 a
  /// remark. The text of one that another machine sent is empty: the store has it.
  private static let kindsOfStatements = """
    ALTER TABLE outbox ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
    UPDATE outbox SET kind = 1 WHERE instr(statement, '"objectType":"StatementRef"') > 0;
    """
}
