"""Questions over the exported files of many programmes: which files are taken, the views, the answers."""
