"""What every request passes: the session's own clock, the URL's declared policy, and the office's clock."""

from django.contrib import messages

from akun.jatah import jatah_ambil, terlalu_sering
from akun.kebijakan import BERAKHIR, berat, kiriman_formulir, periksa
from akun.konsep import konsep_akui, konsep_terapkan
from akun.masuk import beri_kue, samakan_kunci
from akun.pembatas import KUE, kue_palsu, permintaan_kini
from akun.pintu import kue_ditolak, sebelum_badan
from akun.sesi import (
    berakhir_karena_diam,
    bersihkan_ingatan,
    bukan_pemilik,
    hilang,
    jangan_tersimpan,
    perpanjang,
    tandai,
)
from dasar.waktu import jam_pembaca

TANYA_SESI = "akun:sesi"  # asking who is signed in is no use of the session


def sesi(get_response):
    """Renewed by use, ended after idleness; private pages are not kept by the browser."""

    def middleware(request):
        dahulu = request.user.pk if request.user.is_authenticated else None
        # Whoever asks, a page or a script: the next page that is shown is the login page, and says it.
        if jam := berakhir_karena_diam(request):
            messages.warning(request, f"Sesi Anda berakhir karena tidak dipakai selama {jam} jam. Silakan masuk lagi.")
        elif hilang(request):
            dahulu = 0
            if not kiriman_formulir(request):
                messages.info(request, f"{BERAKHIR}. Masuk lagi untuk kembali ke halaman tadi.")
        if dahulu:
            samakan_kunci(request)  # a session of an earlier server's key has just got another
        with permintaan_kini(request):
            jawab = get_response(request)
        dipakai = request.resolver_match is not None and request.resolver_match.view_name != TANYA_SESI
        if request.user.is_authenticated and dipakai and not bukan_pemilik(request):
            perpanjang(request)
            samakan_kunci(request)
            konsep_terapkan(request, jawab)
            konsep_akui(request, jawab)
        tandai(request, jawab)
        beri_kue(request, jawab)
        jangan_tersimpan(request, jawab)
        bersihkan_ingatan(request, jawab, dahulu)
        return jawab

    return middleware


class gerbang:  # named as in settings, like a function
    """Refuses every URL that has no line in config/kebijakan.py; asks for login where needed.

    Before anything has read the body: who may, by which method, how much (akun/pintu.py).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        jawab = self.get_response(request)
        if KUE not in jawab.cookies and kue_palsu(request):
            jawab.delete_cookie(KUE)
        return jawab

    def process_view(self, request, view, _args, _kwargs):
        return kue_ditolak(request) or sebelum_badan(request, view)


class tertahan:
    """What a form sends after its session has ended, once it is known to come from a page of ours."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, _view, _args, _kwargs):
        return periksa(request) if getattr(request, "tertahan", False) else None


class jatah:
    """Rations what makes the server work for seconds (akun/jatah.py); the place is given back with the answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.jatah = None
        try:
            return self.get_response(request)
        finally:
            if request.jatah:
                request.jatah()

    def process_view(self, request, _view, _args, _kwargs):
        if not request.user.is_authenticated or not berat(request):
            return None
        request.jatah, tunggu = jatah_ambil(request)
        return terlalu_sering(request, tunggu) if tunggu else None


def zona_waktu(get_response):
    """The reader's clock is that of the person's first region (WIB, WITA or WIT).

    What belongs to a kecamatan is judged on that kecamatan's own clock all the same (dasar/waktu.py).
    """

    def middleware(request):
        with jam_pembaca(request.user.tempat if request.user.is_authenticated else None):
            return get_response(request)

    return middleware
