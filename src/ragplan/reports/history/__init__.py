"""One action through time: its history as a value, as a page, and as JSON."""
