"""What a text says about each candidate: named pieces of evidence, to be weighed elsewhere.

Three kinds. Evidence of the surface holds wherever it stands (its words, its shape, whether it is a country), evidence
of the mention is what stands around it and what the tagger said, evidence of the document ties names together (a
word that ends a longer name). No piece of evidence is a name: words count only as classes of the word lists, as
endings of three letters, or as everyday words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from reader.entities.document import Document, Mention
from reader.entities.surroundings import noun_before, noun_behind, noun_kind
from reader.entities.tokens import Token
from reader.entities.words import is_everyday
from reader.entities.words import words as listed
from reader.names.gender import is_given_name
from reader.names.keys import name_key
from reader.names.organisations import canonical_key, known_body, starts_with, word_kind
from reader.names.places import demonym_kind, place_kind
from reader.names.titles import is_honorific, is_role, is_title

_LEAD: Final = 300


def mention_evidence(mention: Mention, document: Document) -> list[str]:
    """Return the evidence around one mention: the tagger's label, the neighbours, the writing of its line."""
    c = mention.candidate
    line = document.lines[mention.line]
    caps = document.caps[mention.line]
    before, after = _word(line, c.first - 1), _word(line, c.last + 1)
    before2, after2 = _word(line, c.first - 2), _word(line, c.last + 2)
    first, last = line[c.first], line[c.last]
    label = c.label or (f"~{c.outer}" if c.outer else "-")
    size = min(c.last - c.first + 1, 5)
    left = c.first > 0 and line[c.first - 1].capital and first.spaced and not line[c.first - 1].possessive
    right = c.last + 1 < len(line) and line[c.last + 1].capital and line[c.last + 1].spaced and not last.possessive
    found = [
        f"t={label}",
        f"t={label}|n={size}",
        f"src={c.source}",
        f"t={label}|plain={_plain(mention.text, document)}",
        f"t={label}|day={_everyday_ends(mention.key)}",
        f"p={before}",
        f"n={after}",
        f"pp={before2} {before}",
        f"nn={after} {after2}",
        f"p2={before2}",
        f"n2={after2}",
        f"left={left}|right={right}|{c.source}",
    ]
    kind = place_kind(mention.key) or demonym_kind(mention.key) or known_body(mention.key)
    if kind:
        found.append(f"{kind}|src={c.source}")
        found.append(f"{kind}|n={after}")
    tags = document.tags[mention.line]
    if c.first > 0 and tags[c.first - 1] and before != "the":
        found.append(f"ptag={tags[c.first - 1]}|{c.outer == tags[c.first - 1]}")
    if c.last + 1 < len(line) and tags[c.last + 1]:
        found.append(f"ntag={tags[c.last + 1]}|{c.outer == tags[c.last + 1]}")
    dateline = document.datelines.get(mention.line)
    if dateline is not None and c.start < dateline[1]:
        found.append("dateline:place" if c.end <= dateline[0] else "dateline:source")
    found.extend(_nouns_beside(mention, line))
    pronoun = document.pronouns[mention.line][c.last]
    if pronoun:
        found.append(f"pronoun={pronoun}")
        found.append(f"pronoun={pronoun}|t={label}")
    if document.sport:
        found.extend((f"sport|t={label}", f"sport|p={before}", f"sport|n={after}"))
    if c.first == 0:
        found.append(f"line-start|{after} {after2}")
        if c.last == len(line) - 1:
            found.append(f"whole-line|{size}")
    if first.opens:
        found.append(f"opens|{min(size, 2)}")
        found.append(f"opens|{label}")
    if last.possessive:
        found.append("possessive")
    if before == "the" and line[c.first - 1].capital and not line[c.first - 1].opens:
        found.append("capital-the")
    if caps:
        found.append(f"caps={caps}")
        found.append(f"caps={caps}|t={label}")
    if c.first > 0:
        found.extend(_neighbour("p", line[c.first - 1]))
    if c.last + 1 < len(line):
        found.extend(_neighbour("n", line[c.last + 1]))
    return found


def _nouns_beside(mention: Mention, line: Sequence[Token]) -> Iterator[str]:
    c = mention.candidate
    kind = noun_before(line, c.first)
    if kind:
        yield f"p-noun={kind}"
        yield f"p-noun={kind}|{c.label or '-'}"
    behind = noun_behind(line, c.last)
    if behind:
        yield f"n-noun={behind}"
        yield f"n-noun={behind}|{c.label or '-'}"
    if kind and behind:
        yield f"nouns={kind}|{behind}"
    if c.source == "glued":
        _, dash, tail = line[c.last].text.partition("-")
        if dash and tail.islower():
            yield f"tail={tail}"
    if c.first > 0 and c.last + 2 < len(line) and line[c.first - 1].text == line[c.last + 1].text == ",":
        yield f"commas|n={_word(line, c.last + 2)}"
    if c.first > 1 and line[c.first - 1].lower == "of":
        noun = noun_kind(line[c.first - 2].lower)
        if noun:
            yield f"of-noun={noun}"


def _plain(name: str, document: Document) -> str:
    """Return how many plain capitalised words make up the name, "" when one of them is of a known kind or everyday."""
    words = name.split()
    for word in words:
        if word in listed("particle"):
            continue
        key = name_key(word)
        if _shape(word) not in ("Xx", "X.") or key in document.lower_words:
            return ""
        if word_kind(key) or place_kind(key) or demonym_kind(key):
            return ""
    return str(min(len(words), 4))


def _neighbour(side: str, token: Token) -> Iterator[str]:
    mark = "^" if token.capital else ""
    if is_honorific(token.text):
        yield f"{side}:honorific{mark}"
    if is_title(token.text):
        yield f"{side}:title{mark}"
    elif is_role(token.text):
        yield f"{side}:role{mark}"
    if token.capital:
        key = name_key(token.text)
        kind = demonym_kind(key) or place_kind(key)
        if kind:
            yield f"{side}:{kind}"


def _word(line: Sequence[Token], index: int) -> str:
    """Return an everyday word or a mark as it is; of a name or a number only what kind it is."""
    if index < 0:
        return "<start>"
    if index >= len(line):
        return "<end>"
    token = line[index]
    if not token.word:
        return token.text
    if token.text[0].isdigit():
        return "<99>" if len(token.text) == 2 else "<9>"
    if token.capital and token.lower not in listed("opener"):
        return _kind_of_name(token)
    return token.lower


def _kind_of_name(token: Token) -> str:
    key = name_key(token.text)
    if key in listed("calendar"):
        return "<Date>"
    if is_honorific(token.text):
        return "<Mr>"
    if is_title(token.text) or is_role(token.text):
        return "<Title>"
    if demonym_kind(key):
        return "<People>"
    if place_kind(key) in ("country", "continent", "state"):
        return "<Country>"
    kind = word_kind(key)
    if kind:
        return f"<{kind}>"
    return "<Given>" if is_given_name(token.text) else "<Name>"


def surface_evidence(key: str, sample: str, document: Document) -> list[str]:
    """Return the evidence of a name's own words, and of other names in the document."""
    words = sample.split()
    keys = key.split()
    size = min(len(keys), 5)
    short = min(size, 2)
    last_shape = _shape(words[-1]) if len(words) > 1 else ""
    found = [
        "bias",
        f"n={size}",
        f"day={_everyday_ends(key)}|{short}",
        f"shape={_shape(words[0])}|{last_shape}",
        f"end3={keys[-1][-3:]}|{short}",
        f"end2={keys[-1][-2:]}|{short}",
        f"begin3={keys[0][:3]}|{short}",
        f"begin2={keys[0][:2]}|{short}",
        f"length={min(len(key), 30) // 3}|{short}",
    ]
    found.extend(f"is={kind}|{short}" for kind in (place_kind(key), demonym_kind(key), known_body(key)) if kind)
    if canonical_key(key) != key:
        found.append("is=alias")
    for name, holds in (
        ("orgstart", starts_with(key, "organisation_words")),
        ("placestart", starts_with(key, "place_words")),
        ("thingstart", starts_with(key, "thing_words")),
        ("given", is_given_name(words[0])),
        ("givenlast", len(words) > 1 and is_given_name(words[-1])),
    ):
        if holds:
            found.append(f"{name}|{size}")
    if size > 1:
        kind = word_kind(keys[-1])
        if kind:
            found.append(f"ends={kind}|{size}")
            found.append(f"ends={kind}")
            if document.sport:
                found.append(f"sport|ends={kind}")
        for position, word in (("first", keys[0]), ("last", keys[-1])):
            found.extend(f"{position}:{kind}" for kind in (place_kind(word), demonym_kind(word)) if kind)
            found.append(f"w:{position}={word}")
        found.extend(f"w:in={word}" for word in keys[1:-1])
        known = sum(word in document.lower_words for word in keys)
        found.append(f"lower={known * 4 // len(keys)}|{min(size, 3)}")
    else:
        found.append(f"w:only={key}")
        if document.sport:
            found.extend(f"sport|{kind}" for kind in (place_kind(key), known_body(key)) if kind)
        found.append(f"lower={key in document.lower_words}")
    for position, word in (("first", words[0]), ("last", words[-1])):
        if is_title(word) or is_role(word):
            found.append(f"{position}:title|{short}")
        if word.lower() in listed("opener"):
            found.append(f"{position}:opener|{short}")
        if word.lower() in listed("calendar"):
            found.append(f"{position}:calendar|{short}")
    found.extend(f"joined:{word}" for word in words[1:-1] if word in listed("connector"))
    if any(word in listed("particle") for word in words[1:-1]):
        found.append("joined:particle")
    found.extend(_halves(keys, joint, document) for joint in ("and", "&") if joint in keys[1:-1])
    for name, holds in (
        ("digit", any(char.isdigit() for char in key)),
        ("dotted", "." in sample[:-1]),
        ("hyphen", "-" in sample),
        ("initial", any(len(word) == 2 and word[1] == "." for word in words)),
    ):
        if holds:
            found.append(f"{name}|{short}")
    found.extend(_document_evidence(key, keys, document))
    return found


@lru_cache(maxsize=20_000)
def _everyday_ends(key: str) -> str:
    """Return which ends of a name are words of everyday language: "first", "last", "both", "" for none of them."""
    words = key.split()
    first, last = is_everyday(words[0]), is_everyday(words[-1])
    return "both" if first and last else "first" if first else "last" if last else ""


def _halves(keys: Sequence[str], joint: str, document: Document) -> str:
    """Return what a name is like on both sides of its "and": "Fisheries and Oceans Ministry" is one, "Roe Ltd and Lee
    Ltd" are two."""
    at = keys.index(joint, 1)
    left, right = keys[:at], keys[at + 1 :]
    kinds = "|".join(word_kind(half[-1]) or str(min(len(half), 3)) for half in (left, right))
    alone = any(mention.free for mention in document.groups.get(" ".join(right), ()))
    return f"halves {joint} {kinds}|{alone}"


def _document_evidence(key: str, keys: Sequence[str], document: Document) -> Iterator[str]:
    free = [mention for mention in document.groups[key] if mention.free]
    short = min(len(keys), 2)
    yield f"count={min(len(free), 6)}|{short}"
    if free and free[0].candidate.start < _LEAD:
        yield f"lead|{short}"
    if len(keys) == 1:
        seen = {
            f"{place}-of:{document.labels[longer] or '-'}" for longer, place in document.holders.get(key, {}).items()
        }
        yield from sorted(seen)
    else:
        for name, word in (("first", keys[0]), ("last", keys[-1])):
            if any(mention.free for mention in document.groups.get(word, ())):
                yield f"{name}-alone:{document.labels[word] or '-'}"
        if any(mention.free for word in keys[1:-1] for mention in document.groups.get(word, ())):
            yield "middle-alone"
    if key in document.shorts:
        yield "short-of"
        yield "short-of:" + document.labels.get(document.shorts[key], "-")
    if key in document.longs:
        yield "long-of"
        yield "long-of:" + document.labels.get(document.longs[key], "-")


def _shape(word: str) -> str:
    if any(char.isdigit() for char in word):
        return "9" if word[0].isdigit() else "X9"
    if len(word) == 1:
        return "X" if word.isupper() else "x"
    if word.isupper():
        return "XX" if len(word) < 5 else "XXXXX"
    if word.endswith(".") and len(word) < 4:
        return "X."
    if word.istitle():
        return "Xx"
    return "xX" if word[0].islower() else "XxX"
