"""A report as one value: what a document says, as printed."""
