"""recompute.py INDEX_FOLDER DATASETS_FOLDER DATA_FOLDER SCORES_CSV: the scores of an index computed again, from the published
tables and the two definition files alone, with numpy; compares them with what the program exported. It knows what the indices
thriving-places-wales and wales-demo use: plain series, ratio, difference; log; zscore (ddof, reference edition); affine with a clamp;
last value carried; arithmetic means with coverage by count. Exit 0 all within 1e-9, 1 not, 2 it meets something it does not know."""
import csv
import datetime
import fnmatch
import os
import re
import sys

import numpy as np
import yaml

index_folder, datasets_folder, data_folder, scores_csv = sys.argv[1:]
index = yaml.load(open(f"{index_folder}/index.yml", encoding="utf-8"), yaml.BaseLoader)
nodes = list(csv.DictReader(open(f"{index_folder}/nodes.csv", encoding="utf-8")))
sets = [yaml.load(open(f"{datasets_folder}/{name}/dataset.yml", encoding="utf-8"), yaml.BaseLoader) for name in index["data"]]
day = datetime.date


def months_later(date, months):
    total = date.year * 12 + date.month - 1 + months
    return date.replace(year=total // 12, month=total % 12 + 1)


def interval(text, form):
    """First day, and the day after the last."""
    if "/P" in text:
        start, length = text.split("/P")
        start = day.fromisoformat(start)
        return start, months_later(start, int(length[:-1]) * {"Y": 12, "M": 1}[length[-1]])
    if re.fullmatch(r"\d{4}", text) and form == "iso":
        return day(int(text), 1, 1), day(int(text) + 1, 1, 1)
    if re.fullmatch(r"\d{4}[/-]\d{2}", text) and ("/" in text or form == "financial") or form == "financial":
        return day(int(text[:4]), 4, 1), day(int(text[:4]) + 1, 4, 1)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        start = day.fromisoformat(text)
        return start, start + datetime.timedelta(1)
    sys.exit(2)


def rows_of(table, folder):
    raw = open(os.path.join(folder, table["file"]), "rb").read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1252")
    lines, header = text.splitlines(), table.get("header", {})
    if "match" in header:
        lines = lines[next(i for i, line in enumerate(lines) if line.startswith(header["match"])):]
    lines = lines[int(header.get("row", 1)) - 1:]
    del lines[1:1 + int(table.get("skip_after_header", 0))]
    rows = list(csv.DictReader(lines, delimiter=table.get("delimiter", ",")))
    for row in rows:
        for column, map_ in table.get("spelling", {}).items():
            row[column] = map_.get(row[column], row[column])
    as_list = lambda v: v if isinstance(v, list) else [v]
    for column, wanted in table.get("where", {}).items():
        rows = [r for r in rows if any(fnmatch.fnmatchcase(r[column], w) for w in as_list(wanted))]
    for column, unwanted in table.get("except", {}).items():
        rows = [r for r in rows if not any(fnmatch.fnmatchcase(r[column], w) for w in as_list(unwanted))]
    return rows


def number(text, table):
    text = text.strip()
    if text == "" or text in table.get("markers", {}):
        return None
    if table.get("thousands"):
        text = text.replace(table["thousands"], "")
    return float(text.replace(table.get("decimal", "."), ".").rstrip("%" if table.get("percent") == "true" else ""))


def wide_cells(row, known, period):
    """(series, period, text) of a row with a column a series, or a column a series and period."""
    for pattern, name in known.items():
        if "{period}" not in pattern:
            yield name, row[period["column"]] if "column" in period else period["value"], row[pattern]
            continue
        before, after = pattern.split("{period}")
        for column, text in row.items():
            if column.startswith(before) and column.endswith(after):
                yield name, column[len(before):len(column) - len(after)], text


values = {}  # series -> interval -> area -> value
for data_set in sets:
    own = f"{datasets_folder}/{data_set['dataset']}"
    for table in data_set.get("tables") or []:
        folder = own if data_folder == "-" else data_folder
        period = table.get("period", {})
        form = period.get("form", "iso")
        known = {tuple(s["key"]) if isinstance(s["key"], list) else (s["key"],): n for n, s in table["series"].items()} \
            if table["layout"] == "long" else {s["column"]: n for n, s in table["series"].items()}
        for row in rows_of(table, folder):
            if table["layout"] == "long":
                name = known.get(tuple(row[k] for k in table["key"]))
                found = [(name, row[period["column"]], row[table["value"]])] if name else []
            else:
                found = wide_cells(row, known, period)
            for name, text, cell in found:
                value = number(cell, table)
                if value is not None:
                    values.setdefault(name, {}).setdefault(interval(text, form), {})[row[table["area"]]] = value

areas = sorted({row["area"] for row in csv.DictReader(open(scores_csv, encoding="utf-8"))})


def series_of(node):
    how = index.get("nodes", {}).get(node["code"], {}).get("value")
    if not how:
        return values.get(node["source"], {})
    kind = next(k for k in how if k in ("ratio", "difference"))
    first, second = (values[s] for s in how[kind])
    out = {}
    for when in set(first) & set(second):
        for area in set(first[when]) & set(second[when]):
            a, b = first[when][area], second[when][area]
            x = a / b * float(how.get("per", 1)) if kind == "ratio" else a - b
            out.setdefault(when, {})[area] = abs(x) if how.get("absolute") == "true" else x
    return out


def middle(when):
    return when[0].toordinal() + (when[1] - when[0]).days // 2


def carried(x, series, when, years):
    """Areas without a value take their last earlier one, from at most YEARS before."""
    earlier = [w for w in series if (w[1], w[0]) < (when[1], when[0]) and middle(when) - middle(w) <= years * 365.25]
    for i in np.flatnonzero(np.isnan(x)):
        with_value = [w for w in earlier if areas[i] in series[w]]
        if with_value:
            x[i] = series[max(with_value, key=lambda w: (w[1], w[0]))][areas[i]]
    return x


def chosen(series, edition):
    end = day(int(edition) + 1, 1, 1)
    start = end.replace(year=end.year - int(index["window"]))
    fit = [w for w in series if start < w[1] <= end and any(a in areas for a in series[w])]
    if not fit:
        return np.full(len(areas), np.nan)
    when = max(fit, key=lambda w: (w[1], w[0]))
    x = np.array([series[when].get(a, np.nan) for a in areas])
    for fill in index.get("missing", []):
        x = carried(x, series, when, float(fill["carry"]["window"]))
    return x


def treated(x, how):
    """Held at the next value, up to MOST points on the side of the skew, while both moments are too large (type 2)."""
    x, n = x.copy(), np.sum(~np.isnan(x))
    for _ in range(int(how.get("most", 5)) + 1):
        d = x[~np.isnan(x)] - np.nanmean(x)
        m2, m3, m4 = (np.mean(d**k) for k in (2, 3, 4))
        skew = m3 / m2**1.5 * np.sqrt(n * (n - 1)) / (n - 2)
        kurt = ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
        if abs(skew) <= float(how.get("skew", 2)) or kurt <= float(how.get("kurtosis", 3.5)):
            return x
        last = np.nanmax(x) if skew > 0 else np.nanmin(x)
        inner = x[~np.isnan(x) & (x != last)]
        x[x == last] = inner.max() if skew > 0 else inner.min()
    sys.exit(2)


def leaf(node, edition):
    own = index.get("nodes", {}).get(node["code"], {})
    steps = own.get("before", []) + own.get("steps", index["indicators"])
    if isinstance(steps, dict) or own.get("missing"):
        sys.exit(2)
    series, sign = series_of(node), 1.0 if node["direction"] == "+" else -1.0
    rows = {e: chosen(series, e) for e in index["editions"]}
    for step in steps:
        (name, how), = step.items() if isinstance(step, dict) else {step: {}}.items()
        if name == "log":
            rows = {e: np.log(x) for e, x in rows.items()}
        elif name == "treat":
            rows = {e: x if np.isnan(x).all() else treated(x, how) for e, x in rows.items()}
        elif name == "zscore":
            reference = how.get("reference", {}).get("edition")
            with_data = [e for e in index["editions"] if not np.isnan(rows[e]).all()]
            fitted = {}
            for e in with_data:
                basis = rows[(reference if reference in with_data else with_data[0]) if reference else e]
                fitted[e] = np.nanmean(basis), np.nanstd(basis, ddof=int(how.get("ddof", 1)))
            rows = {e: sign * (rows[e] - fitted[e][0]) / fitted[e][1] if e in fitted else rows[e] for e in rows}
        elif name == "affine":
            rows = {e: np.clip(float(how["centre"]) + float(how["per_sd"]) * x, *map(float, how["clamp"])) for e, x in rows.items()}
        else:
            sys.exit(2)
    return rows[edition]


def score(code, edition):
    node = by_code[code]
    parts = [n for n in nodes if n["parent"] == code]
    if not parts:
        return leaf(node, edition)
    x = np.array([score(p["code"], edition) for p in parts])
    w = np.array([float(p["weight"] or 1) for p in parts])[:, None] * ~np.isnan(x)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(w * np.nan_to_num(x), axis=0) / w.sum(axis=0)
    mean[np.mean(~np.isnan(x), axis=0) < float(index["coverage"]["least"]) - 1e-9] = np.nan
    return mean


by_code = {n["code"]: n for n in nodes}
ours = {(r["node"], r["edition"], r["area"]): float(r["value"]) if r["value"] else np.nan
        for r in csv.DictReader(open(scores_csv, encoding="utf-8"))}
worst, compared = 0.0, 0
for edition in index["editions"]:
    for node in nodes:
        for area, theirs in zip(areas, score(node["code"], edition)):
            x = ours[node["code"], edition, area]
            if np.isnan(x) != np.isnan(theirs):
                sys.exit(f"{node['code']} {edition} {area}: program {x}, numpy {theirs}")
            compared += 1
            if not np.isnan(x):
                worst = max(worst, abs(x - theirs))
print(f"{compared} scores, greatest difference {worst:.3g}")
sys.exit(0 if worst <= 1e-9 else 1)
