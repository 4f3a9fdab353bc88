"""How a run is written down, one format a file."""
