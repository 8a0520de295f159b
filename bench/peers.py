"""Times of peers in Python, each where it can be imported, as lines for bench/table.awk.

usage: peers.py WIDE.csv LONG.csv (read by pandas; either may be absent)
"""
import os
import sys
import time

SIZE = "35000 x 60"
AREAS, INDICATORS = 35000, 60


def median_time(work, runs):
    """Median processor time of RUNS runs of WORK, after one to warm up."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return sorted(seconds)[runs // 2]


def line(job, size, peer, work, runs=7):
    print("peer", job, size, peer, f"{median_time(work, runs):.9g}", sep="\t", flush=True)


def module(name):
    try:
        return __import__(name)
    except ImportError:
        return None


def values(numpy, missing=0.0):
    """Indicators x areas with four decimals, as bench_matrix makes them."""
    random = numpy.random.default_rng(1)
    x = numpy.round(random.uniform(0, 100, (INDICATORS, AREAS)), 4)
    x[random.uniform(size=x.shape) < missing] = numpy.nan
    return x


def aggregate(numpy, leaves):
    """Four levels of weighted means over what is there, 60 to 20 to 6 to 2 to 1."""
    level = leaves
    for here in (20, 6, 2, 1):
        below = len(level)
        out = numpy.empty((here, level.shape[1]))
        for i in range(here):
            part = level[i * below // here:(i + 1) * below // here]
            weight = (1 + numpy.arange(len(part)) / 4)[:, None]
            there = ~numpy.isnan(part)
            total = numpy.where(there, part * weight, 0).sum(axis=0)
            with numpy.errstate(invalid="ignore"):
                out[i] = total / (there * weight).sum(axis=0)
        level = out
    return level


def weight_draws(numpy, x, draws=1000, block=50):
    """Ranks under drawn weights, a block of draws at a time, and their 5 and 95 % percentiles."""
    random = numpy.random.default_rng(1)
    ranks = numpy.empty((draws, x.shape[1]), numpy.uint16)
    places = numpy.broadcast_to(numpy.arange(1, x.shape[1] + 1), (block, x.shape[1]))
    for start in range(0, draws, block):
        weight = random.uniform(0.75, 1.25, (block, len(x)))
        order = numpy.argsort(-(weight / weight.sum(axis=1, keepdims=True) @ x), axis=1)
        numpy.put_along_axis(ranks[start:start + block], order, places, 1)
    return numpy.percentile(ranks, [5, 95], axis=0)


def kernels(numpy, pandas, stats):
    x, gaps = values(numpy), values(numpy, 0.05)
    line("zscore", SIZE, "numpy",
         lambda: (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, ddof=1, keepdims=True))
    line("aggregate", SIZE, "numpy", lambda: aggregate(numpy, gaps))
    line("weight draws", "35000 x 60 x 1000, 1 thread", "numpy", lambda: weight_draws(numpy, x), runs=1)
    if stats:
        line("rank", SIZE, "scipy", lambda: stats.rankdata(x, axis=1), runs=3)
    if pandas:
        frame = pandas.DataFrame(x.T)
        line("zscore", SIZE, "pandas", lambda: (frame - frame.mean()) / frame.std())
        line("rank", SIZE, "pandas", lambda: frame.rank(), runs=3)


def tables(pandas, wide, long):
    if os.path.exists(wide):
        line("csv-wide", SIZE, "pandas", lambda: pandas.read_csv(wide), runs=3)
    if os.path.exists(long):
        def cube():
            rows = pandas.read_csv(long)
            return rows.pivot(index="area", columns=["indicator", "year"], values="value")
        start = time.process_time()  # once: it takes seconds
        cube()
        print("peer", "csv-long", "10 M rows", "pandas", f"{time.process_time() - start:.9g}", sep="\t")


def main():
    numpy, pandas, scipy = module("numpy"), module("pandas"), module("scipy.stats")
    if numpy:
        kernels(numpy, pandas, scipy.stats if scipy else None)
    if pandas:
        tables(pandas, sys.argv[1], sys.argv[2])


main()
