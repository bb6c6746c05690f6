"""The screens in which the bank grows: collected, reviewed, looked through."""

from assistant.tui.screens.bank.desk import BankDesk
from assistant.tui.screens.bank.listing import BankScreen
from assistant.tui.screens.bank.review import BankReview

__all__ = ["BankDesk", "BankReview", "BankScreen"]
