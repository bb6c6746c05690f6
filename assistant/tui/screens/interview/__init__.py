"""The interview: a transcript, and below it whatever answers the question now asked."""

from assistant.tui.screens.interview.screen import InterviewScreen

__all__ = ["InterviewScreen"]
