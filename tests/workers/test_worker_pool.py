from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.records import Record
from reader.workers import jobs
from reader.workers.pool import WorkerPool, joined

COMMAND = (sys.executable, str(Path(__file__).with_name("misbehaving_worker.py")))


def pool(workers: int = 1, seconds: float = 5.0) -> WorkerPool:
    return WorkerPool(workers, command=COMMAND, wall=lambda _request: seconds)


def answer(value: object, do: str = "answer") -> Record:
    return {"job": "read", "do": do, "value": value}


def test_answers_come_in_the_order_of_the_requests() -> None:
    requests = [answer(number, "slow" if number == 0 else "answer") for number in range(20)]
    with pool(2) as workers:
        assert [got["value"] for _, got in workers.map(requests)] == list(range(20))


def test_a_worker_that_dies_costs_one_request() -> None:
    with pool() as workers:
        got = [got for _, got in workers.map([answer(1), answer(None, "die"), answer(2)])]
    assert got[0]["value"] == 1
    assert got[1]["error"]["code"] == "crash"
    assert got[2]["value"] == 2


def test_a_worker_that_hangs_is_given_up() -> None:
    with pool(seconds=0.5) as workers:
        got = [got for _, got in workers.map([answer(None, "hang"), answer(2)])]
    assert got[0]["error"]["code"] == "timeout"
    assert got[1]["value"] == 2


def test_an_answer_that_is_no_object_is_an_error() -> None:
    with pool() as workers:
        assert workers.run(answer(None, "nonsense"))["error"]["code"] == "bug"


def test_what_is_promoted_goes_before_what_came_earlier() -> None:
    order: list[object] = []
    finished = threading.Event()

    def keep(got: Record) -> None:
        order.append(got["value"])
        if len(order) == 4:
            finished.set()

    with pool() as workers:
        for number in range(4):
            workers.submit(answer(number, "slow"), keep, priority=5, key=number)
        assert workers.promote(3, 0)
        assert finished.wait(10)
    assert order.index(3) < order.index(2)


def test_closing_ends_the_workers_within_a_second() -> None:
    workers = pool()
    workers.submit(answer(None, "hang"), lambda _got: None)
    time.sleep(0.3)
    started = time.monotonic()
    workers.close()
    # the worker itself would sleep for a minute
    assert time.monotonic() - started < 10


def test_of_small_requests_that_go_together_a_death_costs_one() -> None:
    got: dict[int, Record] = {}
    finished = threading.Event()

    def keep(number: int) -> Callable[[Record], None]:
        def done(record: Record) -> None:
            assert number not in got, "answered twice"
            got[number] = record
            if len(got) == 40:
                finished.set()

        return done

    with pool(2, seconds=1.5) as workers:
        for number in range(40):
            do = {7: "die", 20: "hang", 21: "nonsense"}.get(number, "answer")
            workers.submit(answer(number, do), keep(number), weight=10)
        assert finished.wait(20)
    failed = {number: record["error"]["code"] for number, record in got.items() if "error" in record}
    assert failed == {7: "crash", 20: "timeout", 21: "bug"}
    assert all(record["value"] == number for number, record in got.items() if "error" not in record)


def test_a_large_request_goes_alone_and_a_dear_one_before_small_ones() -> None:
    order: list[object] = []
    finished = threading.Event()

    def keep(got: Record) -> None:
        order.append(got["value"])
        if len(order) == 7:
            finished.set()

    with pool() as workers:
        workers.submit(answer("first", "slow"), keep)
        for number in range(4):
            workers.submit(answer(number, "slow"), keep, priority=5, key=number, weight=300_000)
        workers.submit(answer("plain", "slow"), keep, priority=5)
        workers.submit(answer("opened", "slow"), keep, priority=0)
        assert finished.wait(10)
    order.remove("first")  # it may have been taken before the others came, or not
    assert order == ["opened", 0, 1, 2, 3, "plain"]


def written(folder: Path, count: int) -> Path:
    stories = [
        {"title": f"Ferry {n}", "text": f"The ferry to Orrin left at {n} past noon, full of wool."}
        for n in range(count)
    ]
    (folder / "many.json").write_text(json.dumps(stories))
    return folder / "many.json"


def test_a_file_of_many_articles_is_read_in_parts_and_answered_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "PART_SECONDS", 0.0)
    request = {"job": "read", "path": str(written(tmp_path, 5)), "steps": ["clean"], "lines": True, "bands": True}
    parts, start = [], 0
    while True:
        parts.append(jobs.perform({**request, "start": start}))
        assert len(parts[-1]["articles"]) == 1
        start += 1
        if not parts[-1].get("left"):
            break
    monkeypatch.setattr(jobs, "PART_SECONDS", 100.0)
    assert len(parts) == 5
    assert joined(parts) == jobs.perform(request)
    assert jobs.perform({**request, "most": 1})["left"] == 4


def test_lines_to_hide_are_those_of_the_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, 3)
    first = jobs.perform({"job": "read", "path": str(path), "steps": ["clean"], "lines": True})
    lines = first["fingerprints"][2]["lines"]
    request = {"job": "read", "path": str(path), "steps": ["clean"], "hidden": [[], [], lines]}
    monkeypatch.setattr(jobs, "PART_SECONDS", 0.0)
    shown = [jobs.perform({**request, "start": start})["articles"][0]["text"] for start in range(3)]
    assert [bool(text) for text in shown] == [True, True, False]


def test_the_pool_asks_for_the_parts_and_gives_the_whole() -> None:
    with pool() as workers:
        whole = workers.run({"job": "read", "do": "part", "value": 3})
        assert (whole["articles"], whole["bands"], whole["problems"]) == ([0, 1, 2], [0, 1, 2], ["line 9: bad"])
        assert "left" not in whole
        one = workers.run({"job": "read", "do": "part", "value": 3, "most": 1})
        assert (one["articles"], one["left"]) == ([0], 2)


def test_a_part_that_kills_its_worker_costs_the_rest_of_the_file_and_is_told() -> None:
    with pool() as workers:
        got = workers.run({"job": "read", "do": "part", "value": 3, "die_at": 2})
    assert got["articles"] == [0, 1]
    assert got["problems"][0] == "line 9: bad"
    assert got["problems"][1].startswith(
        "The articles from number 3 on could not be read: The process that read it ended"
    )
