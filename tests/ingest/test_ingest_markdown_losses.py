"""Words that a Markdown parser would leave out without telling are kept."""

from __future__ import annotations

import pytest

from clock import grows_less
from reader.article import Draft
from reader.ingest import read_bytes

SAID = "The oak for the keel came late. Nobody had paid for it, says the mate, and the yard had asked since May."
END = "The ferry sails again in June."


def draft_of(source: str) -> Draft:
    (draft,) = read_bytes(f"# Ferry\n\n{source}\n\n{END}\n".encode(), "ferry.md").drafts
    return draft


def texts(draft: Draft) -> list[str]:
    return [block.text for block in draft.blocks]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("[Ines]: Never.", "[Ines]: Never."),
        ("[Ines]: Never 'said twice over'", "said twice over"),
        ("[Ines]:\nNever.", "Never."),
        ("> [Ines]: Never.", "[Ines]: Never."),
        ("A note.[^oak]\n\n[^oak]: Larch.", "[^oak]: Larch."),
        ("| a | b |\n|---|---|\n| 1 | 2 | three | four |", "1 | 2 | three | four"),
        ("a | b\n--|--\n1 | 2 | three", "1 | 2 | three"),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 | three |", "1 | 2 | three"),
        (f"<![CDATA[\n{SAID}\n]]>", SAID),
        (f"<?php\n{SAID}\n?>", SAID),
        (f"<!NOTE {SAID}>", SAID),
        (f"It rose by %% of the sum.\n\n{SAID}\n\nIt fell by %% again.", SAID),
    ],
)
def test_what_looks_like_a_link_a_cell_too_many_or_a_declaration_is_text(source: str, words: str) -> None:
    found = "\n".join(texts(draft_of(source)))
    assert words in found
    assert "\\" not in found
    assert found.endswith(END)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("See [the yard][y].\n\n[y]: https://yard.example/keel 'The yard'", "See the yard."),
        ("See [the yard].\n\n[the yard]: keel", "See the yard."),
        ("![image][p]\n\n[p]: ferry.png", None),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n1 | 2"),
        ("| a | b |\n|---|---|\n| 1 \\| 2 | 3 |", "a | b\n1 | 2 | 3"),
        ("a | b\n---", "a | b"),
        ("%%\na note to myself\n%%", None),
    ],
)
def test_links_tables_and_notes_to_oneself_stay_what_they_are(source: str, shown: str | None) -> None:
    assert texts(draft_of(source)) == ["Ferry", *([shown] if shown else []), END]


def test_code_keeps_its_brackets_and_bars() -> None:
    code = "[Ines]: Never\n| a |\n|---|\n| b | c |"
    assert code in texts(draft_of(f"```\n{code}\n```"))
    assert code in texts(draft_of(f"~~~~\n```\n{code}\n~~~~"))[1]


def test_running_text_in_comments_is_among_the_removed_lines_with_a_warning() -> None:
    draft = draft_of(f"<!--\n{SAID}\n\n{SAID.replace('oak', 'larch')}\n-->")
    assert {block.text for block in draft.blocks if block.main is False} == {SAID, SAID.replace("oak", "larch")}
    assert "words stand in comments" in draft.warnings[0]
    assert draft_of("<!-- clipped on Tuesday by hand -->").warnings == ()


def test_front_matter_may_end_with_three_dots() -> None:
    (draft,) = read_bytes(f"---\ntitle: Ferry\nauthor: Ines Tarrow\n...\n\n{END}\n".encode(), "a.md").drafts
    assert (draft.title, draft.authors, texts(draft)) == ("Ferry", ("Ines Tarrow",), [END])


@pytest.mark.parametrize(
    "piece", ["[a]:\n", "[a]: b\n", "|a|b|\n|-|-|\n|1|2|3|\n", "> ", "|-", "<!-- ", "%%\n", "<![CDATA["]
)
def test_p23_looking_for_such_words_takes_linear_time(piece: str) -> None:
    assert grows_less(
        10, lambda count: read_bytes((piece * count).encode() + b"\n\nEnd.", "a.md"), 1_500, 6_000, floor=0.1
    )
