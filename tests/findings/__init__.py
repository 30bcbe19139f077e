"""Every finding on every plan of the repository, and what a reader thinks of it."""
