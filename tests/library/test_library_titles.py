"""What an article without a title is called in lists."""

from __future__ import annotations

import pytest

from reader.library.storable import title_of_name


@pytest.mark.parametrize(
    ("path", "position", "title"),
    [
        ("/news/bridge-shut_again.html", 0, "bridge shut again"),
        ("/news/feed.json", 1, "feed, article 2"),
        ("/news/feed.json", 41, "feed, article 42"),
        ("/news/.html", 0, ".html"),
    ],
)
def test_an_article_without_a_title_is_called_after_its_file_and_its_place_in_it(
    path: str, position: int, title: str
) -> None:
    assert title_of_name(path, position) == title
