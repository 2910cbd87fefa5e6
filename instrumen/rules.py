"""Who keeps the instruments: the admin the general ones, the admin of a kabupaten that kabupaten's, the verifikator of
an office and the admin of its kabupaten the office's own."""

import rules

from akun.enums import Peran
from instrumen.enums import PENGELOLA_FORMULIR


@rules.predicate
def pengelola_formulir(pengguna, formulir=None) -> bool:
    if not pengguna.is_authenticated:
        return False
    if formulir is None:
        return bool(pengguna.peran & PENGELOLA_FORMULIR)
    if formulir.wilayah is None:
        return Peran.ADMIN in pengguna.peran
    if formulir.kabupaten_id:
        return Peran.ADMIN_KABUPATEN in pengguna.semua_peran_di(formulir.kabupaten)
    return bool(pengguna.semua_peran_di(formulir.kecamatan) & (PENGELOLA_FORMULIR - {Peran.ADMIN}))
