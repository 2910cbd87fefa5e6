"""What every page's frame needs: the menu of this person and the count of unread notices."""

from django.http import HttpRequest

from dasbor.kantor import perlu_disiapkan
from dasbor.menu import menu_untuk


def kerangka(request: HttpRequest) -> dict[str, object]:
    pengguna = getattr(request, "user", None)
    if pengguna is None or not pengguna.is_authenticated:
        return {}
    siapkan = perlu_disiapkan(pengguna)
    return {
        "menu": menu_untuk(
            pengguna, request.resolver_match.view_name if request.resolver_match else "", siapkan=siapkan
        ),
        "kantor_belum_siap": siapkan,
        "belum_dibaca": pengguna.pemberitahuan.filter(dibaca=None).count(),
    }
