"""Writing the team's report before it is handed in. Lampiran IV, Format V."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from akun.models import Pengguna
from dasar.basi import Basi
from evaluasi.models import Evaluasi


@transaction.atomic
def laporan_tulis(
    *,
    evaluasi: Evaluasi,
    versi: int,
    maksud: str,
    isi_kegiatan: str,
    kesimpulan: str,
    saran: list[str],
    oleh: Pengguna,
) -> Evaluasi:
    """Store what the report says. The same content twice is no conflict; somebody else's save in between is
    (`Basi`)."""
    terkunci = Evaluasi.objects.select_for_update(of=("self",), no_key=True).get(pk=evaluasi.pk)
    if not oleh.has_perm("evaluasi.susun_laporan", terkunci):
        raise PermissionDenied(
            "Laporan ditulis ketua atau sekretaris tim, sesudah penilaian ditutup dan sebelum diserahkan."
        )
    isi = {"maksud": maksud, "isi_kegiatan": isi_kegiatan, "kesimpulan": kesimpulan, "saran": saran}
    if all(getattr(terkunci, nama) == nilai for nama, nilai in isi.items()):
        return terkunci
    if versi != terkunci.versi:
        raise Basi("Laporan", terkunci.diubah_oleh, tersimpan=terkunci)
    for nama, nilai in isi.items():
        setattr(terkunci, nama, nilai)
    terkunci.versi += 1
    terkunci.diubah_oleh = oleh
    terkunci.save()
    return terkunci
