"""The chain: each entry's hash is taken over its content and the hash before it.

An entry is written with the change it tells of, and gets its place in the chain after the commit, in a short turn of
its own: so no writer waits for another, and two that commit out of order are no gap. What is sealed cannot be
removed, altered or put elsewhere without changing every hash after it, and with them the anchors that were taken
before and lie elsewhere. What is not sealed yet (a minute's worth) is protected by the triggers alone.

There is a chain for each year, so that an old year can go whole, and one, `TETAP`, for what never goes.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.db.models import Max, Q
from django.utils import timezone

from dasar.sapu import satu_satu
from dasar.waktu import waktu_pemasangan, waktu_pembaca
from jejak.models import Catatan, Segel

TETAP = "tetap"
SEKALI = 2_000  # entries sealed in one turn
SUSULAN = timedelta(days=1)  # no transaction takes as long; what is older and has no seal is told
KUNCI_SEGEL = 0x6A656A616B  # PostgreSQL's advisory lock: "jejak"
ISI = (
    "jenis",
    "perkara",
    "kunci",
    "nama",
    "uraian",
    "perubahan",
    "pelaku",
    "pelaku_nama",
    "peran",
    "lewat",
    "alamat",
    "perangkat",
    "permintaan",
    "kecamatan",
    "kabupaten",
    "tetap",
)


@dataclass(frozen=True)
class Ujung:
    """The end of one chain at some moment: so many entries, and the hash of the last."""

    rantai: str
    urut: int
    sidik: str


def nama_rantai(catatan: Catatan) -> str:
    if catatan.tetap:
        return TETAP
    return str(waktu_pemasangan(catatan.waktu).year)


def awal(rantai: str) -> str:
    """What the first entry of a chain is linked to."""
    return hashlib.sha256(f"jejak {rantai}".encode()).hexdigest()


def baku(catatan: Catatan) -> bytes:
    """The content of an entry, byte for byte the same whichever database it was read from."""
    waktu = catatan.waktu.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    isi = [catatan.pk, waktu, *(getattr(catatan, nama) for nama in ISI)]
    return json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def sidik(sebelumnya: str, catatan: Catatan) -> str:
    return hashlib.sha256(sebelumnya.encode() + b"\n" + baku(catatan)).hexdigest()


def segel() -> int:
    """Give every entry that is there its place. Returns how many; 0 too where somebody else is at it."""
    jumlah = 0
    while True:
        n = _segel_sekali()
        jumlah += n
        if n < SEKALI:
            return jumlah


def _segel_sekali() -> int:
    with transaction.atomic():
        if not _giliran():
            return 0
        baris = list(_belum(SUSULAN).order_by("pk")[:SEKALI])
        try:
            with transaction.atomic():
                _sambung(baris)
        except DatabaseError:  # one that cannot be sealed stops nobody; the check tells of it
            return satu_satu(baris, lambda catatan: _sambung([catatan]))
        return len(baris)


def _giliran() -> bool:
    """One at a time. SQLite has one writer anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [KUNCI_SEGEL])
        return bool(kursor.fetchone()[0])


def _belum(mundur: timedelta | None):
    """Entries without a seal. `mundur`: only from so long before the last seal on; older ones cannot be new."""
    baris = Catatan.objects.filter(segel=None)
    terakhir = Segel.objects.aggregate(t=Max("catatan_id"))["t"]
    if mundur is None or terakhir is None:
        return baris
    sejak = Catatan.objects.filter(pk=terakhir).values_list("waktu", flat=True).first()
    return baris if sejak is None else baris.filter(Q(waktu__gte=sejak - mundur) | Q(pk__gt=terakhir))


def _sambung(baris: list[Catatan]) -> None:
    kepala: dict[str, Ujung] = {}
    baru = []
    for catatan in baris:
        rantai = nama_rantai(catatan)
        lalu = kepala.get(rantai) or ujung(rantai)
        kini = Ujung(rantai, lalu.urut + 1, sidik(lalu.sidik, catatan))
        kepala[rantai] = kini
        baru.append(Segel(catatan=catatan, rantai=rantai, urut=kini.urut, sidik=kini.sidik))
    Segel.objects.bulk_create(baru, batch_size=500)


def ujung(rantai: str) -> Ujung:
    terakhir = Segel.objects.filter(rantai=rantai).order_by("-urut").first()
    return Ujung(rantai, terakhir.urut, terakhir.sidik) if terakhir else Ujung(rantai, 0, awal(rantai))


def semua_ujung() -> list[Ujung]:
    rantai = Segel.objects.order_by("rantai").values_list("rantai", flat=True).distinct()
    return [ujung(r) for r in rantai]


def jangkar() -> dict[str, object]:
    """Seal what is there and tell where every chain ends: an anchor, to be kept outside of this database.

    JSON: `{"waktu": …, "rantai": [{"rantai": "2026", "urut": 15, "sidik": "…"}]}`. `periksa` compares it later.
    """
    segel()
    ujungnya = [{"rantai": u.rantai, "urut": u.urut, "sidik": u.sidik} for u in semua_ujung()]
    return {"waktu": datetime.now(UTC).isoformat(timespec="seconds"), "rantai": ujungnya}


def baca_jangkar(isi: dict) -> list[Ujung]:
    """Raises ValueError with an Indonesian sentence where it is none."""
    try:
        return [Ujung(str(u["rantai"]), int(u["urut"]), str(u["sidik"])) for u in isi["rantai"]]
    except (KeyError, TypeError, ValueError) as galat:
        raise ValueError("Isi jangkar tidak dikenali. Jangkar adalah JSON dengan “rantai”, “urut”, “sidik”.") from galat


def periksa(jangkar_lama: Sequence[Ujung] = (), *, hanya: str = "", sekali: int = 5_000) -> list[str]:
    """Walk every chain, or only one. Returns sentences about what is wrong; none where everything is as it was written.

    Without an anchor a tail that was cut off, and a chain written anew as a whole, look like what they are not.
    """
    dari_jangkar = {
        u.rantai: sorted((v for v in jangkar_lama if v.rantai == u.rantai), key=lambda v: v.urut) for u in jangkar_lama
    }
    keluhan: list[str] = []
    dibuang = {u.rantai: u for u in rantai_dibuang()}
    for rantai in [hanya] if hanya else sorted({u.rantai for u in semua_ujung()} | set(dari_jangkar)):
        keluhan += _periksa_rantai(rantai, dari_jangkar.get(rantai, []), dibuang.get(rantai), sekali)
    if hanya:
        return keluhan
    lama = _belum(None).filter(waktu__lt=timezone.now() - SUSULAN).order_by("pk")
    keluhan += [f"Catatan {c.pk} ({_saat(c.waktu)}) tidak bersegel." for c in lama[:100]]
    return keluhan


def rantai_dibuang() -> list[Ujung]:
    """Old years that went whole: where they ended stands in the chain that never goes."""
    hasil = []
    for c in Catatan.objects.filter(tetap=True, perkara="jejak.pangkas"):
        urut, sidik_akhir = c.perubahan["urut"][0], c.perubahan["sidik"][0]
        hasil.append(Ujung(c.kunci, int(urut), str(sidik_akhir)))
    return hasil


def utuh(catatan: Catatan) -> bool:
    """Whether one entry is what was sealed. One without a seal is too young for it, or not what it seems."""
    s = Segel.objects.filter(catatan=catatan.pk).first()
    if s is None:
        return catatan.waktu > timezone.now() - SUSULAN
    lalu = Segel.objects.filter(rantai=s.rantai, urut=s.urut - 1).values_list("sidik", flat=True).first()
    return sidik(lalu or awal(s.rantai), catatan) == s.sidik


def _periksa_rantai(rantai: str, jangkar_lama: list[Ujung], dibuang: Ujung | None, sekali: int) -> list[str]:
    keluhan: list[str] = []
    menunggu = list(jangkar_lama)
    lalu = Ujung(rantai, 0, awal(rantai))
    for s in _berurut(rantai, sekali):
        keluhan += _periksa_satu(s, lalu)
        lalu = Ujung(rantai, s.urut, s.sidik)
        while menunggu and menunggu[0].urut <= s.urut:
            j = menunggu.pop(0)
            if j.urut == s.urut and j.sidik != s.sidik:
                keluhan.append(f"Rantai {rantai}: catatan ke-{j.urut} lain dari jangkarnya. Rantai ini ditulis ulang.")
    if lalu.urut == 0 and dibuang is not None:
        return [
            f"Rantai {rantai}: sudah dibuang; jangkar ke-{j.urut} lain dari ujung saat dibuang, ke-{dibuang.urut}."
            for j in jangkar_lama
            if j.urut > dibuang.urut or (j.urut == dibuang.urut and j.sidik != dibuang.sidik)
        ]
    return keluhan + [
        f"Rantai {rantai}: jangkar menyebut {j.urut} catatan, yang ada {lalu.urut}. Ujungnya terpotong."
        for j in menunggu
        if j.urut
    ]


def _berurut(rantai: str, sekali: int) -> Iterator[Segel]:
    """By key, not by offset: a chain may have millions."""
    sampai = 0
    while True:
        baris = list(Segel.objects.filter(rantai=rantai, urut__gt=sampai).order_by("urut")[:sekali])
        isi = Catatan.objects.in_bulk([s.catatan_id for s in baris])
        for s in baris:
            s._state.fields_cache["catatan"] = isi.get(s.catatan_id)
            yield s
        if len(baris) < sekali:
            return
        sampai = baris[-1].urut


def _periksa_satu(s: Segel, lalu: Ujung) -> list[str]:
    sebut = f"Rantai {s.rantai}, catatan ke-{s.urut}"
    catatan = s._state.fields_cache["catatan"]
    keluhan = []
    if s.urut != lalu.urut + 1:
        keluhan.append(f"Rantai {s.rantai}: catatan ke-{lalu.urut + 1} sampai ke-{s.urut - 1} tidak ada lagi.")
    if catatan is None:
        return [*keluhan, f"{sebut} (nomor {s.catatan_id}): isinya tidak ada lagi."]
    if s.urut == lalu.urut + 1 and sidik(lalu.sidik, catatan) != s.sidik:
        keluhan.append(
            f"{sebut} (nomor {catatan.pk}, {_saat(catatan.waktu)}): isi atau urutannya lain dari yang disegel."
        )
    elif nama_rantai(catatan) != s.rantai:
        keluhan.append(f"{sebut} (nomor {catatan.pk}): berada di rantai yang bukan miliknya.")
    return keluhan


def _saat(waktu: datetime) -> str:
    return waktu_pembaca(waktu).strftime("%d-%m-%Y %H.%M.%S")
