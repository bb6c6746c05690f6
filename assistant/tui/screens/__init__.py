"""The screens of the app; each shows a session and sends what the clerk does to it."""
