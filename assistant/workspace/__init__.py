"""The only door to storage: drafts with their whole history, and settings."""

from assistant.workspace.store import DraftInfo, HistoryRow, Workspace, workspace_in

__all__ = ["DraftInfo", "HistoryRow", "Workspace", "workspace_in"]
