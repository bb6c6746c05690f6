"""Every check of wording and typography, in the order in which they speak."""

from assistant.checks.authors import other_authors
from assistant.checks.doubled import doubled_words
from assistant.checks.finding import Check
from assistant.checks.homophones import homophones
from assistant.checks.listing import repeated_items
from assistant.checks.marks import half_marks, mixed_stops, paragraph_ends
from assistant.checks.pairs import unpaired_marks
from assistant.checks.scan import pattern_rules
from assistant.checks.self_name import self_names
from assistant.checks.tone import hollow_phrases, undefined_titles

WORDING_CHECKS: tuple[Check, ...] = (
    pattern_rules,
    doubled_words,
    homophones,
    unpaired_marks,
    half_marks,
    paragraph_ends,
    mixed_stops,
    self_names,
    other_authors,
    repeated_items,
    undefined_titles,
    hollow_phrases,
)
"""Pattern rules and the checks that need structure."""
