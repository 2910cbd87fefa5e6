"""A page that is older than what it was drawn from.

What a person saw is named by the row's version (`versi`) where it is written, and by the last row of its
history where it is decided upon (`dasar.alur.sejak_dari`). Whatever changed meanwhile is refused with `Basi`.
"""

from typing import Any

from django.core.exceptions import ValidationError

PUTUSKAN_LAGI = "Periksa lagi isinya, lalu putuskan."
SIMPAN_LAGI = "Isian Anda masih ada di bawah; simpan sekali lagi bila tetap hendak memakainya."


class Basi(ValidationError):
    """Somebody else was there first. `kalimat` says so, `tersimpan` is what is there now."""

    def __init__(self, benda: object, oleh: object = None, *, lanjut: str = SIMPAN_LAGI, tersimpan: Any = None) -> None:
        self.kalimat = f"{benda} ini sudah diubah oleh {oleh or 'orang lain'} sejak halaman ini dibuka."
        self.tersimpan = tersimpan
        super().__init__(f"{self.kalimat} {lanjut}", code="basi")
