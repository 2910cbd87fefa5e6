"""What stands between an uploaded file and its next step, as sentences."""

from berkas.enums import StatusPindai
from berkas.models import Berkas


def kekurangan_terima(berkas: Berkas) -> list[str]:
    """What stands in the way of accepting, in sentences."""
    versi = berkas.versi_terkini
    if versi is None or versi.boleh_dibuka:
        return []
    if versi.status_pindai == StatusPindai.TERINFEKSI:
        return ["Berkas ini mengandung virus, jadi tidak dapat diterima. Tolak, dan minta versi baru."]
    return ["Berkas ini masih menunggu pemindaian virus. Coba lagi setelah selesai dipindai."]
