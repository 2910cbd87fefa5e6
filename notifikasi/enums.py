"""What notices are about, and how they reach a person outside of the application."""

from django.db.models import TextChoices


class Golongan(TextChoices):
    MENUNGGU = "menunggu", "Pekerjaan yang menunggu keputusan, nilai, atau tanda tangan Anda"
    DIKEMBALIKAN = "dikembalikan", "Pekerjaan Anda yang dikembalikan, ditolak, atau dibatalkan"
    TENGGAT = "tenggat", "Batas waktu yang mendekat, lewat, atau bergeser"
    NASKAH = "naskah", "Naskah yang dikirim kepada Anda"
    KEAMANAN = "keamanan", "Keamanan akun, sertifikat tanda tangan, dan berkas yang berbahaya"
    PERKEMBANGAN = "perkembangan", "Perkembangan lain: jadwal, penerimaan, pengesahan"
    BERKAS = "berkas", "Berkas masuk dan unduhan yang siap"


class Cara(TextChoices):
    SEGERA = "segera", "Segera, satu surel untuk setiap kabar"
    HARIAN = "harian", "Sekali sehari, dalam satu ringkasan"
    TIDAK = "tidak", "Tanpa surel"


# Why a kind cannot be switched off. What the page says, and what the form and the table of choices refuse.
WAJIB = {
    Golongan.MENUNGGU: "Tidak dapat dimatikan: pekerjaan orang lain berhenti selama menunggu Anda.",
    Golongan.DIKEMBALIKAN: "Tidak dapat dimatikan: alasan pengembalian harus sampai kepada yang memperbaikinya.",
    Golongan.TENGGAT: "Tidak dapat dimatikan: batas waktunya ditetapkan peraturan dan berjalan juga tanpa dibaca.",
    Golongan.NASKAH: "Tidak dapat dimatikan: naskah dinas yang dikirim harus dinyatakan diterima.",
}
SELALU_SEGERA = {
    Golongan.KEAMANAN: "Selalu segera: menyangkut tanda tangan dan keamanan akun Anda.",
}


def cara_boleh(golongan: str) -> list[Cara]:
    """The ways among which a person chooses for this kind."""
    if golongan in SELALU_SEGERA:
        return [Cara.SEGERA]
    return [Cara.SEGERA, Cara.HARIAN] if golongan in WAJIB else list(Cara)
