"""What stands in the way of settling an assessment, in sentences."""

from django.utils.formats import date_format

from dasar.nama import akhiri, awali
from dasar.waktu import hari_ini
from desa.models import Perangkat, menjabat_pada
from kapasitas.enums import StatusPenilaian
from kapasitas.models import Penilaian


def halangan_menilai(perangkat: Perangkat) -> str:
    """Why this official is not assessed today; '' where nothing is in the way."""
    kini = hari_ini(perangkat.desa)
    if perangkat.selesai and perangkat.selesai < kini:
        return (
            f"{awali(perangkat.nama)} berhenti menjabat {date_format(perangkat.selesai, 'j F Y')}; "
            "yang tidak lagi menjabat tidak dinilai."
        )
    if perangkat.mulai and perangkat.mulai > kini:
        return f"{awali(perangkat.nama)} baru menjabat mulai {date_format(perangkat.mulai, 'j F Y')}."
    return ""


def kekurangan(penilaian: Penilaian) -> list[str]:
    perangkat = Perangkat.objects.select_related("desa__kecamatan").get(pk=penilaian.perangkat_id)
    kalimat = []
    if penilaian.tanggal > hari_ini(perangkat.desa):
        kalimat.append("Tanggal penilaian belum tiba.")
    if not Perangkat.objects.filter(menjabat_pada(penilaian.tanggal), pk=perangkat.pk).exists():
        hari = date_format(penilaian.tanggal, "j F Y")
        kalimat.append(f"Pada {hari} {perangkat.nama} tidak menjabat; periksa tanggal penilaian atau masa jabatannya.")
    if perangkat.jabatan != penilaian.jabatan and not penilaian.koreksi_atas_id:
        kalimat.append(
            f"{awali(perangkat.nama)} sekarang {perangkat.sebutan}, bukan {penilaian.sebutan}. Batalkan draf ini dan "
            "nilai dalam jabatannya yang sekarang."
        )
    kalimat += _urutan(penilaian)
    butir = list(penilaian.butir.select_related("kompetensi"))
    if kosong := [b.kompetensi.nama for b in butir if b.wajib and b.tingkat is None]:
        kalimat.append(akhiri(f"Kompetensi wajib yang belum diisi: {'; '.join(kosong)}"))
    if tanpa := [b.kompetensi.nama for b in butir if b.tanpa_bukti]:
        kalimat.append(akhiri(f"Mampu atau mahir, tetapi belum disebut buktinya: {'; '.join(tanpa)}"))
    return kalimat


def _urutan(penilaian: Penilaian) -> list[str]:
    """The later one in the row is not earlier in the calendar."""
    if penilaian.koreksi_atas_id:
        asal = penilaian.koreksi_atas
        assert asal is not None
        ganti = asal.status != StatusPenilaian.DITETAPKAN
        return ["Penilaian yang dikoreksi sudah dikoreksi lebih dahulu oleh orang lain."] if ganti else []
    lain = Penilaian.objects.berlaku().filter(perangkat=penilaian.perangkat_id, jabatan=penilaian.jabatan)
    akhir = lain.order_by("-ke").first()
    if akhir and penilaian.tanggal < akhir.tanggal:
        return [f"Tanggalnya mendahului penilaian yang terakhir, {date_format(akhir.tanggal, 'j F Y')}."]
    return []
