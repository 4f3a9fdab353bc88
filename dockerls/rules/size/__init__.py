"""Rules about size."""
