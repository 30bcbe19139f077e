"""Papers in a browser on this machine: a small server, and the page around them."""
