"""The golden files' flag and fixture, also for a run of this folder alone."""

from golden.plugin import golden, pytest_addoption

__all__ = ["golden", "pytest_addoption"]
