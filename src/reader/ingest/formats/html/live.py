"""Live pages: a list of posts, each of which is article text, where extractors are content with the first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from reader.ingest.formats.html.naming import NEGATIVE
from reader.ingest.formats.html.page import Page

_POSTS: Final = 3
"""From how many posts on a page is a live page."""
_LINKED: Final = 0.5


def with_posts(page: Page, kept: Sequence[bool], *, stated: bool) -> list[bool]:
    """Return `kept` with the blocks of all live posts added, in pages that have such posts.

    Posts are containers that are named so; where the page only states that it is a live page (`stated`), they are
    the containers of one kind under one parent that hold most prose.
    """
    posts = {i for i, container in enumerate(page.containers) if container.kind == "live" and container.prose}
    if len(posts) < _POSTS:
        posts = _like_containers(page) if stated else set()
    if len(posts) < _POSTS:
        return list(kept)
    inside = page.under(posts)
    against = page.under({i for i, container in enumerate(page.containers) if container.kind in NEGATIVE})
    return [
        was
        or (
            inside[block.container]
            and not against[block.container]
            and block.link_density < _LINKED
            and block.controls < _LINKED
        )
        for block, was in zip(page.blocks, kept, strict=True)
    ]


def _like_containers(page: Page) -> set[int]:
    groups: dict[tuple[int, str], list[int]] = defaultdict(list)
    for index, container in enumerate(page.containers):
        if container.prose and container.tag in ("article", "section", "div", "li"):
            groups[container.parent, container.signature].append(index)
    found = [group for group in groups.values() if len(group) >= _POSTS]
    return set(max(found, key=lambda group: sum(page.containers[i].prose for i in group), default=[]))
