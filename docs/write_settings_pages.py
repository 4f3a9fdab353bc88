"""Writes the JSON Schema and the pages about the configuration from the declared keys: run after changing one."""

import json
from pathlib import Path

from dockerls.analysis.settings_pages import settings_page, settings_schema
from dockerls.language import Language

DOCS = Path(__file__).parent

(DOCS / "dockerls.schema.json").write_text(json.dumps(settings_schema(), indent=2) + "\n", encoding="utf-8")
(DOCS / "settings.md").write_text(settings_page(Language.EN), encoding="utf-8")
(DOCS / "settings.ko.md").write_text(settings_page(Language.KO), encoding="utf-8")
