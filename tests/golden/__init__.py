"""What the tests of output share: running the real command, golden files, reading pages."""
