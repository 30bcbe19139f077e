"""Where plans come from: files on disk, and the commits of a git repository."""

from ragplan.repository.files import ENDINGS, Found, is_plan_file, working_files
from ragplan.repository.writing import NotWritten, Rewriting, finish, write_all, write_whole

__all__ = [
    "ENDINGS",
    "Found",
    "NotWritten",
    "Rewriting",
    "finish",
    "is_plan_file",
    "working_files",
    "write_all",
    "write_whole",
]
