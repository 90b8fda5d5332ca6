"""Cleaning: from raw blocks to the article, with a reason for everything that is hidden.

`clean` judges a draft; `fingerprints` finds the lines that a site's articles share.

Reasons of hidden blocks. By wording: advert, ai, app, bio, comments, contact, cookies, donate, follow, keypoints, live,
newsletter, paywall, player, poll, related, rights, share, shop, tags, time, widget. By place and neighbours: label,
menu, tail, teaser, thread, run, heading, link, empty. Copies: duplicate, pull-quote. By the site's other articles:
folder-line, standing-note. By the learned scorer: teaser, unlike-article. A page reader's own reasons come through as
they are.
"""

from __future__ import annotations

from typing import Final

from reader.article import Article, Draft

VERSION: Final = 5
"""Raised when a change of the rules should make the library clean its articles anew."""

__all__ = ["VERSION", "clean"]


def clean(draft: Draft) -> Article:
    """Return the article that a draft holds: all blocks in order with role, reason and confidence.

    Metadata that the draft states is kept; what it lacks is looked for in the text. Never raises on any draft.
    """
    # the rules' patterns and lists cost more than other rooms should pay for importing this one
    from reader.cleaning.cleaner import clean as judged

    return judged(draft)
