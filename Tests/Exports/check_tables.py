"""Reads exported CSV files with Python's csv and workbooks with openpyxl.

Usage: check_tables.py PROGRAM"""

import csv
import io
import sys

import openpyxl

from program import Checks, Program

checks = Checks()
program = Program(sys.argv[1])
program.play_some(6)
hostile = ['=HYPERLINK("http://example.com";"x")', "+1", "-1", "@SUM(A1)", "007", 'two\nlines, "quoted"',
           "＝1+1", "\tTab"]
numbers = [row["encounter"] for row in csv.DictReader(io.StringIO(
    program.run("scores", "export", "--format", "csv").stdout.decode(), newline=""))]
for number, text in zip(numbers, hostile):
    result = program.run("scores", "comment", number, "--", text)
    checks.equal(result.returncode, 0, f"a comment {text!r} ({result.stderr})")


def table(*arguments):
    data = program.run("scores", "export", "--format", "csv", *arguments).stdout
    checks.equal(data.count(b"\r\n") >= 2, True, "lines end with CRLF")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


encounters = table()
checks.equal(len(encounters), len(numbers), "one row an encounter")
for row, text in zip(encounters, hostile):
    risky = text[0] in "=+-@＝\t"
    checks.equal(row["comment"], ("'" if risky else "") + text, "a comment is disarmed")
for row, text in zip(table("--raw"), hostile):
    checks.equal(row["comment"], text, "a raw comment is as it was")
for row in encounters:
    if row["score"]:
        score = 100 * (float(row["raw"]) - float(row["raw-worst"])) / (
            float(row["raw-best"]) - float(row["raw-worst"]))
        checks.check(abs(score - float(row["score"])) < 1e-6, "the score follows from raw")
decisions = table("--table", "decisions")
for row in encounters:
    own = [line for line in decisions if line["encounter"] == row["encounter"]]
    checks.equal(len(own), int(row["turns"]), "one row a turn")
    if row["score"]:
        total = float(row["expected"]) + float(row["luck"]) - sum(float(x["regret"]) for x in own)
        checks.check(abs(total - float(row["score"])) < 1e-6, "expected - regrets + luck = score")
criteria = table("--table", "criteria")
for row in encounters:
    own = [line for line in criteria if line["encounter"] == row["encounter"] and line["percent"]]
    raw = sum(float(line["weight"]) * float(line["percent"]) for line in own)
    checks.check(abs(raw - float(row["raw"] or raw)) < 1e-6, "raw is the weighted mean percent")
data = program.run("scores", "export", "--format", "csv", "--bom").stdout
checks.check(data.startswith(b"\xef\xbb\xbfencounter,"), "a byte order mark where asked for")

for name in ("one.xlsx", "two.xlsx"):
    result = program.run("scores", "export", "--format", "xlsx", "-o", name)
    checks.equal(result.returncode, 0, f"a workbook ({result.stderr})")
one, two = ((program.folder / name).read_bytes() for name in ("one.xlsx", "two.xlsx"))
checks.check(one == two, "the same records give the same bytes")
book = openpyxl.load_workbook(program.folder / "one.xlsx")
checks.equal(book.sheetnames, ["Summary", "Sheets", "Decisions", "Rubrics"], "the sheets")
checks.check(len(book["Summary"]._charts) >= 4, "the summary has charts")
rows = list(book["Sheets"].iter_rows(values_only=True))
checks.equal(list(rows[0]), list(encounters[0].keys()), "the same columns as the CSV")
checks.equal(len(rows) - 1, len(encounters), "the same rows as the CSV")
for sheet in ("Sheets", "Decisions", "Rubrics"):
    checks.equal(book[sheet].freeze_panes, "A2", f"{sheet}: the heading is frozen")
    checks.check(book[sheet].auto_filter.ref is not None, f"{sheet}: there are filters")
for sheet in book.worksheets:
    cells = [cell for row in sheet.iter_rows() for cell in row]
    checks.check(all(cell.data_type != "f" for cell in cells), f"{sheet.title}: no formulas")
comment = list(encounters[0].keys()).index("comment")
for row, text in zip(rows[1:], hostile):
    if "\t" not in text:
        checks.equal(row[comment], text, "a comment is text")
score = list(encounters[0].keys()).index("score")
for row, line in zip(rows[1:], encounters):
    checks.check(not line["score"] or abs(row[score] - float(line["score"])) < 1e-6, "numbers")
result = program.run("scores", "export", "--format", "xlsx", "-o", "one.xlsx")
checks.equal(result.returncode, 73, "an existing file is not replaced unasked")
result = program.run("scores", "report", "--format", "xlsx", "-o", "report.xlsx")
checks.equal(result.returncode, 0, f"the class report's workbook ({result.stderr})")
report = openpyxl.load_workbook(program.folder / "report.xlsx")
checks.equal(report.sheetnames, ["Summary", "Choices"], "its sheets")
for chart in report["Summary"]._charts:
    if getattr(chart, "barDir", "") == "bar":
        axes = (chart.x_axis.scaling.orientation, chart.y_axis.scaling.orientation)
        checks.equal(axes, ("maxMin", "minMax"), "bars stand in the order of the rows, from the left")
checks.end()
