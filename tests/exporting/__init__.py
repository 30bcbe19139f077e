"""Tables for other programs, against what the commands for people say."""
