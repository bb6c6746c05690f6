"""The terminal app.

Terminals that speak the Kitty keyboard protocol break the text an input method commits, so the
protocol is switched off here: textual reads the variable once, when it is first imported.
"""

import os

os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
