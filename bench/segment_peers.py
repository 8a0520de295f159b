"""Times of peers for bench/segment_kmeans.c, as lines for bench/table.awk; their sums of squares on stderr.

usage: segment_peers.py PROGRAM FOLDER: PROGRAM is bench-segment_kmeans, which writes its points into FOLDER
"""
import os
import subprocess
import sys
import time

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[threads] = "1"

try:
    import numpy
    from sklearn.cluster import KMeans
    from sklearn.metrics import silhouette_samples
except ImportError:
    sys.exit(0)


def points(n):
    path = os.path.join(sys.argv[2], f"segment-{n}.bin")
    if not os.path.exists(path):
        subprocess.run([sys.argv[1], str(n), path], check=True)
    return numpy.fromfile(path).reshape(n, 60)


def restarts(n, k, count):
    x, best = points(n), float("inf")
    start = time.process_time()
    for seed in range(count):
        fit = KMeans(k, n_init=1, algorithm="lloyd", random_state=seed).fit(x)
        if fit.inertia_ < best:
            best, labels = fit.inertia_, fit.labels_
    seconds = (time.process_time() - start) / count
    print("peer", f"kmeans-{k}", f"{n} x 60", "scikit-learn", f"{seconds:.9g}", sep="\t", flush=True)
    print(f"scikit-learn kmeans-{k} {n}: within {best:.12g} of {count} restarts, {seconds:.3f} s each",
          file=sys.stderr)
    return x, labels


def main():
    x, labels = restarts(35000, 8, 5)
    start = time.process_time()
    silhouette_samples(x, labels)
    print("peer", "silhouette-fast", "35000 x 60", "scikit-learn", f"{time.process_time() - start:.9g}", sep="\t",
          flush=True)
    restarts(240000, 8, 2)
    restarts(35000, 24, 3)
    restarts(240000, 24, 1)


main()
