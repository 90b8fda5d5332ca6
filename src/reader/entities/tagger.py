"""Spans of names from a statistical model: the only module that knows spaCy.

spaCy costs half a second to import and 140 MB to hold, so it is imported when a model is loaded, in a worker. Where
no model can be loaded, `RuleTagger` marks capitalised runs and leaves the judgement to the evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple, Protocol

import regex

from reader.entities.models import ANY_LANGUAGE, RULES, default_model, model_folder
from reader.errors import AnalysisError
from reader.text.languages import base_code
from reader.text.safe import safe_line

_UNUSED: Final = (
    "tagger",
    "parser",
    "senter",
    "attribute_ruler",
    "lemmatizer",
    "morphologizer",
    "trainable_lemmatizer",
)
_BATCH: Final = 64
_NAMES: Final = frozenset(
    {"PERSON", "PER", "ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE", "MISC"}
)
"""Labels of names in the schemes of OntoNotes and CoNLL; dates, amounts and the like are no names."""
_LONGEST_NAME: Final = 80
_SAME_LABEL: Final = {"PER": "PERSON"}


class TaggedSpan(NamedTuple):
    """A name as the tagger has it: offsets in its paragraph, and the model's own label ("PERSON", "GPE", "")."""

    start: int
    end: int
    label: str


class Tagger(Protocol):
    """Anything that finds names in paragraphs."""

    @property
    def name(self) -> str:
        """What finds them, for people: a model's name."""
        ...

    @property
    def language(self) -> str:
        """The language that it was made for, `ANY_LANGUAGE` for one that knows no language."""
        ...

    def tag(self, paragraphs: Sequence[str]) -> list[list[TaggedSpan]]:
        """Return the spans of each paragraph, in order and without overlap."""
        ...


class SpacyTagger:
    """A spaCy pipeline, of which only the entity recogniser runs."""

    def __init__(self, pipeline: Any, name: str) -> None:
        self._pipeline = pipeline
        self.name = name
        self.language = str(pipeline.lang)

    def tag(self, paragraphs: Sequence[str]) -> list[list[TaggedSpan]]:
        """Return the recogniser's spans of each paragraph. Raises AnalysisError when the model fails."""
        try:
            return [
                [
                    TaggedSpan(span.start_char, span.end_char, _SAME_LABEL.get(span.label_, span.label_))
                    for span in doc.ents
                    if span.label_ in _NAMES
                ]
                for doc in self._pipeline.pipe(paragraphs, batch_size=_BATCH)
            ]
        except (ValueError, RuntimeError, MemoryError, RecursionError) as error:
            raise AnalysisError(
                f"The model {self.name} failed on this article: {_first_line(error)}.",
                "The article stays readable without its names.",
            ) from error


class RuleTagger:
    """Runs of capitalised words, without labels: what is left when no model can be loaded.

    The first word of a sentence counts only when a capitalised word follows it or it is an acronym.
    """

    name = RULES
    language = ANY_LANGUAGE

    _RUN = regex.compile(
        r"[\p{Lu}\p{Lt}][\w’'.-]*"
        r"(?:(?:\s(?:of|de|la|del|van|von|der|den|bin|al|the|for|and|&)){0,2}\s[\p{Lu}\p{Lt}][\w’'.-]*){0,7}"
    )
    _OPENS: Final = regex.compile(r"(?:^|[.!?:;]|[\"“”‘(\[–—-])\s*$")
    # a longer word with a full stop ends its sentence; shorter ones are initials, titles, Saints
    _ENDS: Final = regex.compile(r"(?<=[\p{L}\d]{5}\.)\s+(?:(?:\p{Ll}\w*|&)\s+)*")

    def tag(self, paragraphs: Sequence[str]) -> list[list[TaggedSpan]]:
        """Return the capitalised runs of each paragraph, all with the label ""."""
        return [list(self._runs(paragraph)) for paragraph in paragraphs]

    def _runs(self, paragraph: str) -> Iterable[TaggedSpan]:
        for match in self._RUN.finditer(paragraph):
            start, end = match.span()
            for gap in self._ENDS.finditer(paragraph, start, end):
                yield from self._run(paragraph, start, gap.start())
                start = gap.end()
            yield from self._run(paragraph, start, end)

    def _run(self, paragraph: str, start: int, end: int) -> Iterable[TaggedSpan]:
        words = paragraph[start:end].split()
        opens = self._OPENS.search(paragraph[max(0, start - 3) : start]) is not None
        if words and not (opens and len(words) == 1 and not words[0].isupper()):
            yield TaggedSpan(start, end, "")


def load_tagger(model: str | None = None) -> Tagger:
    """Return a tagger for `model`, a package's name or a folder; None takes the larger English model if it is
    installed, else the one this program depends on. `"rules"` asks for capitalised runs without a model.

    Raises AnalysisError with one sentence when the model is missing, broken or has no entity recogniser.
    """
    if model == RULES:
        return RuleTagger()
    model = model or default_model()
    load = _loader()
    folder = model_folder(model)
    if folder is None:
        raise AnalysisError(
            f"There is no model {safe_line(model)}, neither a package nor a folder.",
            "Install it, or take the setting out.",
        )
    try:
        pipeline = load(folder, exclude=_UNUSED)
    except (OSError, ImportError) as error:
        raise AnalysisError(
            f"The model {model} cannot be read: {_first_line(error)}.", "Install it again, or take the setting out."
        ) from error
    except (ValueError, KeyError, TypeError, RuntimeError) as error:
        raise AnalysisError(
            f"The model {model} cannot be loaded: {_first_line(error)}.", "It may be made for another spaCy version."
        ) from error
    if "ner" not in pipeline.pipe_names:
        raise AnalysisError(f"The model {model} finds no names: it has no entity recogniser.")
    _drop_unheard(pipeline)
    name = f"{pipeline.lang}_{pipeline.meta.get('name', 'pipeline')}" if Path(model).is_dir() else model
    return SpacyTagger(pipeline, safe_line(name)[:_LONGEST_NAME])


def fitting(tagger: Tagger, language: str | None) -> Tagger:
    """Return the tagger, or the rules when it was made for another language than that of the text."""
    code = base_code(language)
    return tagger if code is None or tagger.language in (code, ANY_LANGUAGE) else RuleTagger()


def best_tagger(model: str | None = None) -> tuple[Tagger, str | None]:
    """Return the tagger for `model` and None, or the rules and a sentence for the user when it cannot be loaded."""
    try:
        return load_tagger(model), None
    except AnalysisError as error:
        return RuleTagger(), f"{error.message} Names are found by rules instead."


def _loader() -> Callable[..., Any]:
    try:
        import spacy
    except ImportError as error:
        raise AnalysisError(
            f"spaCy cannot be imported: {_first_line(error)}.", "Install it again, or ask for the model `rules`."
        ) from error
    load: Callable[..., Any] = spacy.load
    return load


def _drop_unheard(pipeline: Any) -> None:
    """Take out a shared tok2vec that the recogniser does not listen to: it would cost 40 % of the time."""
    if "tok2vec" in pipeline.pipe_names:
        shared = pipeline.get_pipe("tok2vec")
        if not shared.listening_components or "ner" not in shared.listening_components:
            pipeline.remove_pipe("tok2vec")


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return (lines[0][:200].rstrip(".") if lines else type(error).__name__) or type(error).__name__
