"""The plan as rules, reports and comparisons want it: frozen, indexed, free of files and clocks."""
