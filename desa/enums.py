from django.db.models import TextChoices


class JenisDesa(TextChoices):
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"


class JabatanPerangkat(TextChoices):
    """Permendagri 84/2015: kepala desa and the perangkat desa (sekretariat, pelaksana teknis, kewilayahan)."""

    KEPALA_DESA = "kepala_desa", "Kepala Desa"
    SEKRETARIS_DESA = "sekretaris_desa", "Sekretaris Desa"
    KAUR_KEUANGAN = "kaur_keuangan", "Kaur Keuangan"
    KAUR_PERENCANAAN = "kaur_perencanaan", "Kaur Perencanaan"
    KAUR_TU_UMUM = "kaur_tu_umum", "Kaur Tata Usaha dan Umum"
    KASI_PEMERINTAHAN = "kasi_pemerintahan", "Kasi Pemerintahan"
    KASI_KESEJAHTERAAN = "kasi_kesejahteraan", "Kasi Kesejahteraan"
    KASI_PELAYANAN = "kasi_pelayanan", "Kasi Pelayanan"
    KEPALA_KEWILAYAHAN = "kepala_kewilayahan", "Kepala Dusun/Kewilayahan"
    STAF = "staf", "Staf Perangkat Desa"


class StatusJabatan(TextChoices):
    """How a post is held. A penjabat kepala desa is a civil servant: UU 6/2014 Pasal 46 and 47."""

    DEFINITIF = "definitif", "Definitif"
    PLT = "plt", "Plt."
    PLH = "plh", "Plh."
    PJ = "pj", "Pj."

    @property
    def awalan(self) -> str:
        """What stands before the post: 'Plt. ', or nothing."""
        return "" if self is StatusJabatan.DEFINITIF else f"{self.label} "


def jabatan_lengkap(status: str, jabatan: str) -> str:
    """'Plt. Camat Awayan': the post with how it is held, said once."""
    if jabatan.lower().startswith(tuple(s.label.lower() for s in StatusJabatan)):
        return jabatan
    return f"{StatusJabatan(status).awalan}{jabatan}"


class JabatanBPD(TextChoices):
    KETUA = "ketua", "Ketua BPD"
    WAKIL_KETUA = "wakil_ketua", "Wakil Ketua BPD"
    SEKRETARIS = "sekretaris", "Sekretaris BPD"
    ANGGOTA = "anggota", "Anggota BPD"


class JenisLKD(TextChoices):
    """Permendagri 18/2018 Pasal 6."""

    RT = "rt", "Rukun Tetangga"
    RW = "rw", "Rukun Warga"
    PKK = "pkk", "Pemberdayaan Kesejahteraan Keluarga"
    KARANG_TARUNA = "karang_taruna", "Karang Taruna"
    POSYANDU = "posyandu", "Pos Pelayanan Terpadu"
    LPM = "lpm", "Lembaga Pemberdayaan Masyarakat"
    LAINNYA = "lainnya", "Lembaga lain"


class AksiData(TextChoices):
    """What was done to a row of master data."""

    DICATAT = "dicatat", "Dicatat"
    DIUBAH = "diubah", "Diubah"
    DIHAPUS = "dihapus", "Dihapus"
