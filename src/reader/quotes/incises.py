"""French attributions that stand inside the marks: « Ce n’est pas fini, prévient la maire. On verra. »"""

from __future__ import annotations

import re
from typing import Final

from reader.quotes.attribution import Attribution
from reader.quotes.lexicon import Lexicon
from reader.quotes.marks import Run

_CAPITAL: Final = r"[^\W\d_a-zß-öø-ÿ][\w’'-]{1,30}"
_INCISE: Final = re.compile(
    r"[,?!…] (?:a-t-il |a-t-elle )?(?:[sSlLmM][’'])?(?P<verb>[a-zà-ÿ]{3,20}?)"
    r"(?:(?:-t)?-(?P<pronoun>il|elle)"
    rf"| (?P<noun>(?:(?:le|la|son|sa) |l[’'])[\w’-]{{2,30}}(?: [a-zà-ÿ]{{3,20}})?|{_CAPITAL}(?: {_CAPITAL}){{0,2}}))"
    r"(?=[.,;])"
)
_REACH: Final = 400
"""How far into a run, in characters, its attribution comes."""


def inserted(text: str, run: Run, lexicon: Lexicon) -> Attribution | None:
    """Return the attribution inside a run of French speech, None where there is none or in other languages."""
    if lexicon.language != "fr":
        return None
    for match in _INCISE.finditer(text, run.start, min(run.end, run.start + _REACH)):
        if lexicon.tag(match["verb"]) == "V":
            mention = match.span("pronoun") if match["pronoun"] else match.span("noun")
            return Attribution(mention, match["verb"], "incise", 0.85, cue_at=match.start("verb"))
    return None
