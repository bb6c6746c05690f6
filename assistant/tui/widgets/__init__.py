"""Widgets that take plain data and post messages; importing them installs Chinese line breaks."""

from assistant.tui.compat import linebreak

linebreak.install()
