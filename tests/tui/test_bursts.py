"""Keys in a burst: none is lost and none reaches a question it was not meant for."""

import asyncio
import random
from pathlib import Path

import pytest
from desk import UNIT, Desk, opened, prepared, saved
from textual import events

from assistant.draft.events import Goto
from assistant.session import Library
from assistant.tui.widgets.card import Card

pytestmark = pytest.mark.slow

HAND = 0.1
"""Seconds between keys that a hand presses, as the keys themselves tell."""


async def burst(desk: Desk, seed: int, *keys: str) -> None:
    """Send keys without waiting for what they do, in lumps with the smallest of pauses between."""
    chance = random.Random(seed)
    for number, key in enumerate(keys):
        event = events.Key(key, key if len(key) == 1 else None)
        event.time += number * HAND
        desk.app.post_message(event)
        if seed and chance.random() < 0.3:
            await asyncio.sleep(chance.random() / 200)


@pytest.mark.parametrize("seed", range(4))
async def test_answers_typed_ahead_reach_their_questions(
    home: Path, library: Library, seed: int
) -> None:
    prepared(library, home, UNIT)
    async with opened(home) as desk:
        await desk.sees("照哪种体例写")
        await burst(
            desk, seed, "enter", "2", "2", "Z", "enter", "5", "enter", *"326", "enter", "enter"
        )
        await desk.sees("决策、解读和回应")
        draft = saved(home)
        assert draft.facts["有无申请"].answer == "没有"
        assert draft.facts["有无救济"].answer == "没有"
        assert set(map(str, draft.cells.values())) == {"0"}
        assert draft.facts["发布渠道"].answer == ("公示栏",)
        assert draft.facts["发布总数"].answer == "326"


@pytest.mark.parametrize("seed", range(4))
async def test_a_field_that_offers_a_sum_takes_the_keys_that_replace_it(
    home: Path, library: Library, seed: int
) -> None:
    prepared(library, home, [*UNIT, Goto("发布情况")])
    async with opened(home) as desk:
        await desk.sees("发在哪里，发了多少")
        split = "微信公众号40，公示栏1"
        await burst(
            desk, seed, "3", "5", "enter", *split, "enter", *["backspace"] * 7, *"509", "ctrl+a"
        )
        await desk.sees("发布总数（条） * 509")
        values = desk.app.screen.query_one(Card).values
        assert values == {
            "发布渠道": ("微信公众号", "公示栏"),
            "渠道分项": split,
            "发布总数": "509",
        }


@pytest.mark.parametrize("seed", range(4))
async def test_keys_after_a_refused_card_reach_the_field_that_was_refused(
    home: Path, library: Library, seed: int
) -> None:
    prepared(library, home, [*UNIT, Goto("发布情况")])
    async with opened(home) as desk:
        await desk.sees("发在哪里，发了多少")
        await burst(desk, seed, "5", "enter", *"不清楚", "enter", *["backspace"] * 7, *"509")
        await desk.sees("发布总数（条） * 509")
        await desk.press("enter")
        await desk.sees("照哪种体例写")
        assert saved(home).facts["发布总数"].answer == "509"
