/* Data files read by other programs, against each other: see data.sh. */
import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

let JSONstat, JsonLdParser, CsvwParser;
try {
  JSONstat = (await import("jsonstat-toolkit")).default;
  JsonLdParser = (await import("@rdfjs/parser-jsonld")).default;
  CsvwParser = (await import("@zazuko/rdf-parser-csvw")).default;
} catch (error) {
  console.log(`skipped: ${error.message.split("\n")[0]}`);
  process.exit(77);
}
if (process.argv[2] === "--there") process.exit(0);

const folder = process.argv[2];
const problems = [];
let compared = 0;
const wrong = (where, text) => problems.push(`${where}: ${text}`);
const same = (where, found, expected) => {
  compared++;
  if (found !== expected) wrong(where, `${JSON.stringify(found)}, expected ${JSON.stringify(expected)}`);
};

/* ---- CSV (RFC 4180): rows of {text, quoted} ---- */

function rowsOf(text) {
  const rows = [];
  let row = [], at = 0;
  while (at < text.length) {
    let field = "";
    const quoted = text[at] === '"';
    if (quoted) {
      for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
        if (text[at] === '"') at++;
        field += text[at];
      }
      at++;
    } else while (at < text.length && text[at] !== "," && text[at] !== "\n") field += text[at++];
    row.push({ text: field, quoted });
    if (at >= text.length || text[at] === "\n") rows.push(row), (row = []);
    at++;
  }
  return rows;
}

/* A tidy file as objects; an apostrophe that keeps a text from running is taken off. */
function tidy(what) {
  const path = join(folder, `${what}.csv`);
  if (!existsSync(path)) return null;
  const [head, ...rows] = rowsOf(readFileSync(path, "utf8"));
  const names = head.map((cell) => cell.text);
  const objects = rows.map((row) =>
    Object.fromEntries(row.map((cell, i) => [names[i], cell.text.replace(/^'(?=[=+\-@\t\r\n])/, "")])));
  return { names, rows: objects };
}

const files = {};
for (const what of ["scores", "ranks", "quantiles", "bands", "raw", "uncertainty", "forecast", "segments", "summaries"])
  files[what] = tidy(what);
const scores = files.scores.rows;
const edition = scores.at(-1).edition;
const nodes = [...new Set(scores.map((row) => row.node))];
const areas = [...new Set(scores.map((row) => row.area))];
const editions = [...new Set(scores.map((row) => row.edition))];
const named = (row, what, lang) =>
  row[`${what}_name_${lang}`] || row[`${what}_name_${lang === "en" ? "cy" : "en"}`] || row[what];
const keyed = (rows, ...keys) => new Map(rows.map((row) => [keys.map((key) => row[key]).join("|"), row]));

/* ---- workbooks ---- */

const marks = {
  suppressed: "[c]", not_applicable: "[z]", unreliable: "[u]",
  absent: "[x]", missing: "[x]", below_coverage: "[x]",
};

function isNumber(where, cell, expected) {
  compared++;
  const near = Math.abs(Number(cell.text) - Number(expected)) <= 1e-12 * Math.abs(Number(expected));
  if (cell.quoted || !near) wrong(where, `${cell.text}${cell.quoted ? " as text" : ""}, expected ${expected}`);
}

function isText(where, cell, expected) {
  compared++;
  if (!cell.quoted || cell.text !== expected) wrong(where, `${cell.text}, expected the text ${expected}`);
}

/* A figure of a tidy file, or the shorthand for its status. */
function isFigure(where, cell, row, value = row?.value) {
  if (row && value !== "") isNumber(where, cell, value);
  else isText(where, cell, marks[row ? row.status : "absent"]);
}

function sheetsOf(lang) {
  const files = readdirSync(folder).filter((name) => name.startsWith(`${lang}-`) && name.endsWith(".csv"));
  return files.map((file) => {
    const rows = rowsOf(readFileSync(join(folder, file), "utf8"));
    return { tab: file.slice(3, -4), about: rows.slice(0, 3), head: rows[3], rows: rows.slice(4) };
  });
}

/* No blank cell in a table, no heading twice, codes as text. */
function checkForm(sheet) {
  const headings = sheet.head.map((cell) => cell.text.toLowerCase());
  same(`${sheet.tab} headings`, new Set(headings).size, headings.length);
  for (const [r, row] of [sheet.head, ...sheet.rows].entries()) {
    same(`${sheet.tab} row ${r} cells`, row.length, sheet.head.length);
    for (const cell of row) if (cell.text === "") wrong(sheet.tab, `a blank cell in row ${r}`);
  }
  same(`${sheet.tab} title`, sheet.about.every((row) => row[0].text !== ""), true);
}

function checkAreas(sheet, lang, first) {
  const byArea = keyed(scores, "area");
  for (const row of sheet.rows) {
    isText(sheet.tab, row[0], byArea.get(row[0].text)?.area);
    isText(sheet.tab, row[1], named(byArea.get(row[0].text), "area", lang));
  }
  same(`${sheet.tab} areas`, sheet.rows.map((row) => row[0].text).join(), areas.join());
  return sheet.rows.map((row) => ({ area: row[0].text, cells: row.slice(first) }));
}

/* Areas by nodes: scores, ranks, groups, bands. */
function checkNodes(sheet, lang, file, compare, extra = []) {
  const byKey = keyed(file.rows, "edition", "node", "area", ...extra.map(([key]) => key));
  const byNode = keyed(scores, "node");
  nodes.forEach((node, i) => {
    if (!sheet.head[2 + i].text.startsWith(named(byNode.get(node), "node", lang).slice(0, 200)))
      wrong(sheet.tab, `heading ${sheet.head[2 + i].text}, expected that of ${node}`);
  });
  for (const { area, cells } of checkAreas(sheet, lang, 2))
    nodes.forEach((node, i) => {
      const row = byKey.get([edition, node, area, ...extra.map(([, value]) => value)].join("|"));
      compare(`${sheet.tab} ${area} ${node}`, cells[i], row);
    });
  checkNotes(sheet);
}

/* A score that rests on what is withheld has [w] behind its heading. */
function checkNotes(sheet) {
  const byKey = keyed(scores, "edition", "node", "area");
  for (const row of sheet.rows)
    nodes.forEach((node, i) => {
      const score = byKey.get([edition, node, row[0].text].join("|"));
      if (score.rests_on_withheld !== "true" || marks[score.status]) return;
      const note = row[2 + nodes.length]?.text ?? "";
      const says = ["", " [e]", " [p]"].some((mark) => note.includes(`${sheet.head[2 + i].text}${mark} [w]`));
      same(`${sheet.tab} ${row[0].text} ${node} note`, says, true);
    });
}

function checkEditions(sheet, lang) {
  const byKey = keyed(scores, "edition", "node", "area");
  for (const { area, cells } of checkAreas(sheet, lang, 2))
    editions.forEach((name, i) => {
      same(`${sheet.tab} heading`, sheet.head[2 + i].text, name);
      isFigure(`${sheet.tab} ${area} ${name}`, cells[i], byKey.get([name, nodes[0], area].join("|")));
    });
}

/* "Name (unit, period)". */
function checkValues(sheet, lang) {
  const byKey = keyed(files.raw.rows, "indicator", "period", "area");
  const byIndicator = keyed(files.raw.rows, "indicator");
  const columns = [...byIndicator.values()].map((row) => {
    const name = named(row, "indicator", lang);
    const at = sheet.head.findIndex((cell) => cell.text.startsWith(`${name} (`));
    const inside = sheet.head[at]?.text.slice(name.length + 2, -1).split(", ");
    return { at, indicator: row.indicator, period: inside?.at(-1) };
  });
  for (const { at, indicator } of columns) if (at < 0) wrong(sheet.tab, `no column of ${indicator}`);
  for (const row of sheet.rows)
    for (const { at, indicator, period } of columns)
      isFigure(`${sheet.tab} ${row[0].text} ${indicator}`, row[at], byKey.get([indicator, period, row[0].text].join("|")));
}

function checkUncertainty(sheet) {
  const byKey = keyed(files.uncertainty.rows, "area", "node", "figure");
  const byScore = keyed(scores, "edition", "node", "area");
  for (const row of sheet.rows) {
    const [area, node] = [row[0].text, row[2].text];
    const figure = (name) => Number(byKey.get([area, node, name].join("|")).value);
    const where = `${sheet.tab} ${area} ${node}`;
    isFigure(where, row[4], byScore.get([edition, node, area].join("|")));
    for (const [at, name] of [[5, "score_p5"], [6, "score_p95"]])
      same(`${where} ${name}`, Math.abs(Number(row[at].text) - figure(name)) <= 0.0050001, true);
    same(`${where} rank_p5`, Number(row[8].text), Math.floor(figure("rank_p5")));
    same(`${where} rank_p95`, Number(row[9].text), Math.ceil(figure("rank_p95")));
  }
}

/* A tidy file in one language, row by row. */
function checkView(sheet, lang, file) {
  const columns = file.names.filter((name) => !/_cy$|^status$|^rests_on_withheld$/.test(name));
  same(`${sheet.tab} columns`, sheet.head.length, columns.length);
  same(`${sheet.tab} rows`, sheet.rows.length, file.rows.length);
  sheet.rows.forEach((row, r) =>
    columns.forEach((name, c) => {
      const own = name.replace(/_en$/, `_${lang}`), other = name.replace(/_en$/, lang === "en" ? "_cy" : "_en");
      const expected = file.rows[r][own] || file.rows[r][other];
      const where = `${sheet.tab} row ${r} ${name}`;
      compared++;
      if (expected === "") same(where, /^\[[xz]\]$/.test(row[c].text), true);
      else if (row[c].quoted) same(where, row[c].text, expected);
      else isNumber(where, row[c], expected);
    }));
}

const tabs = {
  en: { scores: "Scores", ranks: "Ranks", groups: "Groups", bands: "Bands", editions: "Editions", values: "Values",
        uncertainty: "Uncertainty", measures: "Measures", forecasts: "Forecasts", segments: "Segments" },
  cy: { scores: "Sgorau", ranks: "Safleoedd", groups: "Grwpiau", bands: "Bandiau", editions: "Argraffiadau",
        values: "Gwerthoedd", uncertainty: "Ansicrwydd", measures: "Mesurau", forecasts: "Rhagolygon",
        segments: "Segmentau" },
};

function checkWorkbook(lang) {
  const sheets = sheetsOf(lang).filter((sheet) => /^\d/.test(sheet.tab));
  const find = (name) => sheets.find((sheet) => new RegExp(`^\\d+_${tabs[lang][name]}(_\\d+)?$`).test(sheet.tab));
  const band = (where, cell, row) => {
    const name = row[`band_name_${lang}`];
    isText(where, cell, name === "" ? marks[row.status] : name);
  };
  sheets.forEach(checkForm);
  checkNodes(find("scores"), lang, files.scores, isFigure);
  checkNodes(find("ranks"), lang, files.ranks, isFigure);
  if (files.quantiles) checkNodes(find("groups"), lang, files.quantiles, isFigure, [["groups", "5"]]);
  checkNodes(find("bands"), lang, files.bands, band);
  checkEditions(find("editions"), lang);
  checkValues(find("values"), lang);
  if (files.uncertainty) checkUncertainty(find("uncertainty"));
  if (files.summaries) checkView(find("measures"), lang, files.summaries);
  if (files.forecast) checkView(find("forecasts"), lang, files.forecast);
  if (files.segments) checkView(find("segments"), lang, files.segments);
  return sheets.length;
}

/* What is inside: tables marked up, nothing merged, no formula, no clock. */
const inside = `
import re, sys, zipfile
book = zipfile.ZipFile(sys.argv[1])
for entry in book.infolist():
    assert entry.date_time == (1980, 1, 1, 0, 0, 0), entry
for name in book.namelist():
    text = book.read(name).decode()
    if not re.fullmatch(r"xl/worksheets/sheet[0-9]+.xml", name): continue
    assert "<mergeCell" not in text and "<f>" not in text and "<f " not in text, name
    assert name.endswith("/sheet1.xml") or text.count("<tablePart ") == 1, name
print(sum(name.startswith("xl/tables/") for name in book.namelist()))
`;
for (const lang of ["en", "cy"]) {
  const sheets = checkWorkbook(lang);
  const tables = execFileSync("python3", ["-c", inside, join(folder, `${lang}.xlsx`)], { encoding: "utf8" });
  same(`${lang}.xlsx tables`, Number(tables), sheets + 2);
}

/* ---- CSVW ---- */

/* The terms of http://www.w3.org/ns/csvw that are used, so that nothing is fetched. */
const context = {
  csvw: "http://www.w3.org/ns/csvw#", dc: "http://purl.org/dc/terms/", xsd: "http://www.w3.org/2001/XMLSchema#",
  url: { "@id": "csvw:url", "@type": "@id" }, tableSchema: { "@id": "csvw:tableSchema", "@type": "@id" },
  columns: { "@id": "csvw:column", "@type": "@id", "@container": "@list" },
  name: "csvw:name", titles: { "@id": "csvw:title", "@container": "@language" }, required: "csvw:required",
  datatype: { "@id": "csvw:datatype", "@type": "@vocab" }, base: "csvw:base", format: "csvw:format",
  primaryKey: "csvw:primaryKey", notes: "csvw:note",
  string: "xsd:string", number: "xsd:double", integer: "xsd:integer", boolean: "xsd:boolean",
};

/* The vocabulary's rules for what a description of a table may hold. */
function checkVocabulary(file, json, header) {
  const known = /^(@context|@type|@id|url|dialect|notes|tableDirection|tableSchema|transformations|dc:[a-zA-Z]+)$/;
  const column = /^(name|titles|datatype|required|null|default|lang|separator|ordered|aboutUrl|propertyUrl|valueUrl)$/;
  const types = /^(string|number|integer|boolean|date|decimal|double)$/;
  for (const key of Object.keys(json)) same(`${file} property ${key}`, known.test(key), true);
  same(`${file} context`, json["@context"][0], "http://www.w3.org/ns/csvw");
  same(`${file} notes`, Array.isArray(json.notes) && json.notes.every((note) => typeof note === "object"), true);
  const columns = json.tableSchema.columns, names = columns.map(({ name }) => name);
  same(`${file} columns`, names.join(), header.join());
  same(`${file} names differ`, new Set(names).size, names.length);
  for (const of of columns) {
    for (const key of Object.keys(of)) same(`${file} ${of.name} ${key}`, column.test(key), true);
    same(`${file} name ${of.name}`, /^[A-Za-z0-9][A-Za-z0-9_]*$/.test(of.name), true);
    same(`${file} type of ${of.name}`, types.test(of.datatype.base ?? of.datatype), true);
    same(`${file} titles of ${of.name}`, Object.values(of.titles).every((title) => title !== ""), true);
  }
  for (const key of json.tableSchema.primaryKey) same(`${file} key ${key}`, names.includes(key), true);
}

/* Values against their types, formats and the primary key, as a validator of tabular data does. */
function checkTable(file, json, table) {
  const seen = new Set();
  const valid = {
    string: () => true, number: (text) => /^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text),
    integer: (text) => /^-?\d+$/.test(text), boolean: (text) => /^(true|false)$/.test(text),
  };
  for (const row of table.rows) {
    const key = json.tableSchema.primaryKey.map((name) => row[name]).join("\u0000");
    if (seen.has(key)) wrong(file, `the key ${key} twice`);
    seen.add(key);
    for (const { name, datatype, required } of json.tableSchema.columns) {
      const text = row[name], format = datatype.format;
      if (text === "" && required) wrong(file, `${name} is required`);
      if (text === "") continue;
      compared++;
      if (!valid[datatype.base ?? datatype](text)) wrong(file, `${name} ${text} is no ${datatype}`);
      if (format && !new RegExp(`^(${format})$`).test(text)) wrong(file, `${name} ${text} is not of its format`);
    }
  }
}

async function collect(stream) {
  const quads = [];
  for await (const quad of stream) quads.push(quad);
  return quads;
}

/* Rows that go through the parser, which is slow; every table is that small in one of the stores. */
const PARSED_MOST = 3000;

/* Through the parser and back: each row's fields by their types. */
async function checkParsed(what, json, table) {
  const { default: rdf } = await import("@rdfjs/dataset");
  const { Readable } = await import("node:stream");
  const own = { ...json, "@context": context };
  const parser = new JsonLdParser();
  const metadata = await collect(parser.import(Readable.from([JSON.stringify(own)]), { baseIRI: "http://example.org/" }));
  const csvw = new CsvwParser({ metadata: rdf.dataset(metadata), baseIRI: "http://example.org/t" });
  const quads = await collect(csvw.import(createReadStream(join(folder, `${what}.csv`), "utf8")));
  const cells = quads.filter(({ predicate }) => predicate.value.startsWith("http://example.org/t#"));
  const expected = table.rows.flatMap((row) => table.names.filter((name) => row[name] !== "").map((name) => [name, row[name]]));
  same(`${what} cells`, cells.length, expected.length);
  const types = Object.fromEntries(json.tableSchema.columns.map(({ name, datatype }) => [name, datatype.base ?? datatype]));
  cells.forEach(({ predicate, object }, i) => {
    const [name, text] = expected[i] ?? [];
    same(`${what} cell ${i}`, `${predicate.value.split("#")[1]} ${object.value.replace(/^'/, "")}`, `${name} ${text}`);
    const type = object.datatype.value.split("#")[1];
    same(`${what} type of ${name}`, type, { number: "double" }[types[name]] ?? types[name]);
  });
}

for (const [what, table] of Object.entries(files)) {
  if (!table) continue;
  const json = JSON.parse(readFileSync(join(folder, `${what}.csv-metadata.json`), "utf8"));
  same(`${what} url`, json.url, `${what}.csv`);
  checkVocabulary(what, json, table.names);
  checkTable(what, json, table);
  if (table.rows.length <= PARSED_MOST) await checkParsed(what, json, table);
}

/* ---- JSON-stat ---- */

for (const lang of ["en", "cy"]) {
  const set = JSONstat(JSON.parse(readFileSync(join(folder, `${lang}.json`), "utf8")));
  same(`${lang}.json class`, set.class, "dataset");
  same(`${lang}.json size`, set.n, scores.length);
  same(`${lang}.json role`, [set.role.time, set.role.geo].join(), "edition,area");
  for (const row of scores) {
    const found = set.Data({ edition: row.edition, node: row.node, area: row.area });
    const where = `${lang}.json ${row.edition} ${row.node} ${row.area}`;
    same(where, found.value, row.value === "" ? null : Number(row.value));
    same(where, found.status ?? "observed", row.status);
  }
  for (const row of keyed(scores, "area").values())
    same(`${lang}.json ${row.area}`, set.Dimension("area").Category(row.area).label, named(row, "area", lang));
  for (const row of keyed(scores, "node").values())
    same(`${lang}.json ${row.node}`, set.Dimension("node").Category(row.node).label, named(row, "node", lang));
}

problems.slice(0, 20).forEach((text) => console.log(text));
console.log(`${folder.split("/").filter(Boolean).at(-1)}: ${compared} compared, ${problems.length} wrong`);
process.exit(problems.length ? 1 : 0);
