"""significance.py STORE.h5 EDITION VERSUS ROWS.csv: comparisons of `mynegai significance --format csv` worked out again from the
store with the standard library's normal distribution: scale by unit and range, standard errors from limits, z, p, false-discovery
rate. VERSUS: parent, others, or an edition. Exit 0 all within 1e-9, 1 not."""
import csv
import math
import statistics
import sys

import h5py

path, edition, versus, rows_csv = sys.argv[1:]
store = h5py.File(path)
Z = statistics.NormalDist().inv_cdf(0.975)
text = lambda name: [t.decode() if isinstance(t, bytes) else t for t in store[name][:]]
areas, indicators, editions, units = text("area"), text("indicator"), text("edition"), text("indicator_unit")
parents, of = text("parents/parent_area"), text("area_parent")
bounds, parent_bounds = store["time_bnds"][:], store["parents/time_bnds"][:]


def figure(group, period, indicator, area):
    prefix = "parents/" if group else ""
    return tuple(float(store[f"{prefix}raw{part}"][period, indicator, area]) for part in ("", "_lower", "_upper"))


def plain(x):
    return x


def logit(x):
    return math.log(x / (100 - x))


def back(scale, y):
    return 100 / (1 + math.exp(-y)) if scale is logit else math.exp(y) if scale is math.log else y


def measured(scale, of_three):
    value, lower, upper = map(scale, of_three)
    return value, (upper - lower) / (2 * Z)


def whole(three):
    return not any(map(math.isnan, three)) and three[1] <= three[0] <= three[2]


def overlap(one, other):
    days = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, days) / math.sqrt((one[1] - one[0]) * (other[1] - other[0]))


expected = {}
e = editions.index(edition)
for i, name in enumerate(indicators):
    t = int(store["used_period"][e, i])
    if t < 0:
        continue
    own = [figure(0, t, i, a) for a in range(len(areas))]
    there = [x for x in own if not any(map(math.isnan, x))]
    if not there:
        continue
    flat = [v for x in there for v in x]
    if units[i] == "%" and min(flat) > 0 and max(flat) < 100:
        scale = logit
    else:
        scale = math.log if units[i].startswith("per ") and min(flat) > 0 else plain
    for a, code in enumerate(areas):
        r = 0
        if not whole(own[a]):
            continue
        y, s = measured(scale, own[a])
        if versus == "parent":
            at = [k for k, b in enumerate(parent_bounds) if list(b) == list(bounds[t])]
            other = figure(1, at[0], i, parents.index(of[a]))
        elif versus == "others":
            pairs = [measured(scale, x) for k, x in enumerate(own) if k != a and whole(x)]
            weight = sum(1 / se**2 for _, se in pairs)
            mean = sum(v / se**2 for v, se in pairs) / weight
            other = tuple(back(scale, mean + k * Z / math.sqrt(weight)) for k in (0, -1, 1))
        else:
            before = int(store["used_period"][editions.index(versus), i])
            if before < 0 or before == t:
                continue
            other, r = figure(0, before, i, a), overlap(bounds[t], bounds[before])
        if not whole(other):
            continue
        y2, s2 = measured(scale, other)
        z = (y - y2) / math.sqrt(s * s + s2 * s2 - 2 * r * s * s2)
        expected[name, code] = [z, math.erfc(abs(z) / math.sqrt(2)), None, own[a][0] - other[0]]

least = 1
for rank, key in sorted(enumerate(sorted(expected, key=lambda k: expected[k][1]), 1), reverse=True):
    least = min(least, len(expected) / rank * expected[key][1])
    expected[key][2] = least

worst, tested = 0, 0
for row in csv.DictReader(open(rows_csv, encoding="utf-8")):
    key = row["indicator"], row["area"]
    if (row["z"] != "") != (key in expected):
        sys.exit(f"{key}: compared by one of the two only ({row['note']})")
    if key not in expected:
        continue
    tested += 1
    got = [float(row[c]) for c in ("z", "p", "p_adjusted", "difference")]
    worst = max([worst] + [abs(g - x) for g, x in zip(got, expected[key])])
    if row["verdict"] != ("no_difference" if expected[key][2] > 0.05 else "higher" if expected[key][0] > 0 else "lower"):
        sys.exit(f"{key}: {row['verdict']}, but adjusted p is {expected[key][2]}")
print(f"{tested} comparisons, largest difference {worst:.1e}")
sys.exit(tested != len(expected) or not tested or not worst < 1e-9)
