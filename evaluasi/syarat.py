"""What is still missing before a transition, as sentences for the officer."""

from collections import defaultdict

from evaluasi.enums import DAPAT_DIGANTI, PENUTUP, PIMPINAN, JabatanTim, StatusEvaluasi
from evaluasi.hasil import hasil_berjalan
from evaluasi.models import Evaluasi, LembarEvaluasi, Penilaian, TimEvaluasi
from instrumen import StatusInstrumen
from naskah.calon import kekurangan_penanda
from naskah.syarat import kekurangan_dicabut as naskah_dicabut


def kekurangan_susunan(tim: TimEvaluasi) -> list[str]:
    """A team has a ketua, a sekretaris, and at least one anggota (Lampiran IV: each form is signed by all three)."""
    ada = {a.jabatan_tim for a in tim.anggota.all()}
    return [f"Tim belum mempunyai {j.label.lower()}." for j in JabatanTim if j not in ada]


def kekurangan_buka(evaluasi: Evaluasi) -> list[str]:
    """Lampiran IV, Format I and II: a decreed team, the forms, and the time of the evaluation."""
    tim = evaluasi.tim
    kalimat = kekurangan_susunan(tim)
    if not tim.bernomor:
        kalimat.append(
            "SK tim belum disetujui camat, jadi belum bernomor."
            if tim.dari_camat
            else "Nomor dan tanggal SK tim belum dicatat."
        )
    if not tim.dapat_menilai(evaluasi.desa):
        kalimat.append(f"{tim} tidak dibentuk untuk {evaluasi.desa}.")
    pimpinan = [a for a in tim.anggota.select_related("pengguna") if a.jabatan_tim in PIMPINAN and a.pengguna]
    if not any(a.pengguna.peran_di(evaluasi.desa) & PENUTUP for a in pimpinan if a.pengguna):
        kalimat.append(
            "Ketua atau sekretaris tim harus mempunyai akun kecamatan; merekalah yang menutup penilaian dan "
            "menyerahkan laporan."
        )
    if evaluasi.tanggal_mulai is None or evaluasi.tanggal_selesai is None:
        kalimat.append("Waktu evaluasi belum diisi.")
    lembar = list(evaluasi.lembar.select_related("formulir"))
    if not lembar:
        kalimat.append("Formulir belum dipilih.")
    kalimat += [
        f"Formulir {lb.formulir.kode} versi {lb.formulir.versi} sudah ditarik; pilih formulir yang berlaku."
        for lb in lembar
        if lb.formulir.status != StatusInstrumen.TERBIT
    ]
    if evaluasi.menggantikan and evaluasi.menggantikan.status not in DAPAT_DIGANTI:
        kalimat.append("Evaluasi yang hendak diganti sudah diganti evaluasi lain.")
    return kalimat


def belum_menyerahkan(evaluasi: Evaluasi) -> list[str]:
    """The members whose scores are not handed in, by name."""
    return [p.anggota.nama for p in evaluasi.penilaian.select_related("anggota") if p.diserahkan is None]


def kekurangan_tutup(evaluasi: Evaluasi) -> list[str]:
    """What no reason can make up for; a missing member can be, see `evaluasi_tutup`.

    Names the aspects on which members differ, so it is shown only to who has handed in (`tutup_evaluasi`).
    """
    if not evaluasi.penilaian.filter(diserahkan__isnull=False).exists():
        return ["Belum ada anggota yang menyerahkan nilainya."]
    hasil = hasil_berjalan(evaluasi)
    kosong = sum(a.rata is None for lembar in hasil.lembar for a in lembar.aspek)
    if kosong or not hasil.lembar:
        return [f"{kosong} aspek belum dinilai siapa pun."]
    return belum_dibahas(evaluasi)


def kekurangan_laporkan(evaluasi: Evaluasi) -> list[str]:
    """Lampiran IV, Format V: what the team writes itself."""
    kalimat = []
    if not evaluasi.isi_kegiatan.strip():
        kalimat.append("Isi kegiatan belum ditulis.")
    if not evaluasi.kesimpulan.strip():
        kalimat.append("Kesimpulan belum ditulis.")
    if not evaluasi.saran:
        kalimat.append("Saran belum ditulis; isi sedikitnya satu.")
    return kalimat


def kekurangan_terima(evaluasi: Evaluasi) -> list[str]:
    """Every member who scored signs forms and report, and is named; said once of both."""
    return list(dict.fromkeys(kekurangan_penanda(evaluasi.hasil_naskah) + kekurangan_penanda(evaluasi.laporan)))


def kekurangan_dicabut(evaluasi: Evaluasi) -> list[str]:
    """What is accepted stays accepted as long as both its documents are in force."""
    return naskah_dicabut(evaluasi.hasil_naskah, evaluasi.laporan)


def kekurangan_ganti(evaluasi: Evaluasi) -> list[str]:
    """What is final stays so until another one is about to be accepted, or was."""
    diterima = {StatusEvaluasi.DILAPORKAN, StatusEvaluasi.SELESAI}
    if evaluasi.pengganti.filter(status__in=diterima).exists():
        return []
    return ["Belum ada evaluasi pengganti yang dilaporkan."]


def kekurangan_serahkan(penilaian: Penilaian) -> list[str]:
    """The aspects that are not scored yet, one sentence per form."""
    sudah = {(n.lembar_id, n.aspek_id) for n in penilaian.nilai.all() if n.dinilai}
    kurang: dict[str, list[str]] = defaultdict(list)
    semua = LembarEvaluasi.objects.filter(evaluasi=penilaian.evaluasi_id, formulir__aspek__isnull=False)
    for lembar, kode, aspek, nomor in semua.order_by("urut", "formulir__aspek__urut").values_list(
        "pk", "formulir__kode", "formulir__aspek", "formulir__aspek__nomor"
    ):
        if (lembar, aspek) not in sudah:
            kurang[kode].append(nomor)
    return [f"Formulir {kode}: aspek {_daftar(nomor)} belum dinilai." for kode, nomor in kurang.items()]


def _daftar(nomor: list[str]) -> str:
    return nomor[0] if len(nomor) == 1 else f"{', '.join(nomor[:-1])} dan {nomor[-1]}"


def belum_dibahas(evaluasi: Evaluasi) -> list[str]:
    """Where the team must still write down what it said before it closes, as sentences."""
    return [
        f"Formulir {lembar.kode} aspek {a.nomor}: penilai berbeda {a.selisih} tingkat; tulis hasil pembahasannya."
        for lembar, a in hasil_berjalan(evaluasi).perlu_dibahas
        if not a.pembahasan.strip()
    ]
