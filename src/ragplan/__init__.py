"""ragplan keeps an action plan as YAML in git and turns it into the papers a meeting needs."""

__version__ = "0.1.0"
