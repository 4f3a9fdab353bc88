"""The language server: the only room that imports pygls and lsprotocol."""

from dockerls.server import lazy_types

# Here, because a package runs before its modules: nothing in this room can import the types the slow way first.
lazy_types.install()
