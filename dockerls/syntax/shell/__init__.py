"""Shell code inside instructions."""
