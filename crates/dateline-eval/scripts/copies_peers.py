"""Copies as the usual tools find them, beside `score copies GOLD` and `bench --only reuse` on the same pages.

    python copies_peers.py GOLD             # datasketch; GOLD: JSONL of {id, text, group, passages}
    bench made 10000 > heap.jsonl && python copies_peers.py heap.jsonl

MinHash LSH on word n-grams with the settings that are usual and with the best found, and the method of passim by its
published settings (n-grams of 25 letters from word starts that 2 to 100 pages have, pairs with 5 and more, runs joined
over gaps), without its scoring by alignment and without Spark. Processor seconds of one thread.
"""

import collections
import gzip
import json
import pathlib
import re
import sys
import time

from datasketch import MinHash, MinHashLSH


def shingles(text, size):
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[at : at + size]) for at in range(max(1, len(words) - size + 1))}


def near(texts, size, permutations, threshold, contained):
    """Pairs that an LSH index proposes, and of those the ones with enough contained where that is asked."""
    grams = [shingles(text, size) for text in texts]
    index, pairs = MinHashLSH(threshold=threshold, num_perm=permutations), set()
    for number, own in enumerate(grams):
        hashed = MinHash(num_perm=permutations)
        hashed.update_batch([gram.encode() for gram in own])
        for other in index.query(hashed):
            smaller = min(len(own), len(grams[other]))
            if not contained or len(own & grams[other]) >= contained * smaller:
                pairs.add((other, number))
        index.insert(number, hashed)
    return pairs


GRAM, MOST_PAGES, LEAST_GRAMS, GAP, LEAST_RUN = 25, 100, 5, 600, 50


def grams_of(text):
    letters = [(at, c) for at, c in enumerate(text.lower()) if c.isalnum()]
    starts = [
        n for n, (at, _) in enumerate(letters) if at == 0 or not text[at - 1].isalnum()
    ]
    for n in starts:
        if n + GRAM <= len(letters):
            yield "".join(c for _, c in letters[n : n + GRAM]), (letters[n][0], letters[n + GRAM - 1][0] + 1)


def passages(texts):
    """For each page the characters in runs that it shares with another, and the pairs that share them."""
    pages = collections.defaultdict(list)
    for number, text in enumerate(texts):
        for gram, span in grams_of(text):
            pages[gram].append((number, span))
    shared = collections.defaultdict(list)
    for places in pages.values():
        if 2 <= len({number for number, _ in places}) <= MOST_PAGES:
            for x, of_x in places:
                for y, of_y in places:
                    if x < y:
                        shared[x, y].append((of_x, of_y))
    marked, pairs = collections.defaultdict(set), set()
    for (x, y), places in shared.items():
        if len(places) < LEAST_GRAMS:
            continue
        for page, side in ((x, 0), (y, 1)):
            for start, end in runs(sorted(place[side] for place in places)):
                marked[page].update(range(start, end))
        pairs.add((x, y))
    return marked, pairs


def runs(spans):
    start, end = spans[0]
    for next_start, next_end in spans[1:]:
        if next_start - end > GAP:
            if end - start >= LEAST_RUN:
                yield start, end
            start = next_start
        end = max(end, next_end)
    if end - start >= LEAST_RUN:
        yield start, end


def pair_figures(pairs, groups):
    sizes = collections.Counter(groups)
    truth = sum(size * (size - 1) // 2 for size in sizes.values())
    right = sum(groups[x] == groups[y] for x, y in pairs)
    precision, recall = right / max(1, len(pairs)), right / max(1, truth)
    return f"pairs P {precision:.3f} R {recall:.3f} F1 {2 * right / max(1, len(pairs) + truth):.3f}"


def character_figures(marked, rows):
    right = found = expected = 0
    for number, row in enumerate(rows):
        if row.get("passages"):
            solid = {at for at, c in enumerate(row["text"]) if not c.isspace()}
            gold = {at for one in row["passages"] for at in range(one["start"], one["end"])} & solid
            right += len(gold & marked[number])
            found += len(marked[number] & solid)
            expected += len(gold)
    return f"characters P {right / found:.3f} R {right / expected:.3f}" if expected else ""


def main():
    source = pathlib.Path(sys.argv[1])
    unpack = gzip.open if source.suffix == ".gz" else open
    with unpack(source, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    texts, groups = [row["text"] for row in rows], [row["group"] for row in rows]
    settings = [("datasketch 5 words .7", 5, 128, 0.7, 0), ("datasketch 3 words .15, contained .45", 3, 128, 0.15, 0.45)]
    for name, *setting in settings:
        started = time.process_time()
        pairs = near(texts, *setting)
        tell(name, len(rows), time.process_time() - started, pair_figures(pairs, groups))
    started = time.process_time()
    marked, pairs = passages(texts)
    seconds = time.process_time() - started
    tell("passim's method", len(rows), seconds, f"{len(pairs)} pairs  {character_figures(marked, rows)}")


def tell(name, pages, seconds, figures):
    print(f"{name:<40} {pages / seconds:>8.0f} pages/s  {figures}", flush=True)


main()
