"""Asks a session what a sentence resembles, in words for a quiet line."""

from assistant.session import Session


class Looker:
    """Compares against one state of a draft; its methods may run in a thread."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def lines(self, text: str, exclude: int | None = None) -> list[str]:
        """Say what in the draft, last year's report and the bank the text resembles."""
        return [found.line for found in self._session.duplicates(text, exclude=exclude)]

    def own(self, text: str) -> tuple[int, str] | None:
        """Give the percentage and place of what it resembles in the draft or last year's report."""
        for found in self._session.duplicates(text):
            if found.place != "bank":
                place = {"draft": "本稿", "last_year": "上年"}[found.place]
                return found.match.percent, f"像{place}{found.where}"
        return None
