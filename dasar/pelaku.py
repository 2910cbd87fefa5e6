"""Who is acting: a person in a request, a task on somebody's behalf, a command typed by an operator.

A key and names, never a row: this house's lowest floor knows no account. Whoever writes down what was done (`jejak`)
or what is still to be done (`antrean`) asks here.
"""

import getpass
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Pelaku:
    """`kunci` and `nama` of the account; `peran`: the roles it held at that moment; `lewat`: the task or command that
    did the work, empty where the person's own request did it; `alamat`, `perangkat`: from where."""

    kunci: str = ""
    nama: str = ""
    peran: str = ""
    lewat: str = ""
    alamat: str = ""
    perangkat: str = ""
    permintaan: str = ""
    ingatan: dict[Any, Any] | None = field(default=None, compare=False, repr=False)  # lives as long as the request

    def isi(self) -> dict[str, str]:
        """What a row of the outbox keeps, so that its task acts on the same person's behalf."""
        return {k: v for k, v in asdict(replace(self, ingatan=None)).items() if v}


TAK_DIKETAHUI = Pelaku()
_kini: ContextVar[Callable[[], Pelaku]] = ContextVar("pelaku", default=lambda: TAK_DIKETAHUI)


def pelaku_kini() -> Pelaku:
    return _kini.get()()


@contextmanager
def bertindak(pelaku: Pelaku | Callable[[], Pelaku]) -> Iterator[None]:
    """Whatever is done inside is done by this one. A function is asked each time: a request learns at its sign-in
    who it is."""
    tanda = _kini.set(pelaku if callable(pelaku) else lambda: pelaku)
    try:
        yield
    finally:
        _kini.reset(tanda)


def dari_akun(akun: Any) -> Pelaku:
    """An account, whatever room it comes from; nobody where nobody is signed in."""
    if akun is None or not getattr(akun, "is_authenticated", False):
        return TAK_DIKETAHUI
    # Of a copy: what an account remembers of today's assignments is not to begin here.
    peran = ", ".join(sorted(getattr(copy(akun), "peran", ())))
    return Pelaku(kunci=str(akun.pk), nama=str(akun)[:150], peran=peran[:200])


def operator(argumen: Sequence[str]) -> Pelaku:
    """Whoever typed a command on the server: the name of the machine's account."""
    try:
        nama = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        nama = ""
    return Pelaku(nama=nama[:150], lewat=" ".join(["manage.py", *argumen[1:2]])[:120])


def atas_nama(isi: dict[str, Any], *, lewat: str) -> Pelaku:
    """The task `lewat`, on behalf of whom `Pelaku.isi` told."""
    return Pelaku(**isi | {"lewat": lewat})
