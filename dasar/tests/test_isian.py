"""What people type into a field of their own."""

from datetime import time

import pytest
from django.core.exceptions import ValidationError

from dasar.isian import kolom_jam


@pytest.mark.parametrize("teks", ["09:30", "09.30", "9.30", "09:30:00"])
def test_jam_dengan_titik_atau_titik_dua(teks):
    assert kolom_jam().clean(teks) == time(9, 30)


@pytest.mark.parametrize("teks", ["25.00", "jam sembilan", "0930", "9,30"])
def test_yang_bukan_jam_mendapat_kalimat(teks):
    with pytest.raises(ValidationError) as galat:
        kolom_jam().clean(teks)
    assert galat.value.messages == ["Tulis jam seperti 09.30."]
