"""What of a compiled extension module is needed to run it."""

import struct

_MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian
_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_SEGMENT = struct.Struct("<IIQQQQQQ")


def without_debugging(module: bytes) -> bytes:
    """An ELF shared object without its tables for debuggers and linkers; anything else as it is.

    The loader goes by the program headers alone (System V ABI, chapter 5), so everything behind the last byte they
    name can go, and with it the section headers. tree-sitter's wheels carry 1.7 MB of that in each module. `strip`
    would do much the same, but knows the machine's own architecture only.
    """
    if not module.startswith(_MAGIC):
        return module
    header = list(_HEADER.unpack_from(module))
    first, size, count = header[5], header[9], header[10]
    segments = [_SEGMENT.unpack_from(module, first + size * number) for number in range(count)]
    end = max(offset + length for _, _, offset, _, _, length, _, _ in segments)
    header[6] = header[11] = header[12] = header[13] = 0  # where section headers start, their size, number, and names
    return _HEADER.pack(*header) + module[_HEADER.size : end]
