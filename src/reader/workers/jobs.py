"""What a worker is asked and what it answers: JSON-ready values only, so that nothing is ever unpickled.

{"job": "read", a source, "steps", "model"} answers {"articles", "problems"}. A source is "path", or "data" (bytes as
Latin-1 text) with "name", or "html" with "url", or "text" with "title". `steps` are of "clean", "entities", "quotes".
With "lines" true, "fingerprints" (one an article) are answered too, with "bands" true "bands" (numbers by which copies
are found); "hidden" holds lists of line hashes, one list an article, that are to be hidden.
{"job": "analyse", "article", "steps", "model"} answers {"entities", "quotes"}.
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

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.entities.tagger import Tagger
    from reader.pipeline import CleanFile

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
    articles = _without_lines(source.articles, request.get("hidden", ()))
    articles = [_analysed(article, later, request.get("model")) for article in articles]
    answer = {"articles": [article_record(article) for article in articles], "problems": list(source.problems)}
    if request.get("lines"):
        from reader.cleaning.fingerprints import fingerprint

        answer["fingerprints"] = [fingerprint_record(fingerprint(article)) for article in source.articles]
    if request.get("bands"):
        from reader.text.copies import bands

        answer["bands"] = [bands(article.title, article.text) for article in source.articles]
    return answer


def _without_lines(articles: Sequence[Article], hidden: Sequence[Sequence[int]]) -> Sequence[Article]:
    if len(hidden) != len(articles) or not any(hidden):
        return articles
    from reader.cleaning.fingerprints import hide_folder_lines

    return [hide_folder_lines(article, frozenset(lines)) for article, lines in zip(articles, hidden, strict=True)]


def _clean(request: Record) -> CleanFile:
    from reader import ingest, pipeline

    if "path" in request:
        return pipeline.clean_file(request["path"])
    if "data" in request:
        return pipeline.clean_bytes(request["data"].encode("latin-1"), request.get("name", ""))
    if "html" in request:
        draft = ingest.read_html(request["html"], request.get("url"))
        if request.get("title") and not draft.title:
            draft = replace(draft, title=safe_line(request["title"]))
    else:
        draft = ingest.read_text(request["text"], request.get("title"))
        if request.get("url"):
            draft = replace(draft, url=safe_line(request["url"]))
    return pipeline.CleanFile((pipeline.clean_draft(draft),))


def _verbatim(request: Record) -> CleanFile:
    from reader import pipeline

    if "text" not in request:
        raise UsageError("Without the step “clean” only a text can be analysed.", hint="Add the step clean.")
    return pipeline.CleanFile((pipeline.verbatim(request["text"], request.get("title")),))


def _analysed(article: Article, steps: Sequence[str], model: str | None) -> Article:
    from reader import pipeline

    if not steps:
        return article
    try:
        return pipeline.analyse(article, _tagger(model, needed="entities" in steps), steps=steps)
    except AnalysisError as error:
        # the text stays readable without its names
        return replace(article, warnings=(*article.warnings, f"{error.message} {error.hint}".strip()))


def _analyse(request: Record) -> Record:
    from reader import pipeline

    article = article_from(request["article"])
    steps: list[str] = request.get("steps", ["entities", "quotes"])
    done = pipeline.analyse(article, _tagger(request.get("model"), needed="entities" in steps), steps=steps)
    return {
        "entities": [entity_record(entity) for entity in done.entities],
        "quotes": [quote_record(quote, done.text) for quote in done.quotes],
    }


@cache
def _tagger(model: str | None, *, needed: bool) -> Tagger:
    from reader.entities import tagger

    return tagger.load_tagger(model) if needed else tagger.RuleTagger()


def _fail(request: Record) -> Record:
    raise UsageError(request["message"])


_JOBS: dict[str, Callable[[Record], Record]] = {"read": _read, "analyse": _analyse, "fail": _fail}
