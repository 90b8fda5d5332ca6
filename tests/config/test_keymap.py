"""The user's own keys over the defaults."""

from __future__ import annotations

from reader.config.keymap import resolve

DEFAULTS = {"up": ("k", "up"), "star": ("*",), "tab": ("]",), "paragraph": ("]",)}
PLACES = {"up": {"list", "text"}, "star": {"list"}, "tab": {"side"}, "paragraph": {"text"}}


def test_a_wish_replaces_all_default_keys() -> None:
    found = resolve(DEFAULTS, PLACES, {"star": "m, ctrl+S"})
    assert found.keys["star"] == ("m", "ctrl+s")
    assert found.keys["up"] == ("k", "up")
    assert found.problems == ()


def test_capital_letters_are_keys_of_their_own() -> None:
    assert resolve(DEFAULTS, PLACES, {"star": "K"}).keys["star"] == ("K",)


def test_an_unknown_action_is_named_with_the_one_that_was_meant() -> None:
    found = resolve(DEFAULTS, PLACES, {"strar": "m"})
    assert found.problems == ("keys: there is no action “strar”. Did you mean “star”?",)


def test_a_key_that_is_taken_in_the_same_place_keeps_the_default() -> None:
    found = resolve(DEFAULTS, PLACES, {"star": "k"})
    assert found.keys["star"] == ("*",)
    assert found.problems == ("keys: “k” of “star” already belongs to “up”.",)


def test_two_wishes_may_swap_keys() -> None:
    found = resolve({"a": ("x",), "b": ("y",)}, {"a": {"p"}, "b": {"p"}}, {"a": "y", "b": "x"})
    assert found.keys == {"a": ("y",), "b": ("x",)}
    assert found.problems == ()


def test_the_same_key_in_different_places_is_no_clash() -> None:
    assert resolve(DEFAULTS, PLACES, {"tab": "k"}).problems == ()


def test_an_empty_wish_leaves_the_default() -> None:
    found = resolve(DEFAULTS, PLACES, {"star": " , "})
    assert found.keys["star"] == ("*",)
    assert "names no key" in found.problems[0]
