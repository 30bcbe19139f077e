"""Returns: the rows of an organisation in a workbook that it fills in, and what it says once it is back.

What was sent travels hidden in the workbook, so that each cell is compared three ways: what was sent, what
the plan says now, what came back. Nothing is taken that is not sure: it is asked.
"""
