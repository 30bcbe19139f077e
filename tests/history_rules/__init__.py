"""Tests of what history forbids: the command on real temporary repositories."""
