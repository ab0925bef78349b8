"""TF-IDF and average-link agglomeration of scikit-learn on a gold file of `eval stories`: the peer of the story room.

    bench made 10000 > heap.jsonl
    python story_peer.py heap.jsonl 1000 10000

Takes any gold file of {text, gold_event}, title optional, gzipped or not. For each SIZE (all rows without one) the
first rows are grouped at one fixed distance (0.75, cosine) and at the distance that scores best on them, which no user
can know. Told are BCubed F1, processor seconds and peak memory. The matrix of distances grows with the square of the
size: 20,000 rows need 3 GiB.
"""

import gzip
import json
import resource
import sys
import time
from collections import Counter

import numpy
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

FIXED = 0.75


def rows(path):
    opened = gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        return [json.loads(line) for line in lines if line.strip()]


def bcubed(expected, found):
    both, gold, made = Counter(zip(expected, found)), Counter(expected), Counter(found)
    precision = sum(both[pair] / made[pair[1]] for pair in zip(expected, found)) / len(expected)
    recall = sum(both[pair] / gold[pair[0]] for pair in zip(expected, found)) / len(expected)
    return 2 * precision * recall / (precision + recall)


def cut(distances, threshold):
    tree = AgglomerativeClustering(None, metric="precomputed", linkage="average", distance_threshold=threshold)
    return tree.fit_predict(distances)


def main():
    pages = rows(sys.argv[1])
    for size in [int(size) for size in sys.argv[2:]] or [len(pages)]:
        heap = pages[:size]
        expected = [page["gold_event"] for page in heap]
        started = time.process_time()
        texts = [f"{page.get('title') or ''} {page['text']}" for page in heap]
        vectors = TfidfVectorizer(sublinear_tf=True, dtype=numpy.float32).fit_transform(texts)
        distances = 1.0 - (vectors @ vectors.T).toarray()
        fixed = bcubed(expected, cut(distances, FIXED))
        seconds = time.process_time() - started
        best = max((bcubed(expected, cut(distances, step / 50)), step / 50) for step in range(30, 50))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{len(heap)} pages: BCubed F1 {fixed:.3f} at {FIXED}, {best[0]:.3f} at {best[1]:.2f} (best on the file); "
            f"{len(heap) / seconds:.0f} pages a second, peak {peak} MiB",
            flush=True,
        )


if __name__ == "__main__":
    main()
