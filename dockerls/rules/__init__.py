"""The rules, one file each, by what they make better; ``catalogue.py`` has them all, and is imported late."""
