"""What textual needs repaired for Chinese: line breaks, input methods, pasting, its palette."""
