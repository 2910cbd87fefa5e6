"""Drawing up a teguran tertulis about a finding."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.waktu import hari_ini
from naskah.enums.naskah import BERLAKU, StatusNaskah
from naskah.models import Naskah
from naskah.services.naskah import naskah_ajukan, naskah_siapkan
from tindaklanjut.enums import BERJALAN
from tindaklanjut.models import Teguran, Temuan
from tindaklanjut.naskah import TEGURAN
from tindaklanjut.queries import temuan_sebelumnya
from tindaklanjut.reports import sebutan_ke, teguran_isi

BERJALAN_NASKAH = frozenset(
    {StatusNaskah.DRAF, StatusNaskah.DIAJUKAN, StatusNaskah.DIVERIFIKASI, StatusNaskah.DIKEMBALIKAN}
)


def kekurangan_tegur(temuan: Temuan, *, sebelumnya: int) -> list[str]:
    """Why no teguran is drawn up now, in sentences."""
    if temuan.status not in BERJALAN:
        return ["Temuan ini tidak berjalan lagi, jadi tidak ada yang ditegur."]
    if not temuan.terlambat and not sebelumnya:
        return ["Teguran disusun bila temuan terlambat, atau sudah pernah ditemukan sebelumnya."]
    if temuan.teguran.filter(naskah__status__in=BERJALAN_NASKAH).exists():
        return ["Teguran atas temuan ini sudah disusun dan belum diputus camat."]
    return []


@transaction.atomic
def teguran_susun(*, temuan: Temuan, oleh: Pengguna) -> Naskah:
    """The letter, handed in to the camat. Raises PermissionDenied for who, ValidationError for what stands in the way.

    The finding is locked: pressed twice, it is one letter.
    """
    terkunci = (
        Temuan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("desa__kecamatan__kabupaten")
        .get(pk=temuan.pk)
    )
    if not oleh.has_perm("tindaklanjut.tegur_temuan", terkunci):
        raise PermissionDenied("Teguran disusun oleh verifikator kecamatan yang bersangkutan.")
    sebelumnya = temuan_sebelumnya(oleh, terkunci).count()
    if kalimat := kekurangan_tegur(terkunci, sebelumnya=sebelumnya):
        raise ValidationError(kalimat)
    ke = terkunci.teguran.filter(naskah__status__in=BERLAKU).count() + 1
    hari = hari_ini(terkunci.desa)
    naskah = naskah_siapkan(
        jenis=TEGURAN.kode,
        kecamatan=terkunci.desa.kecamatan,
        desa=terkunci.desa,
        tanggal=hari,
        perihal=f"Teguran Tertulis {sebutan_ke(ke).capitalize()} kepada Pemerintah {terkunci.desa}"[:250],
        isi=teguran_isi(terkunci, ke=ke, sebelumnya=sebelumnya, oleh=oleh, tanggal=hari),
        oleh=oleh,
    )
    Teguran.objects.create(temuan=terkunci, naskah=naskah, ke=ke)
    return naskah_ajukan(naskah=naskah, oleh=oleh, akibat=True)
