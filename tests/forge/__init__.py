"""The GitHub action, the workflows and the pre-commit hook, judged by checkers and by being run."""
