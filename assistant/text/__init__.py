"""Strings only: cleaning, sentences, numbers, line breaking, segmentation, similarity."""
