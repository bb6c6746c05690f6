"""The commands of the interview: one list for the slash menu, the palette and the key line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.form.model import Step
from assistant.tui.compat.palette import PaletteCommand
from assistant.tui.screens.interview import telling
from assistant.tui.widgets.footer import KeyLabel
from assistant.tui.widgets.slash import SlashCommand

if TYPE_CHECKING:
    from assistant.tui.screens.interview.moving import Moving


@dataclass(frozen=True, slots=True)
class Command:
    """A command by name, what it does, and the screen's action behind it."""

    name: str
    hint: str
    action: str


COMMANDS = (
    Command("预览", "看全文和字数（F4）", "preview"),
    Command("核对", "每个回答、待办的事、该问谁（F7）", "review"),
    Command("导出", "Word、网页、文本（F8）", "export"),
    Command("上一题", "回到前一题（F3）", "back"),
    Command("跳到", "挑一题去填（F9）", "goto"),
    Command("上年", "去年这一段的句子，换上今年的数挑着用（Ctrl+L）", "last_year"),
    Command("暂不确定", "先放着，记下该问谁（F6）", "later"),
    Command("都待定", "这一步里还空着的都先放着，记下该问谁", "all_later"),
    Command("成稿", "这一节用合适的句子一次写好（F5）", "compose_section"),
    Command("撤销", "撤销上一个回答（Ctrl+Z）", "undo"),
    Command("恢复", "恢复撤销的回答（Ctrl+Y）", "redo"),
    Command("句库", "待批的句子，从报告里收句子，查来历", "bank"),
    Command("首页", "回到稿子列表", "home"),
    Command("帮助", "这里能用的键（F1）", "help"),
)


def slash_commands() -> tuple[SlashCommand, ...]:
    """Give the commands for the slash menu."""
    return tuple(SlashCommand(command.name, command.hint) for command in COMMANDS)


def action_named(name: str) -> str:
    """Give the action of a command as textual runs it."""
    return next(f"screen.{c.action}" for c in COMMANDS if c.name == name)


def palette_commands(screen: "Moving") -> list[PaletteCommand]:
    """Give the commands for the palette, with every step to jump to."""

    def act(action: str) -> Callable[[], object]:
        return lambda: screen.run_worker(screen.run_action(action))

    def jump(step: Step) -> Callable[[], object]:
        return lambda: screen.run_worker(screen.go_to(step.key))

    out = [PaletteCommand(c.name, c.hint, act(f"screen.{c.action}")) for c in COMMANDS]
    out += [
        PaletteCommand(f"跳到：{telling.heading(screen.session, step)}", "", jump(step))
        for step in screen.session.steps
    ]
    return out


def keys_for(step: Step | None) -> list[KeyLabel]:
    """Give the keys for the bottom line: at most six."""
    keys = [KeyLabel("f1", "F1", "帮助")]
    if step is None:
        return [
            *keys,
            KeyLabel("f3", "F3", "上一题"),
            KeyLabel("f4", "F4", "预览"),
            KeyLabel("f7", "F7", "核对"),
            KeyLabel("f8", "F8", "导出"),
            KeyLabel("ctrl+q", "Ctrl+Q", "退出"),
        ]
    own = KeyLabel("f6", "F6", "暂不确定")
    if step.kind == "aspect":
        own = KeyLabel("f5", "F5", "一键成稿")
    keys += [KeyLabel("f3", "F3", "上一题"), KeyLabel("f4", "F4", "预览")]
    if step.kind != "pairs":
        keys.append(own)
    return [*keys, KeyLabel("f8", "F8", "导出"), KeyLabel("ctrl+p", "/", "命令")]
