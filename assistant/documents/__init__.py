"""Documents people exchange: writing reports out, and reading them back."""
