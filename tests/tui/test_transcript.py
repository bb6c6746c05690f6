"""The transcript shows what was said, literally, and keeps itself short."""

from tui_stage import stage

from assistant.tui.widgets.transcript import Transcript


async def test_text_from_people_is_never_markup() -> None:
    log = Transcript()
    async with stage(log) as s:
        log.say("单位叫 [bold]什么[/bold]？", detail="例：[red]某局")
        log.answer("[link=x]某局[/]")
        await s.pilot.pause()
        assert "单位叫 [bold]什么[/bold]？" in s.text
        assert "例：[red]某局" in s.text
        assert "[link=x]某局[/]" in s.text


async def test_the_end_is_in_sight_and_old_messages_go() -> None:
    log = Transcript()
    async with stage(log) as s:
        for number in range(260):
            log.say(f"第 {number} 问")
        await s.pilot.pause()
        assert "第 259 问" in s.text
        assert len(log.texts) <= Transcript.MOST
        assert log.texts[-1] == "第 259 问"


async def test_the_column_is_centred_and_not_wider_than_a_comfortable_line() -> None:
    log = Transcript()
    async with stage(log, size=(160, 20)) as s:
        log.say("政" * 120)
        await s.pilot.pause()
        lines = [line for line in s.lines if "政" in line]
        assert max(line.count("政") for line in lines) <= 48
        assert min(len(line) - len(line.lstrip()) for line in lines) >= 30


async def test_a_warning_is_marked_by_more_than_colour() -> None:
    log = Transcript()
    async with stage(log) as s:
        log.say("合计不等于各项之和", "warning")
        await s.pilot.pause()
        assert "! 合计不等于各项之和" in s.text
