"""What nobody would send in good faith, and machines that are not as usual."""
