#!/usr/bin/env python3
"""Works an explanation out again, from its JSON form alone.

explain.py FILE.json ...: from the input values up, by the formulas and numbers that stand there, every step taking the
result of the one before (never the result that is printed); fails where a step or a score is another than the program's
by more than 1e-12 of it (1e-12 below 1), or where a step has no formula.
"""
import json
import math
import statistics
import struct
import sys

NONE = float("nan")


class Row(list):
    """Parts side by side, so that a formula can speak of all of them at once."""

    def _each(self, other, f):
        other = other if isinstance(other, Row) else [other] * len(self)
        return Row(f(a, b) for a, b in zip(self, other))

    def __mul__(self, other):
        return self._each(other, lambda a, b: a * b)

    __rmul__ = __mul__

    def __add__(self, other):
        return self._each(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._each(other, lambda a, b: a - b)

    def __truediv__(self, other):
        return self._each(other, lambda a, b: a / b)


def each(f):
    return lambda v, *rest: Row(f(*a) for a in zip(v, *(r if isinstance(r, Row) else [r] * len(v) for r in rest))) \
        if isinstance(v, Row) else f(v, *rest)


def hold(v, low, high):
    v = low if v < low else v
    return high if v > high else v


def power(v, p):
    return math.pow(v, p)


def single(v):
    return struct.unpack("f", struct.pack("f", v))[0]


def boxcox(v, p):
    if v <= 0:
        return NONE  # of the branch that a pick does not take
    return math.expm1(math.log(v) * p) / p if p else math.log(v)


def average(w, x):
    return math.fsum(w * x) / math.fsum(w)


def variance(w, x, ddof):
    if len(set(x)) < 2:
        return 0
    middle = average(w, x)
    return math.fsum(w * Row((v - middle) ** 2 for v in x)) / (math.fsum(w) - ddof * math.fsum(w * w) / math.fsum(w))


def ordered(w, x, first, count, power):
    """Places from the best (first = 0) or the worst; the share of weight up to a place, of those that count, to `power`."""
    places = sorted(zip(x, w), key=lambda p: p[0], reverse=first == 0)
    counted = 1 if math.isnan(count) else min(count / len(x), 1)
    met = before = total = 0
    for value, weight in places:
        met += weight
        upto = min(met / math.fsum(w) / counted, 1) ** power
        total += (upto - before) * value
        before = upto
    return total


FUNCTIONS = {
    "__builtins__": {},
    "ln": each(lambda v: -math.inf if v == 0 else math.log(v)), "exp": each(math.exp), "sqrt": each(math.sqrt),
    "cbrt": lambda v: math.copysign(abs(v) ** (1 / 3), v), "asinh": math.asinh, "abs": abs, "pow": each(power),
    "min": min, "max": max, "sum": lambda v: math.fsum(v if isinstance(v, Row) else [v]), "prod": math.prod, "hold": hold,
    "pick": lambda i, *of: of[int(i)], "given": lambda a, then, other: other if math.isnan(a) else then,
    "boxcox": boxcox, "average": average, "variance": variance, "ordered": ordered,
    "above": lambda a, b: 1 if a > b else 0,
    "rounded": lambda p, v: single(v) if p == 1 else v,
    "normal_quantile": lambda p: statistics.NormalDist().inv_cdf(p), "none": NONE,
}


def work_out(formula, given, **more):
    names = {k: Row(v) if isinstance(v, list) else NONE if v is None else v for k, v in given.items()}
    names.update({k: v for k, v in more.items() if k in ("x", "w")})
    return eval(formula, FUNCTIONS, names)  # formulas come from the program under test


def close(a, b):
    return abs(a - b) <= 1e-12 * max(1, abs(b))


def go(where, steps, x):
    for step in steps:
        if step["formula"] is None:
            raise SystemExit(f"{where}: {step['name']} has no formula")
        more = {"x": x} if "x" in step["given"] else {}
        x = work_out(step["formula"], step["given"], **more)
        if not close(x, step["out"]):
            raise SystemExit(f"{where}: {step['name']} gives {x!r}, printed {step['out']!r}")
    return x


def indicator(where, node):
    if not node["inputs"] or node["score"] is None:
        return None
    raw = node["inputs"][0]["value"]
    if "derived" in node:
        raw = None
        if all(i["value"] is not None for i in node["inputs"]):
            raw = work_out(node["derived"]["formula"], node["derived"]["given"])
    if raw is None and not node["steps"]:
        return None
    if raw is not None and not close(raw, node["raw"]):
        raise SystemExit(f"{where}: raw value {raw!r}, printed {node['raw']!r}")
    return go(where, node["steps"], raw)


def branch(where, node, score):
    x, w = Row(), Row()
    for part in node["parts"]:
        value = score[part["node"]]
        if value is None:
            continue
        value = go(f"{where}, part {part['node']}", part["steps"], value)
        x.append(-value if part["turned"] else value)
        w.append(part["weight"])
    share = sum(w) / sum(p["weight"] for p in node["parts"]) if node["coverage_by"] == "weight" else \
        len(x) / len(node["parts"])
    if not x or share < node["coverage_least"]:
        return None
    first, after = node["steps"][0], node["steps"][1:]
    if first["formula"] is None:
        raise SystemExit(f"{where}: {first['name']} has no formula")
    return go(where, after, work_out(first["formula"], first["given"], x=x, w=w))


def check(path):
    with open(path, encoding="utf-8") as file:
        explained = json.load(file)
    score = {}
    for node in reversed(explained["nodes"]):
        where = f"{path}: {node['node']}"
        value = branch(where, node, score) if "parts" in node else indicator(where, node)
        if (value is None) != (node["score"] is None):
            raise SystemExit(f"{where}: {value!r}, printed {node['score']!r}")
        if value is not None and not close(value, node["score"]):
            raise SystemExit(f"{where}: score {value!r}, printed {node['score']!r}")
        score[node["node"]] = value
    if explained["differs_from_store"]:
        raise SystemExit(f"{path}: the store holds other scores")
    return len(score), score[explained["nodes"][0]["node"]]


if __name__ == "__main__":
    nodes = scored = 0
    for name in sys.argv[1:]:
        count, top = check(name)
        nodes += count
        scored += top is not None
    print(f"{len(sys.argv) - 1} explanations, {nodes} nodes, {scored} with a score at the top: all worked out again")
