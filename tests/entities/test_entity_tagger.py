from __future__ import annotations

import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from reader.entities import find_entities, unread
from reader.entities.models import DEFAULT_MODEL
from reader.entities.paragraphs import MAX_TEXT
from reader.entities.tagger import RuleTagger, Tagger, best_tagger, load_tagger
from reader.errors import AnalysisError

SHA256 = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


@pytest.fixture(scope="module")
def model() -> Tagger:
    return load_tagger(DEFAULT_MODEL)


@pytest.mark.parametrize("name", sorted(SHA256))
def test_the_weights_are_those_that_were_examined(name: str) -> None:
    spec = importlib.util.find_spec(DEFAULT_MODEL)
    assert spec is not None
    assert spec.origin is not None
    (folder,) = Path(spec.origin).parent.glob("en_core_web_sm*")
    assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == SHA256[name]


def test_the_model_finds_a_name_in_the_last_line_of_a_long_text(model: Tagger) -> None:
    filler = "It rained for most of the day and the river rose a little more than the forecast had said. " * 20
    text = "\n\n".join([filler] * 8 + ["On Friday Angela Whitcombe, a lawyer from Birmingham, sued the company."])
    found = {entity.name: entity for entity in find_entities(text, tagger=model)}
    assert found["Angela Whitcombe"].type == "PERSON"
    assert found["Birmingham"].type == "PLACE"
    assert text[slice(*found["Birmingham"].mentions[0])] == "Birmingham"


def test_a_whole_article_gets_its_people_bodies_and_places(model: Tagger) -> None:
    text = (
        "PARIS, March 3 (Reuters) - France will send engineers to Kenya, Foreign Minister Claire Aubert said on "
        "Monday.\n\nAubert met Kenyan officials in Nairobi last week. The World Health Organization (WHO) praised the "
        "plan. The WHO has 40 people there."
    )
    found = {entity.name: entity for entity in find_entities(text, tagger=model, title="France helps Kenya")}
    assert found["Claire Aubert"].count == 2
    assert found["World Health Organization"].count == 3
    assert {found[name].type for name in ("Kenya", "France", "Nairobi", "PARIS")} == {"PLACE"}
    assert found["Kenyan"].type == "OTHER"
    assert "Monday" not in found


def test_spans_keep_their_offsets_when_runs_are_blanked(model: Tagger) -> None:
    text = "!" * 500 + " Angela Whitcombe spoke to Reuters in Birmingham. " + "😀" * 300 + " Angela Whitcombe left."
    found = {entity.name: entity for entity in find_entities(text, tagger=model)}
    assert [text[a:b] for a, b in found["Angela Whitcombe"].mentions] == ["Angela Whitcombe"] * 2


def test_numbers_and_dates_are_no_spans(model: Tagger) -> None:
    (spans,) = model.tag(["On 3 March 2021 some 400 people paid $5 million, 12 percent more than in 2019."])
    assert spans == []


def test_a_missing_model_is_told_in_one_sentence() -> None:
    with pytest.raises(AnalysisError, match="There is no model no-such-model"):
        load_tagger("no-such-model")


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnalysisError) as caught:
        load_tagger(str(tmp_path))
    assert "\n" not in caught.value.message


def test_a_model_without_an_entity_recogniser_is_refused(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(AnalysisError, match="no entity recogniser"):
        load_tagger(str(tmp_path))


def test_without_a_model_capitals_and_titles_still_find_people_and_places() -> None:
    text = (
        "President Claire Aubert visited Kenya on Monday. Mr Aubert, her husband, stayed in Nairobi. "
        "The University of Nairobi gave Claire Aubert a prize, the University of Nairobi said."
    )
    tagger = load_tagger("rules")
    assert isinstance(tagger, RuleTagger)
    found = {entity.name: entity.type for entity in find_entities(text, tagger=tagger)}
    assert found["Claire Aubert"] == "PERSON"
    assert found["Kenya"] == "PLACE"
    assert found["University of Nairobi"] == "ORG"


def test_a_model_that_cannot_be_loaded_is_replaced_by_rules_with_a_word_to_the_user() -> None:
    tagger, warning = best_tagger("no-such-model")
    assert isinstance(tagger, RuleTagger)
    assert warning is not None
    assert "no-such-model" in warning
    assert best_tagger("rules")[1] is None


def test_a_text_past_the_limit_is_read_in_part_and_says_so() -> None:
    text = "Kenya and Nairobi are far away, said Claire Aubert. " * 6_000
    assert len(text) > MAX_TEXT
    entities = find_entities(text, tagger=RuleTagger())
    assert max(end for entity in entities for _, end in entity.mentions) <= MAX_TEXT
    assert unread(text) is not None
    assert unread("Kenya.") is None


def test_importing_the_room_imports_no_model() -> None:
    code = (
        "import sys; from reader.entities import find_entities; print('spacy' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_asking_for_the_version_loads_nothing() -> None:
    code = "import sys; from reader import entities; entities.VERSION; print('reader.entities.finder' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She left for Saltby. Oller stayed behind.", ["Saltby."]),
        ("She left for Saltby. Ada Oller stayed behind.", ["Saltby.", "Ada Oller"]),
        ("She met Dr. Oller of St. Orrin and J. R. Vale.", ["Dr. Oller of St. Orrin and J. R. Vale."]),
    ],
)
def test_by_rules_a_name_ends_with_its_sentence_but_not_with_an_initial(text: str, found: list[str]) -> None:
    (spans,) = RuleTagger().tag([text])
    assert [text[span.start : span.end] for span in spans if span.start] == found


def test_by_rules_a_surname_that_opens_a_sentence_belongs_to_the_name_before_it() -> None:
    text = "The ferry leaves later, said Fritz Oller, the harbourmaster of Saltby. Oller has been there for a decade."
    counts = {entity.name: entity.count for entity in find_entities(text, tagger=RuleTagger())}
    assert counts == {"Fritz Oller": 2, "Saltby": 1}
