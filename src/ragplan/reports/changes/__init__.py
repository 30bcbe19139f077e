"""What changed between two snapshots, in words: the page, and the sentence of each kind of change."""
