"""Makes crates/dateline/data/names/given_names.tsv: given names that tell whether a man or a woman bears them.

    python given_names.py OUT_FILE    # faker (MIT): the given names of its locales, and a list of our own below

A name counts where the lists of all locales that have it agree, or where ten agree against a slip of one ("Mary"). One that
is a man's here and a woman's there ("Andrea") tells nothing and is left out. Cyrillic names are written as the news writes them, in each usual
way; other scripts are left out. Folded as the engine folds names: small letters without accents.
"""

import collections
import importlib
import pathlib
import pkgutil
import re
import sys
import unicodedata

# Written by us: names of the news whose lists Faker has in other scripts only, or not at all.
OURS = {
    "m": "jose abdul abdulaziz abdullah abdulrahman ahmad ahmed ali amir ammar anwar aziz bilal dariush ehud fahd faisal "
    "farid fawzi ghassan hamid hamza hassan hossein hussein ibrahim imad ismail jafar jamal javad kamal karim khaled "
    "khalid mahmoud mahmud mansour mehdi mohamed mohammad mohammed muhammad mustafa nabil nasser osama omar qasim rafiq "
    "rami rashid reza saad saeed salman sami samir tariq walid yasser youssef yusuf zaid benjamin binyamin moshe shimon "
    "yitzhak hiroshi kenji taro takashi yoshihiko ichiro ravi rajesh sanjay vijay "
    "arun sunil anil suresh ramesh amit rahul imran nawaz asif pervez kofi kwame emeka chukwuemeka "
    "babatunde tendai thabo ",
    "f": "aisha amina amal azadeh fatima fatimah hanan huda khadija layla leila mahsa mariam maryam nasrin noura parvin "
    "rania salma samira shirin soraya zahra zainab zeinab yael ayelet keiko naomi yuko yuriko akiko "
    "sunita priya anjali indira sonia asma aung ngozi adaeze chidinma folake "
    "thandiwe mary ",
}

# Locales against one whose list has the name on the other side by a slip.
MANY = 10

# Family names that lead where the family name comes first, and that are given names elsewhere.
FAMILY_FIRST = set("abe ahn ban chan chen cheng cho choi han jung kan kim lam lee li lim lin min moon park ren sun tan wen wong yoon yu".split())

CYRILLIC = dict(
    zip(
        "абвгґдежзиіклмнопрстуфхцчшщъыьэюяїјљњћђџќѓѕ",
        "a b v g g d e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya yi j lj nj c dj dz kj gj dz".split(" "),
        strict=True,
    )
)


def spellings(name):
    """The folded ways in which a name is written in Latin letters."""
    low = name.lower()
    if not any("\u0400" <= c <= "\u04ff" for c in low):
        return {low}
    endings = [("ий", "iy"), ("ий", "y"), ("ий", "i"), ("ей", "ey"), ("ей", "ei"), ("ия", "ia"), ("ия", "iya"), ("й", "y"), ("й", "i")]
    forms = set()
    for cyrillic, latin in endings:
        if low.endswith(cyrillic):
            forms.add(low[: -len(cyrillic)] + latin)
    forms = {form.replace("й", i) for form in forms or {low} for i in ("y", "i")}
    forms |= {form.replace("кс", "x") for form in forms}
    forms |= {"ye" + form[1:] for form in forms if form.startswith("е")}
    return {"".join(CYRILLIC.get(c, c) for c in form.replace("ё", "e")) for form in forms}


def folded(word):
    plain = unicodedata.normalize("NFD", word.translate(str.maketrans("ıłøđð", "ilodd")))
    return "".join(c for c in plain if not unicodedata.combining(c))


def genders_of_locales():
    """For each name, the locales that have it as a woman's and as a man's."""
    import faker.providers.person as person

    found = collections.defaultdict(lambda: {"f": set(), "m": set()})
    for module in pkgutil.iter_modules(person.__path__):
        provider = getattr(importlib.import_module(person.__name__ + "." + module.name), "Provider", None)
        for attribute in dir(provider) if provider else []:
            told = re.fullmatch(r"first_(?:romanized_)?names_(male|female)(?:_.*)?|(male|female)_first_names?", attribute)
            values = getattr(provider, attribute)
            if told is None or callable(values) or isinstance(values, (property, str)):
                continue
            for value in values:
                # Of "Ana Maria" the first name tells; "Ana-Maria" too.
                first = re.split(r"[ \-]", value.strip())[0]
                for spelling in spellings(first):
                    found[folded(spelling)][(told[1] or told[2])[0]].add(module.name)
    return found


def agreed(lists):
    """The gender that the lists agree on, or none."""
    fewer, more = sorted(lists, key=lambda gender: len(lists[gender]))
    slip = len(lists[fewer]) == 1 and len(lists[more]) >= MANY
    return more if slip or not lists[fewer] else None


def main(out):
    sure = {name: agreed(lists) for name, lists in genders_of_locales().items()}
    sure.update({name: gender for gender, names in OURS.items() for name in names.split()})
    plain = [name for name in sorted(sure) if re.fullmatch("[a-z]{3,}", name) and name not in FAMILY_FIRST]
    lines = ["# Made by crates/dateline-eval/scripts/given_names.py from Faker's lists (MIT) and our own."]
    for gender in "fm":
        lines.append(gender + "\t" + " ".join(name for name in plain if sure[name] == gender))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


main(pathlib.Path(sys.argv[1]))
