"""The one owner of a running draft: state, history, bank and exports, with no screen."""

from assistant.session.core import Session
from assistant.session.library import Library

__all__ = ["Library", "Session"]
