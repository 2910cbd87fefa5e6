"""Who keeps the instruments: the admin the general ones, the verifikator of an office and the admin of its kabupaten
its own."""

import rules

from akun.enums import Peran
from instrumen.enums import PENGELOLA_FORMULIR


@rules.predicate
def pengelola_formulir(pengguna, formulir=None) -> bool:
    if not pengguna.is_authenticated:
        return False
    if formulir is None:
        return bool(pengguna.peran & PENGELOLA_FORMULIR)
    if formulir.kecamatan_id is None:
        return Peran.ADMIN in pengguna.peran
    return bool(pengguna.semua_peran_di(formulir.kecamatan) & (PENGELOLA_FORMULIR - {Peran.ADMIN}))
