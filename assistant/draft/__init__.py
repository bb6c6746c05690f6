"""A draft and the pure steps of the interview that fills it."""
