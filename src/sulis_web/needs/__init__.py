"""The needs assessment, from the list of runs to the release behind one figure."""
