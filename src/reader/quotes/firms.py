"""The short names of firms: "Roe" for "Roe Airlines"."""

from __future__ import annotations

from reader.names.people import name_parts
from reader.names.places import place_kind
from reader.quotes.document import Document


def firms_by_first_word(document: Document) -> dict[str, str]:
    """Return the firms whose names are two words or three by the first of them, folded; one that two firms or a place
    share is left out."""
    lexicon = document.lexicon
    found: dict[str, str] = {}
    shared = set()
    for person in document.people.everyone:
        parts = name_parts(person.name)
        firm = person.group and 1 < len(parts) <= 3 and lexicon.is_in(parts[-1], "firm")
        if firm and place_kind(parts[0]) is None:
            if parts[0] in found:
                shared.add(parts[0])
            found[parts[0]] = person.name
    return {first: name for first, name in found.items() if first not in shared}
