"""The pronouns that stand for a speaker, in all languages: of one person, of several, of the speaker or a thing."""

from __future__ import annotations

from typing import Final

from reader.names.gender import Gender

GENDERS: Final[dict[str, Gender]] = {
    "he": "m",
    "she": "f",
    "er": "m",
    "il": "m",
    "lui": "m",
    "elle": "f",
    "él": "m",
    "ella": "f",
    "sie": "f",
    "dieser": "m",
    "diese": "f",
    "este": "m",
    "éste": "m",
    "esta": "f",
    "ésta": "f",
    "celui-ci": "m",
    "celle-ci": "f",
}
PLURAL: Final = frozenset({"they", "their", "we", "our", "ils", "elles", "wir", "ellos", "ellas", "nosotros"})
OWN: Final = frozenset({"i", "my", "it", "its", "ich", "je", "es", "yo", "you"})
