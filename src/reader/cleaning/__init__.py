"""Cleaning: from raw blocks to the article, with a reason for everything that is hidden.

`clean` judges a draft; `fingerprints` finds the lines that a site's articles share.
"""

from __future__ import annotations

from typing import Final

from reader.cleaning.cleaner import clean

VERSION: Final = 1
"""Raised when a change of the rules should make the library clean its articles anew."""

__all__ = ["VERSION", "clean"]
