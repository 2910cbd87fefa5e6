"""What a village still has to send, on the day by which it is due: for the people of that village."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from itertools import groupby

from django.db.models import Count, Max
from django.urls import reverse

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from berkas.enums import KeadaanTuntutan
from berkas.models import KebutuhanBerkas, RiwayatBerkas
from berkas.wajib.rekap import Sel, rekap
from berkas.wajib.tuntutan import tuntutan_jatuh_tempo
from dasar.acara import Acara, Rentang, daftarkan
from dasar.waktu import zona
from desa.enums import JenisDesa
from desa.models import Desa


def acara_dokumen(pengguna: Pengguna, rentang: Rentang) -> Iterator[Acara]:
    """One entry a day, however many are due. An office, with its many villages, has the recap instead."""
    milik = Desa.objects.filter(lingkup(pengguna, *DESA, desa="pk", kecamatan="kecamatan"), jenis=JenisDesa.DESA)
    semua = list(milik.select_related("kecamatan").order_by("pk"))
    if not semua:
        return
    kebutuhan: dict[int, list[KebutuhanBerkas]] = defaultdict(list)
    for k in KebutuhanBerkas.objects.filter(kecamatan__in={d.kecamatan_id for d in semua}).select_related("kategori"):
        kebutuhan[k.kecamatan_id].append(k)
    ubah = RiwayatBerkas.objects.filter(berkas__desa__in=semua).values("berkas__desa")
    berubah = {b["berkas__desa"]: b for b in ubah.annotate(banyak=Count("pk"), terakhir=Max("waktu")).order_by()}
    for desa in semua:
        wajib = kebutuhan[desa.kecamatan_id]
        tuntutan = tuntutan_jatuh_tempo(wajib, sejak=rentang.dari, sampai=rentang.sampai)
        terutang = [s for s in rekap([desa], tuntutan).sel if s.terutang] if tuntutan else []
        perubahan = berubah.get(desa.pk, {})
        urutan = sum(k.versi + 1 for k in wajib) + perubahan.get("banyak", 0)
        for tempo, hari in groupby(terutang, key=lambda s: s.tuntutan.jatuh_tempo):
            sel = list(hari)
            yield Acara(
                uid=f"dokumen-{desa.pk}-{tempo:%Y%m%d}",
                jenis="tenggat",
                judul=f"Kirim paling lambat: {_sebut(sel)}, {desa}",
                mulai=tempo,
                selesai=tempo + timedelta(days=1),
                diubah=perubahan.get("terakhir") or datetime.combine(min(k.mulai for k in wajib), time(), zona(desa)),
                urutan=urutan,
                tautan=reverse("berkas:berkas-rekap-desa", args=[desa.pk]),
                desa=desa,
                keterangan=", ".join(dict.fromkeys(map(_keadaan, sel))),
                uraian="\n".join(f"{s.tuntutan.nama}: {_keadaan(s)}" for s in sel),
            )


def _sebut(sel: list[Sel]) -> str:
    return sel[0].tuntutan.nama if len(sel) == 1 else f"{len(sel)} dokumen"


def _keadaan(sel: Sel) -> str:
    """Beside nothing else a bare "Belum" would not say what."""
    return "Belum dikirim" if sel.keadaan == KeadaanTuntutan.BELUM else sel.label


daftarkan("dokumen", acara_dokumen)
