"""A paper: a programme's committee document with cover sheet, numbered sections and appendices."""
