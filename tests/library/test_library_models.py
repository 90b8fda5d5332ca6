"""Which model found an article's names is kept with it, and another choice of models is another analysis."""

from __future__ import annotations

from library_samples import VERSION, article, fill, found, quoted_article

from reader.library.library import Library


def test_the_model_that_spoke_is_kept_until_another_one_speaks(library: Library) -> None:
    full = quoted_article()
    (number,) = fill(
        library, {"/n/a": article("The bridge over the Ven is shut.\n\n“It leaks,” said Ada Brun of the Ven Works.")}
    )
    assert library.store_analysis(number, full.entities, full.quotes, version=5, text=full.text, model="de_news")
    stored = library.article(number)
    assert stored is not None
    assert stored.model == "de_news"
    assert library.store_analysis(number, (), (), version=5, text=full.text, model="rules")
    again = library.article(number)
    assert again is not None
    assert (again.model, again.blocks) == ("rules", stored.blocks)


def test_reading_the_same_words_again_keeps_the_model(library: Library) -> None:
    (number,) = fill(library, {"/n/a": article()})
    library.store_analysis(number, (), (), version=5, model="de_news")
    assert library.store(found("/n/a", size=101), [article()], version=VERSION) == [number]
    kept = library.article(number)
    assert kept is not None
    assert kept.model == "de_news"
    library.store(found("/n/a", size=102), [article("Other words.")], version=VERSION)
    new = library.article(number)
    assert new is not None
    assert new.model is None


def test_what_another_choice_of_models_found_is_pending_but_not_what_newer_code_found(library: Library) -> None:
    one, two, three = fill(library, {"/n/a": article(), "/n/b": article(title="B"), "/n/c": article(title="C")})
    library.store_analysis(one, (), (), version=5_000)
    library.store_analysis(two, (), (), version=5_012)
    library.store_analysis(three, (), (), version=6_012)
    assert library.pending(version=5_000, limit=9, choices=1000) == [two]
    assert library.pending(version=5_012, limit=9, choices=1000) == [one]
    assert sorted(library.pending(version=6_000, limit=9, choices=1000)) == [one, two, three]
