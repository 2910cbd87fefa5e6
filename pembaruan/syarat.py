"""What stands between a proposal and its confirmation."""

from dasar.induk import tertulis
from pembaruan.baris import orang_usulan, tersimpan
from pembaruan.models import Usulan


def kekurangan_konfirmasi(usulan: Usulan) -> list[str]:
    """The person is still there and as the village saw them; the decree can be opened."""
    orang = orang_usulan(usulan)
    if orang is None:
        return [f"{usulan.nama} sudah dihapus dari daftar sejak usulan ini dibuat. Tolak usulan ini dengan alasannya."]
    kalimat = []
    if not usulan.sk.boleh_dibuka:
        kalimat.append(f"Berkas SK-nya belum dapat dibuka: {usulan.sk.get_status_pindai_display().lower()}.")
    if usulan.nomor is None:
        return kalimat
    for b in usulan.isi:
        if tersimpan(orang, b["kolom"]) not in (b["dari"], b["ke"]):
            kalimat.append(
                f"{b['label']} sudah berubah dari “{b['dari_kata']}” menjadi “{tertulis(orang, b['kolom'])}” sejak "
                "usulan ini dibuat. Tolak usulan ini, lalu minta desa mengusulkan lagi."
            )
    return kalimat
