#!/usr/bin/env python3
"""Looks at comparisons as CSV: compare.py CHECK FILE [MORE].

  adds-up FILE                 data, normalisation and method make each change within 1e-9
  zero FILE PART...            and these parts are 0 for every area
  wimd FILE DOMAINS AREA OLD NEW   after AREA's income rank went from OLD to NEW exactly the areas moved that had to: itself
                               and those whose own rank lies between, which each moved one place; only it by data
"""
import csv
import sys


def rows(path):
    with open(path, encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return float(text) if text else None


def adds_up(table):
    worst = counted = 0
    for row in table:
        change = number(row["change"])
        if change is None:
            continue
        parts = [number(row[p]) for p in ("data", "normalisation", "method")]
        worst = max(worst, abs(sum(parts) - change), abs(number(row["new_score"]) - number(row["old_score"]) - change))
        counted += 1
    if worst > 1e-9 or not counted:
        raise SystemExit(f"parts miss the change by {worst} ({counted} areas)")
    return f"{counted} areas, parts add up within {worst:.1e}"


def zero(table, parts):
    for row in table:
        for part in parts:
            if number(row[part]) not in (0, None):
                raise SystemExit(f"{row['area']}: {part} is {row[part]}, expected 0")
    return f"{', '.join(parts)} nothing everywhere"


def wimd(table, domains, area, old, new):
    low, high = sorted((int(old), int(new)))
    # equal values share the least rank: one more than there are lower values
    must = {r["lsoa11_code"] for r in rows(domains) if low < int(r["Income_rank"]) <= high}
    must.add(area)
    moved = {r["area"] for r in table if number(r["change"]) != 0}
    if moved != must:
        raise SystemExit(f"{len(moved)} areas moved, {len(must)} had to: {sorted(moved ^ must)[:5]}")
    for row in table:
        if (number(row["data"]) != 0) != (row["area"] == area) or number(row["method"]) != 0:
            raise SystemExit(f"{row['area']}: {row['data']} by data, {row['method']} by method")
        if row["area"] == area and number(row["normalisation"]) != 0:
            raise SystemExit(f"{area}: {row['normalisation']} by normalisation, but no other area had new values")
    return f"{len(moved)} areas moved, as they had to"


if __name__ == "__main__":
    table = rows(sys.argv[2])
    said = [adds_up(table)]
    if sys.argv[1] == "zero":
        said.append(zero(table, sys.argv[3:]))
    if sys.argv[1] == "wimd":
        said.append(wimd(table, *sys.argv[3:]))
    print("; ".join(said))
