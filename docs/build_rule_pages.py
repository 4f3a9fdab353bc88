"""Writes docs/rules from the rules: run it after adding or changing one."""

from pathlib import Path

from dockerls.features.rule_index import rule_pages
from dockerls.rules.catalogue import ALL

RULES = Path(__file__).parent / "rules"

RULES.mkdir(exist_ok=True)
pages = rule_pages(ALL)
for old in RULES.glob("*.md"):
    if old.name not in pages:
        old.unlink()
for name, text in pages.items():
    (RULES / name).write_text(text, encoding="utf-8")
