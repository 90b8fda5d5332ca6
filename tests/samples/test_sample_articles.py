"""What the sample articles show: each file gives the article that stands beside it, without anything else."""

from __future__ import annotations

import pytest
from sample_results import (
    EXPECTED,
    FOLDER,
    Sample,
    body_faults,
    caption_faults,
    cleaned,
    head_faults,
    reading,
    repeated,
    results,
    samples,
    shown_residue,
    unknown,
)

from reader.cleaning.fingerprints import FolderLines, hide_folder_lines
from reader.errors import UnreadableError

every_sample = pytest.mark.parametrize("sample", samples(), ids=str)


def test_each_sample_file_has_its_right_result() -> None:
    assert {path.name for path in FOLDER.iterdir()} == {path.name.removesuffix(".json") for path in EXPECTED.iterdir()}


@every_sample
def test_the_head_of_the_article_is_found(sample: Sample) -> None:
    article = cleaned(sample.file, sample.number)
    assert unknown("head", str(sample), head_faults(article, sample.right)) == []


@every_sample
def test_every_paragraph_of_the_body_stays_in_its_order(sample: Sample) -> None:
    article = cleaned(sample.file, sample.number)
    assert unknown("body", str(sample), body_faults(article, sample.right)) == []


@every_sample
def test_no_line_of_residue_is_shown(sample: Sample) -> None:
    article = cleaned(sample.file, sample.number)
    assert unknown("residue", str(sample), shown_residue(article, sample.right["body_lacks"])) == []


@every_sample
def test_a_pull_quote_is_not_read_twice(sample: Sample) -> None:
    article = cleaned(sample.file, sample.number)
    assert unknown("pull quote", str(sample), repeated(article, sample.right)) == []


@every_sample
def test_captions_are_captions_and_no_body(sample: Sample) -> None:
    article = cleaned(sample.file, sample.number)
    assert unknown("caption", str(sample), caption_faults(article, sample.right)) == []


@pytest.fixture(scope="module")
def folder_lines() -> FolderLines:
    lines = FolderLines()
    for sample in samples():
        lines.add(cleaned(sample.file, sample.number))
    return lines


@every_sample
def test_what_a_site_prints_under_everything_is_seen_by_comparing_files(
    sample: Sample, folder_lines: FolderLines
) -> None:
    article = cleaned(sample.file, sample.number)
    compared = hide_folder_lines(article, folder_lines)
    assert unknown("folder", str(sample), shown_residue(compared, sample.right["folder_lacks"])) == []
    assert set(body_faults(compared, sample.right)) <= set(body_faults(article, sample.right))


@pytest.mark.parametrize("file", [file for file, right in results().items() if right.get("unreadable")])
def test_a_broken_file_is_reported_in_a_sentence(file: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        reading(file)
    assert caught.value.message.strip()


@pytest.mark.parametrize("file", [file for file, right in results().items() if "problems" in right])
def test_a_broken_line_costs_one_line_and_is_named(file: str) -> None:
    right = results()[file]
    found = reading(file)
    assert [problem.where for problem in found.problems] == right["problems"]
    assert len(found.drafts) == len(right["articles"])
