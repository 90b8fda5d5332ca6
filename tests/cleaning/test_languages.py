"""Residue in languages whose cues are few: the commonest lines of a page's frame."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from reader.article import Article
from reader.cleaning.cues import cue_book
from reader.cleaning.features import shape

SWEDISH = (
    "Bron i Ekvalla ska stängas för bilar i två vintrar, det har kommunen beslutat efter ett långt möte i går kväll.",
    "Den är mer än hundra år gammal och har inte lagats sedan den byggdes om, säger ingenjören som har mätt den.",
    "Under tiden får alla som vill över till andra sidan gå, cykla eller ta färjan som går en gång i timmen.",
)


@pytest.mark.parametrize(
    ("language", "text", "kind"),
    [
        ("sv", "Läs också: Färjan får ny kapten", "related"),
        ("sv", "Prenumerera", "paywall"),
        ("da", "Tilmeld dig vores nyhedsbrev", "newsletter"),
        ("da", "Mest læste", "related"),
        ("nb", "Les også: Fergen får ny kaptein", "related"),
        ("no", "Annonsørinnhold", "advert"),
        ("pl", "Czytaj także: Prom ma nowego kapitana", "related"),
        ("pl", "Zapisz się na nasz newsletter", "newsletter"),
        ("es", "Suscribite a nuestro newsletter", "newsletter"),
    ],
)
def test_lines_of_the_frame_are_known_in_more_languages(language: str, text: str, kind: str) -> None:
    assert kind in {cue.kind for cue in cue_book(language).cues(shape(text))}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Läsarna fick vänta i tre timmar på sina böcker, säger bibliotekarien i Ekvalla."),
        ("da", "Følgerne af stormen kan ses i hele byen, siger borgmesteren."),
        ("no", "Delen av broen som falt, ble bygd i 1911."),
        ("pl", "Reklamacje przyjmuje tylko burmistrz, i to w czwartki."),
        ("fr", "Les habitants de la vallée attendent le bac depuis lundi."),
    ],
)
def test_sentences_that_begin_like_cues_have_none(language: str, text: str) -> None:
    assert cue_book(language).cues(shape(text)) == ()


def test_a_swedish_story_keeps_its_text_and_loses_its_frame(cleaned: Callable[..., Article]) -> None:
    frame = ("Annons", "Läs mer: Färjan får ny kapten", "Nyhetsbrev", "Mest lästa")
    article = cleaned("Bron i Ekvalla stängs för bilar", *SWEDISH[:2], *frame[:2], SWEDISH[2], *frame[2:])
    assert article.language == "sv"
    assert article.text.split("\n\n") == list(SWEDISH)
