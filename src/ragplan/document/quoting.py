"""A text to the quotes that keep it one text in a plan file."""


def quoted(text: str) -> str:
    """A text of one line in the plainest quotes that hold it."""
    if "'" not in text:
        return f"'{text}'"
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"
