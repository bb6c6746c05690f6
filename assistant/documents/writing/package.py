"""Office packages whose bytes depend on nothing but their content."""

import io
import zipfile
from collections.abc import Mapping

_TYPES = "[Content_Types].xml"


def pack(parts: Mapping[str, bytes], *, compress: bool) -> bytes:
    """Zip the parts in a fixed order with a fixed time; content types come first."""
    buffer = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compress else zipfile.ZIP_STORED
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name in sorted(parts, key=lambda n: (n != _TYPES, n)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = method
            info.create_system = 0
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Give the parts of a package by name.

    Raises:
        zipfile.BadZipFile: it is not a zip file.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
