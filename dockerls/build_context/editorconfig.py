"""What the ``.editorconfig`` files above a file say of it (editorconfig.org)."""

from collections.abc import Mapping
from pathlib import Path

from dockerls.build_context.config_files import normalised


def editorconfig_for(path: Path) -> Mapping[str, str]:
    """The properties for a file, in small letters. Files that cannot be read, or hold something else, say nothing."""
    from editorconfig import EditorConfigError, get_properties

    try:
        return dict(get_properties(str(normalised(path))))
    except (EditorConfigError, OSError, ValueError):
        return {}
