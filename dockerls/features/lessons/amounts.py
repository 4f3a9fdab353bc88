"""Amounts for people."""


def bytes_in_words(size: int) -> str:
    """``812 B``, ``14 kB``, ``3.8 MB``, ``43 MB``, ``1.2 GB``: two digits where they matter. Units are decimal."""
    amount = float(size)
    for unit in ("B", "kB", "MB"):
        if amount < 1000:
            return f"{amount:.1f} {unit}" if unit == "MB" and amount < 10 else f"{amount:.0f} {unit}"
        amount /= 1000
    return f"{amount:.1f} GB"
