"""A full disk, whoever meets it: a file, an upload on its way, the database."""

import errno

PENUH = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
PENUH_POSTGRESQL = "53100"  # disk_full


def penuh(galat: BaseException | None) -> bool:
    """Whether this error, or what it comes from, says that there is no room left."""
    while galat is not None:
        if isinstance(galat, OSError) and galat.errno in PENUH:
            return True
        if getattr(galat, "sqlite_errorname", "") == "SQLITE_FULL":
            return True
        if getattr(galat, "pgcode", None) == PENUH_POSTGRESQL:
            return True
        galat = galat.__cause__ or galat.__context__
    return False
