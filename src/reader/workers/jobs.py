"""What a worker is asked and what it answers: JSON-ready values only, so that nothing is ever unpickled.

{"job": "read", a source, "steps", "model", "models"} answers {"articles", "problems"}. A source is "path", or "data"
(bytes as Latin-1 text) with "name", or "html" with "url", or "text" with "title". `steps` are of "clean", "entities",
"quotes". "model" is the model for names, None for the default one, "models" those for languages, by their codes.
With "text_once" true an article's text comes in its blocks only, not as a whole too. With "lines" true, "fingerprints"
(one an article) are answered too, with "bands" true "bands" (numbers by which copies are found); "hidden" holds lists
of line hashes, one list an article, that are to be hidden. A file of so many articles that they take long is answered
in part, with "left" as the number of those to come: "start" in a request asks for them, "most" for so many at most.
{"job": "analyse", "article", "steps", "model", "models"} answers {"entities", "quotes", "model", "problem"}: what found
the names, and a sentence for the user when that is not what should have.
{"job": "fail", "message"} answers with that failure: what was wrong before it came here keeps its turn.
A failure answers {"error": {"title", "message", "code", "hint"}}.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import AnalysisError, ReaderError, UnreadableError, UsageError
from reader.records import Record, article_from, article_record, entity_record, fingerprint_record, quote_record
from reader.text.safe import safe_line
from reader.workers.limits import PART_SECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.entities.tagger import Tagger
    from reader.pipeline import CleanFile, Part

STEPS = ("clean", "entities", "quotes")
"""The stages of the engine, in their order."""


def perform(request: Record) -> Record:
    """Return the answer to a request; a failure is an answer with the key "error", never an exception."""
    try:
        return _JOBS[request["job"]](request)
    except ReaderError as error:
        code = error.code if isinstance(error, UnreadableError) else "failed"
        return failure(error.title, error.message, code, error.hint)
    except RecursionError:
        return failure(UnreadableError.title, "It is nested too deeply.", "too-deep")
    except MemoryError:
        return failure(UnreadableError.title, "It needs more memory than a file may take.", "memory")
    except Exception as error:  # noqa: BLE001 - the last line of defence: any bug costs one file and is named
        words = safe_line(str(error))[:200]
        return failure(UnreadableError.title, f"The reader stumbled over it ({type(error).__name__}: {words}).", "bug")


def failure(title: str, message: str, code: str, hint: str = "") -> Record:
    """Return the answer that tells of a failure."""
    return {"error": {"title": title, "message": message, "code": code, "hint": hint}}


def _read(request: Record) -> Record:
    steps: Sequence[str] = request["steps"]
    source = _clean(request) if "clean" in steps else _verbatim(request)
    later = [step for step in steps if step != "clean"]
    articles = _without_lines(source.articles, request.get("hidden", ()), request.get("start", 0))
    articles = [_analysed(article, later, request) for article in articles]
    answer: Record = {"articles": [article_record(article) for article in articles], "problems": list(source.problems)}
    if source.left:
        answer["left"] = source.left
    if request.get("text_once"):
        for record in answer["articles"]:
            del record["text"]
    if request.get("lines"):
        from reader.cleaning.fingerprints import fingerprint

        answer["fingerprints"] = [fingerprint_record(fingerprint(article)) for article in source.articles]
    if request.get("bands"):
        from reader.text.copies import bands

        answer["bands"] = [bands(article.title, article.text) for article in source.articles]
    return answer


def _without_lines(articles: Sequence[Article], hidden: Sequence[Sequence[int]], start: int) -> Sequence[Article]:
    hidden = hidden[start : start + len(articles)]
    if len(hidden) != len(articles) or not any(hidden):
        return articles
    from reader.cleaning.fingerprints import hide_folder_lines

    return [hide_folder_lines(article, frozenset(lines)) for article, lines in zip(articles, hidden, strict=True)]


def _clean(request: Record) -> CleanFile:
    from reader import ingest, pipeline

    if "path" in request:
        return pipeline.clean_file(request["path"], _part(request))
    if "data" in request:
        return pipeline.clean_bytes(request["data"].encode("latin-1"), request.get("name", ""), _part(request))
    if "html" in request:
        draft = ingest.read_html(request["html"], request.get("url"))
        if request.get("title") and not draft.title:
            draft = replace(draft, title=safe_line(request["title"]))
    else:
        draft = ingest.read_text(request["text"], request.get("title"))
        if request.get("url"):
            draft = replace(draft, url=safe_line(request["url"]))
    return pipeline.CleanFile((pipeline.clean_draft(draft),))


def _part(request: Record) -> Part:
    from reader import pipeline

    return pipeline.Part(request.get("start", 0), request.get("most"), PART_SECONDS)


def _verbatim(request: Record) -> CleanFile:
    from reader import pipeline

    if "text" not in request:
        raise UsageError("Without the step “clean” only a text can be analysed.", hint="Add the step clean.")
    return pipeline.CleanFile((pipeline.verbatim(request["text"], request.get("title")),))


def _analysed(article: Article, steps: Sequence[str], request: Record) -> Article:
    if not steps:
        return article
    try:
        done, problem = _named(article, steps, request)
    except AnalysisError as error:
        # the text stays readable without its names
        done, problem = article, f"{error.message} {error.hint}".strip()
    return replace(done, warnings=(*done.warnings, problem)) if problem else done


def _analyse(request: Record) -> Record:
    steps: list[str] = request.get("steps", ["entities", "quotes"])
    done, problem = _named(article_from(request["article"]), steps, request)
    return {
        "entities": [entity_record(entity) for entity in done.entities],
        "quotes": [quote_record(quote, done.text) for quote in done.quotes],
        "model": done.model,
        "problem": problem,
    }


def _named(article: Article, steps: Sequence[str], request: Record) -> tuple[Article, str | None]:
    """Return the article with the results of the steps, and a sentence when its model could not speak."""
    from reader import pipeline
    from reader.entities.models import RULES, model_for
    from reader.text.languages import language_of

    if "entities" not in steps:
        return pipeline.analyse(article, _tagger(RULES)[0], steps=steps), None
    language = language_of(article.text, article.language)
    tagger, problem = _tagger(model_for(language, request.get("model"), request.get("models") or {}))
    try:
        return pipeline.analyse(article, tagger, steps=steps, language=language), problem
    except AnalysisError as error:
        done = pipeline.analyse(article, _tagger(RULES)[0], steps=steps, language=language)
        return done, f"{error.message} Names are found by rules instead."


@cache
def _tagger(model: str) -> tuple[Tagger, str | None]:
    from reader.entities.tagger import best_tagger

    return best_tagger(model)


def _fail(request: Record) -> Record:
    raise UsageError(request["message"])


_JOBS: dict[str, Callable[[Record], Record]] = {"read": _read, "analyse": _analyse, "fail": _fail}
