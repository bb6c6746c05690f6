"""The phrase bank and what it suggests."""
