"""What the pages of journeys read, beside `Perjalanan.objects.untuk`."""

from django.db.models import Case, QuerySet, Value, When

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from desa.enums import JabatanBPD, JabatanPerangkat, JenisDesa
from desa.models import AnggotaBPD, Desa, Perangkat


def desa_pemohon(pengguna: Pengguna) -> "list[Desa]":
    """The villages for which this person asks (`perjalanan.mohon_perjalanan`); a kelurahan has its own rules."""
    milik = Desa.objects.filter(jenis=JenisDesa.DESA).filter(lingkup(pengguna, *DESA, desa="pk", kecamatan="kecamatan"))
    semua = milik.select_related("kecamatan__kabupaten").order_by("nama", "kode")
    return [d for d in semua if pengguna.has_perm("perjalanan.mohon_perjalanan", d)]


def yang_diperintah_camat(desa: Desa) -> "tuple[QuerySet[Perangkat], QuerySet[AnggotaBPD]]":
    """Those of a village's list whom the camat orders to travel: the kepala desa and the BPD. Whose term is over today
    is not offered; whoever's ends before the journey does is told so when it is asked for."""
    kepala = desa.perangkat.menjabat().filter(jabatan=JabatanPerangkat.KEPALA_DESA).order_by("nama", "pk")
    urut = Case(*(When(jabatan=j, then=Value(n)) for n, j in enumerate(JabatanBPD)))
    return kepala, desa.bpd.menjabat().order_by(urut, "nama", "pk")
