"""A Page as a file: one room a format, each with ``render``, which knows how; a report says what."""

FORMATS = {
    "html": "ragplan.render.html",
    "markdown": "ragplan.render.markdown",
    "text": "ragplan.render.text",
    "eml": "ragplan.render.mail",
    "docx": "ragplan.render.docx",
    "xlsx": "ragplan.render.xlsx",
    "pdf": "ragplan.render.pdf",
}
"""Every format of papers and the module that makes it."""
