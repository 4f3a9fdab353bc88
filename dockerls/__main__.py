"""``python -m dockerls`` is ``dockerls``."""

import sys

from dockerls.cli import main

# Worker processes of ``check --jobs`` import this module again.
if __name__ == "__main__":
    sys.exit(main())
