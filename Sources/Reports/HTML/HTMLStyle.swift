/// The one style sheet: light and dark by the reader's setting, and A4 on paper.
enum HTMLStyle {
  static let sheet = """

    :root { color-scheme: light dark; --ink: #1c1c1e; --paper: #ffffff; --soft: #5a5a60;
      --line: #c9c9cf; --fill: #2f6f8f; --band: #f3f4f6; }
    @media (prefers-color-scheme: dark) { :root { --ink: #ececf0; --paper: #17181b;
      --soft: #a9a9b2; --line: #47484f; --fill: #6db3d3; --band: #212327; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.5 system-ui, "Liberation Sans", "DejaVu Sans", sans-serif; }
    main { max-width: 46rem; margin: 0 auto; padding: 1rem; }
    article + article { border-top: 3px solid var(--line); margin-top: 3rem; padding-top: 1rem; }
    h1 { font-size: 1.7rem; line-height: 1.2; }
    h2 { font-size: 1.25rem; margin-top: 2rem; border-bottom: 1px solid var(--line); }
    h3 { font-size: 1.05rem; margin-bottom: .25rem; }
    dl { margin: .5rem 0; }
    dl > div { display: grid; grid-template-columns: 10.5rem 1fr; gap: 0 1rem; padding: .1rem 0; }
    dt { color: var(--soft); grid-row: 1 / span 99; }
    dd { margin: 0; overflow-wrap: anywhere; grid-column: 2; }
    .wide { overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
    caption { text-align: left; color: var(--soft); padding: .4rem 0; }
    th, td { text-align: left; padding: .25rem .6rem .25rem 0; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    th[scope=row] { font-weight: 600; }
    .n { text-align: right; }
    pre { background: var(--band); padding: .6rem; white-space: pre-wrap; overflow-wrap: anywhere; }
    figure { margin: 1rem 0; }
    figcaption { color: var(--soft); }
    svg { width: 100%; height: auto; font-size: 13px; }
    svg text { fill: var(--ink); }
    .bar { fill: var(--fill); }
    .dot { fill: var(--fill); }
    .curve { fill: none; stroke: var(--fill); stroke-width: 2.5; }
    .axis { stroke: var(--line); stroke-width: 1; }
    .room div { border-bottom: 1px solid var(--line); height: 2.2rem; }
    @media (max-width: 34rem) { dl > div { grid-template-columns: 1fr; } dt { grid-row: auto; }
      dd { grid-column: 1; } }
    @page { size: A4; margin: 18mm 16mm; }
    @media print { :root { --ink: #000; --paper: #fff; --soft: #444; --line: #999; --fill: #444;
      --band: #f2f2f2; }
      body { font-size: 10.5pt; } main { max-width: none; padding: 0; }
      article + article { break-before: page; border: 0; margin: 0; padding: 0; }
      h1, h2, h3 { break-after: avoid; } dl > div, tr, figure, li, pre { break-inside: avoid; }
      .wide { overflow: visible; } thead { display: table-header-group; } }

    """
}
