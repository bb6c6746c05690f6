"""The form as data: its model, its loader, and the small language of figures and wording."""
