"""Where plans come from: files on disk, and the commits of a git repository."""

from ragplan.repository.files import ENDINGS, Found, is_plan_file, working_files

__all__ = ["ENDINGS", "Found", "is_plan_file", "working_files"]
