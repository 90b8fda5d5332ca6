from __future__ import annotations

import pytest

from clock import takes_less
from reader.article import Draft, Role
from reader.ingest import read_bytes


def draft_of(text: str) -> Draft:
    (draft,) = read_bytes(text.encode(), "a.md").drafts
    return draft


def blocks(text: str) -> list[tuple[Role | None, int, str]]:
    return [(block.hint, block.level, block.text) for block in draft_of(text).blocks]


CLIPPED = """---
title: "Mill closes after sixty years"
source: "https://www.valley-post.example/mill"
author:
  - "[[Ann Lee]]"
  - "[[Bo Ray]]"
published: 2024-03-05
created: 2024-04-01
description: "x"
tags:
  - "clippings"
---
The mill is closed.
"""


def test_what_a_web_clipper_states_becomes_metadata() -> None:
    draft = draft_of(CLIPPED)
    assert draft.title == "Mill closes after sixty years"
    assert draft.authors == ("Ann Lee", "Bo Ray")
    assert draft.published == "2024-03-05"
    assert draft.url == "https://www.valley-post.example/mill"
    assert draft.site == "valley-post.example"
    assert draft.tags == ("clippings",)
    assert [block.text for block in draft.blocks] == ["The mill is closed."]


def test_the_day_of_saving_is_not_the_day_of_publication() -> None:
    assert draft_of("---\ncreated: 2024-04-01\n---\nThe mill is closed.").published is None


def test_a_title_with_a_colon_breaks_yaml_but_costs_nothing() -> None:
    draft = draft_of("---\ntitle: Mill: the end\nauthor: By Ann Lee\ntags: [a, b]\n---\n\nThe mill is closed.")
    assert (draft.title, draft.authors, draft.tags) == ("Mill: the end", ("Ann Lee",), ("a", "b"))


def test_toml_front_matter_is_read_too() -> None:
    draft = draft_of('+++\ntitle = "Mill closes"\ndate = 2024-03-05\nauthors = ["Ann Lee"]\n+++\nThe mill is closed.')
    assert (draft.title, draft.published, draft.authors) == ("Mill closes", "2024-03-05", ("Ann Lee",))


def test_words_that_yaml_takes_for_values_stay_words() -> None:
    assert draft_of("---\ntitle: No\n---\nThe mill is closed.").title == "No"
    assert draft_of("---\ntitle: 2024\n---\nThe mill is closed.").title == "2024"


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert [text for _, _, text in blocks("---\n\nThe mill is closed.\n\n---\n\nSo it is.")] == [
        "The mill is closed.",
        "So it is.",
    ]


def test_front_matter_that_is_never_closed_stays_text() -> None:
    assert "title: Mill closes" in blocks("---\ntitle: Mill closes\n\nThe mill is closed.")[0][2]


def test_the_first_heading_is_the_title_where_nothing_else_states_one() -> None:
    draft = draft_of("# Mill *closes*\n\nIt is closed.\n\n# Later\n")
    assert draft.title == "Mill closes"
    assert [block.hint for block in draft.blocks] == [Role.TITLE, None, Role.SUBHEAD]


def test_a_heading_that_repeats_the_stated_title_is_marked_and_another_is_not() -> None:
    stated = "---\ntitle: Mill closes\n---\n"
    assert draft_of(stated + "# Mill  closes\n\nText.").blocks[0].hint is Role.TITLE
    assert draft_of(stated + "# The day after\n\nText.").blocks[0].hint is Role.SUBHEAD


def test_headings_lists_quotations_tables_and_code_keep_what_they_are() -> None:
    text = """## The end

- flour,
- bread
  1. white
  2. brown

> “We baked,” he said.

| Year | Loaves |
|------|--------|
| 1964 | **12** |

```
  keep   this
```
"""
    assert blocks(text) == [
        (Role.SUBHEAD, 2, "The end"),
        (Role.LIST, 1, "- flour,"),
        (Role.LIST, 1, "- bread"),
        (Role.LIST, 2, "1. white"),
        (Role.LIST, 2, "2. brown"),
        (Role.QUOTATION, 0, "“We baked,” he said."),
        (Role.TABLE, 0, "Year | Loaves\n1964 | 12"),
        (Role.CODE, 0, "  keep   this"),
    ]


def test_an_indented_paragraph_of_prose_is_no_code() -> None:
    prose = "    The mill by the river closed on Friday after sixty years of baking.\n"
    assert blocks(f"Before.\n\n{prose}")[1] == (None, 0, prose.strip())
    assert blocks("Before.\n\n    x = 1\n    y = 2\n")[1] == (Role.CODE, 0, "x = 1\ny = 2")


def test_the_words_beside_an_image_are_a_caption_and_file_names_are_not() -> None:
    assert blocks('![The mill](a.jpg "Photo: Ann Lee")\n\nText.')[:2] == [
        (Role.CAPTION, 0, "The mill"),
        (Role.CAPTION, 0, "Photo: Ann Lee"),
    ]
    assert blocks("![IMG_1.jpg](a.jpg)![image](b.png)\n\nText.") == [(None, 0, "Text.")]


def test_the_share_of_links_is_counted_in_characters() -> None:
    block = draft_of("[Read more](https://a.example/) of it all").blocks[0]
    assert (block.text, block.link_density) == ("Read more of it all", 9 / 19)


def test_line_ends_inside_a_paragraph_are_spaces_but_not_between_ideographs() -> None:
    assert blocks("The mill\nis closed.  \nFor good.")[0][2] == "The mill is closed.\nFor good."
    assert blocks("磨坊已经\n关闭。")[0][2] == "磨坊已经关闭。"


def test_marks_of_obsidian_leave_their_words() -> None:
    text = "The [[Old Mill|mill]] is ==closed==[^1] ![[a.png]] for [[good]]. %% a note %%"
    assert blocks(text)[0][2] == "The mill is closed for good."
    assert blocks("> [!quote]\n> We baked.")[0][2] == "We baked."


def test_brackets_and_percent_signs_of_the_author_stay() -> None:
    assert blocks("[TODO] up 5%% and 6%% [sic], 3 < 4 & so on")[0][2] == "[TODO] up 5%% and 6%% [sic], 3 < 4 & so on"


def test_raw_html_leaves_its_words_only() -> None:
    hidden = "<script>alert(1)</script><style>p {}</style>"
    text = f"<div><p>The mill &amp; the inn.</p>{hidden}Closed.<br>Gone.</div>\n\nA <script>x</script>b <b>c</b>"
    assert [block for _, _, block in blocks(text)] == ["The mill & the inn.", "Closed.\nGone.", "A b c"]


def test_a_reference_to_a_control_character_is_harmless() -> None:
    (block,) = draft_of("<p>The &#27;[2J mill &#155;31m</p>").blocks
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in block.text)


def test_nesting_that_the_parser_would_drop_is_read_as_plain_text() -> None:
    text = "\n".join("  " * depth + "- level" for depth in range(70)) + "\n" + "  " * 70 + "- the last"
    draft = draft_of(text)
    assert draft.blocks[-1].text.endswith("the last")
    assert len(draft.warnings) == 1


def test_a_line_that_opens_thousands_of_quotations_keeps_its_words() -> None:
    assert [text for _, _, text in blocks(">" * 5000 + " deep\n\nAfter.")] == ["deep", "After."]


def test_a_very_long_text_is_read_as_plain_text_with_its_metadata() -> None:
    draft = draft_of("---\ntitle: Mill closes\n---\n" + "The mill is closed.\n\n" * 40_000 + "The end.")
    assert (draft.kind, draft.title, draft.blocks[-1].text) == ("text", "Mill closes", "The end.")


def test_an_image_inside_the_text_does_not_make_it_long() -> None:
    assert draft_of(f"![mill](data:image/png;base64,{'QUJD' * 400_000})\n\nThe mill is closed.").kind == "markdown"


@pytest.mark.parametrize(
    "front",
    [
        "a: &a [x,x,x]\n"
        + "".join(f"{b}: &{b} [*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
        "title: !!python/object/apply:os.system ['echo owned']\n",
        "a: " + "[" * 5_000 + "\n",
        "? [a]\n: b\n",
        "\ttabs: here\n",
        "date: 2024-99-99\n",
    ],
)
def test_hostile_front_matter_costs_only_itself(front: str) -> None:
    draft = draft_of(f"---\n{front}---\n\nThe mill is closed.")
    assert draft.blocks[-1].text == "The mill is closed."
    assert draft.published is None


@pytest.mark.parametrize("unit", ["[", "![", "[[a", "*a_", "`a``", "<a ", "> - ", "&#x", "%%a", "==a", "| a "])
def test_floods_of_marks_take_a_moment(unit: str) -> None:
    text = unit * 5_000 + "\n\nThe mill is closed."
    assert draft_of(text).blocks[-1].text == "The mill is closed."
    assert takes_less(3, lambda: draft_of(text))


NOTION = """# Mill closes after sixty years

Author: Ann Lee
Date: March 3, 2025
Tags: mills, rivers
URL: https://valley-post.example/mill

The mill is closed.
"""
READWISE = """# Mill closes after sixty years

![cover](https://valley-post.example/cover.png)

## Metadata
- Author: [[Ann Lee]]
- Full Title: Mill closes after sixty years
- Category: #articles
- URL: https://valley-post.example/mill

## Highlights
- The mill is closed.
"""


@pytest.mark.parametrize("note", [NOTION, READWISE], ids=["Notion", "Readwise"])
def test_properties_in_the_text_of_a_note_are_its_metadata_and_no_text(note: str) -> None:
    draft = draft_of(note)
    assert (draft.title, draft.authors) == ("Mill closes after sixty years", ("Ann Lee",))
    assert draft.url == "https://valley-post.example/mill"
    assert "Ann Lee" not in " ".join(block.text for block in draft.blocks)
    assert any("The mill is closed." in block.text for block in draft.blocks)
    if note is NOTION:
        assert (draft.published, draft.tags) == ("2025-03-03", ("mills", "rivers"))


@pytest.mark.parametrize(
    "text",
    [
        "# Trial\n\nJudge: Who was there?\nWitness: Nobody was.\n\nThe court rose.",
        "# Trial\n\nAuthor: Ann Lee\n\nThe court rose.",
        "# Trial\n\nAuthor: Ann Lee\nThe date: unknown to all\nA line of the story itself\n\nThe court rose.",
        "# Trial\n\nThe court rose.\n\nAuthor: Ann Lee\nDate: March 3, 2025\n",
    ],
)
def test_lines_with_colons_that_are_no_properties_stay_in_the_text(text: str) -> None:
    said = " ".join(block.text for block in draft_of(text).blocks)
    for line in text.removeprefix("# Trial").split("\n"):
        assert line in said


def test_front_matter_has_the_last_word_over_properties_in_the_text() -> None:
    assert draft_of("---\nauthor: Bo Ray\n---\n" + NOTION).authors == ("Bo Ray",)


def test_a_mark_that_broke_the_front_matter_is_no_part_of_its_values() -> None:
    draft = draft_of(
        '---\ntitle: "Wind: the last word\nauthor: [Ann Lee\ndate: 3 March 2025\n---\nThe mill is closed.\n'
    )
    assert (draft.title, draft.authors, draft.published) == ("Wind: the last word", ("Ann Lee",), "2025-03-03")
    assert draft_of('---\ntitle: "Go": he said: go\nx: [\n---\nIt went.\n').title == '"Go": he said: go'


def test_a_callout_holds_the_writer_s_own_words_and_a_quoting_one_somebody_s() -> None:
    own = blocks("He said it.\n\n> [!note] My note\n> Ask Corrie about the bolt.\n\n> It leaks.")
    assert own[1:] == [
        (None, 0, "My note"),
        (None, 0, "Ask Corrie about the bolt."),
        (Role.QUOTATION, 0, "It leaks."),
    ]
    assert blocks("> [!quote] Ann Lee\n> It leaks.")[-1] == (Role.QUOTATION, 0, "It leaks.")
    assert blocks("> [!NOTE]- folded")[0][2] == "folded"


def test_notes_at_the_foot_are_numbered_and_each_is_its_own() -> None:
    found = blocks("It leaks.[^1] It holds.[^2]\n\n[^1]: She said two.\n[^2]: He said three.\n")
    assert [text for _, _, text in found] == ["It leaks. It holds.", "1. She said two.", "2. He said three."]
    assert blocks("The set [^1] is odd.")[0][2] == "The set is odd."
