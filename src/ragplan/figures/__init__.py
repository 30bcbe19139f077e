"""Figures that papers ask of a plan: how they are written, the terms there are, what is wrong with one."""
