"""What a worker is asked and what it answers: JSON-ready values only, so that nothing is ever unpickled."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.article import Article, Draft
from reader.errors import ReaderError, UnreadableError
from reader.records import Record, article_from, article_record, entity_record, quote_record
from reader.text.safe import safe_line

if TYPE_CHECKING:
    from reader.entities.tagger import Tagger


def perform(request: Record) -> Record:
    """Return the answer to a request; a failure is an answer with the key "error", never an exception.

    Requests: {"job": "clean", "path"} or {"job": "clean", "data" (latin-1 text of the bytes), "name"} answers
    {"articles", "problems"}; {"job": "draft", "html" or "text", "url", "title"} answers {"articles"};
    {"job": "analyse", "article", "steps", "model"} answers {"entities", "quotes"}.
    """
    try:
        return _JOBS[request["job"]](request)
    except ReaderError as error:
        code = error.code if isinstance(error, UnreadableError) else "failed"
        return failure(error.title, error.message, code, error.hint)
    except RecursionError:
        return failure("Cannot read this file", "It is nested too deeply.", "too-deep")
    except MemoryError:
        return failure("Cannot read this file", "It needs more memory than a file may take.", "memory")
    except Exception as error:  # noqa: BLE001 - the last line of defence: any bug costs one file and is named
        kind = type(error).__name__
        return failure(
            "Cannot read this file", f"The reader stumbled over it ({kind}: {safe_line(str(error))[:200]}).", "bug"
        )


def failure(title: str, message: str, code: str, hint: str = "") -> Record:
    """Return the answer that tells of a failure."""
    return {"error": {"title": title, "message": message, "code": code, "hint": hint}}


def _clean(request: Record) -> Record:
    from reader import pipeline

    if "path" in request:
        result = pipeline.clean_file(request["path"])
    else:
        result = pipeline.clean_bytes(request["data"].encode("latin-1"), request.get("name", ""))
    return {"articles": [article_record(article) for article in result.articles], "problems": list(result.problems)}


def _draft(request: Record) -> Record:
    from reader import ingest, pipeline

    draft: Draft
    if "html" in request:
        draft = ingest.read_html(request["html"], request.get("url"))
    else:
        draft = ingest.read_text(request["text"], request.get("title"))
    return {"articles": [article_record(pipeline.clean_draft(draft))], "problems": []}


def _analyse(request: Record) -> Record:
    from reader import pipeline

    article: Article = article_from(request["article"])
    steps: list[str] = request.get("steps", ["entities", "quotes"])
    done = pipeline.analyse(article, _tagger(request.get("model")), steps=steps)
    return {
        "entities": [entity_record(entity) for entity in done.entities],
        "quotes": [quote_record(quote, done.text) for quote in done.quotes],
    }


@cache
def _tagger(model: str | None) -> Tagger:
    from reader.entities.tagger import load_tagger

    return load_tagger(model)


_JOBS: dict[str, Any] = {"clean": _clean, "draft": _draft, "analyse": _analyse}


def cap_depth(limit: int = 2000) -> None:
    """Bound recursion, so that a nested input ends in RecursionError before the stack overflows."""
    sys.setrecursionlimit(limit)
