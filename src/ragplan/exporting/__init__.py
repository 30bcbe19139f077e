"""Rows, positions, changes and meetings as typed tables, and tables as files: CSV, JSON lines, Parquet."""
