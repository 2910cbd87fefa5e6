/* Generated from the fonts of the documents; cetak/tests/test_fon.py says when it is out of date. */

// Code points that a document can print, or that nobody sees; each range in hexadecimal, base 16.
const RENTANG = (
  "0-2cc 2ce-301 303-304 308-309 323 329 340-341 344 374 37a 37e 384-385 387 600-6ff 70f 750-77f "
  + "890-891 8a0 8ac 8b6-8bd 8d1 8e2 8e4-8fe 1680 180e 1b00-1b4b 1b50-1b7c 1d00-1dbf 1e00-1eff 1fbd "
  + "1fbf-1fc1 1fcd-1fcf 1fdd-1fdf 1fed-1fef 1ffd-1ffe 2000-2015 2017-201a 201c-201e 2020 2022 2024-2026 "
  + "2028-202f 2032-2034 2039-203a 203c 203e 2044 2047-2049 204f 2057 205f-2064 2066-2071 2074-208e "
  + "2090-209c 20a0-20be 2100-2103 2105-2107 2109-2113 2115-2116 2119-211d 2120-2122 2124 2128 212a-212d "
  + "212f-2131 2133-2134 2139 213b 2145-2149 2150-217f 2189 2190-2193 2212 2215 2260 2264-2265 226e-226f "
  + "2460-24ea 25a0 25aa 25cc 25cf 25e6 2611 2705 2713-2714 2717-2718 274c 2a74-2a76 2c60-2c7f 2e41 3000 "
  + "309b-309c 3200-321e 3220-3243 3250-325f 32b1-32cf 3358-337a 3380-3381 3383-338b 338e-3394 3396-339a "
  + "339c-33b1 33b3-33b5 33b7-33bb 33bd-33ff a720-a7ae a7b0-a7b7 a7f2-a7f4 a7f7-a7ff a980-a9cd a9cf-a9d9 "
  + "a9de-a9df ab5c ab5e ab69 fb00-fb06 fb29 fb50-fbc1 fbd3-fd3f fd50-fd8f fd92-fdc7 fdf0-fdfd fe00-fe10 "
  + "fe13-fe16 fe19 fe30-fe38 fe47-fe50 fe52 fe54-fe5c fe5f-fe66 fe68-fe6b fe70-fe72 fe74 fe76-fefc feff "
  + "ff01-ff5e ffe0-ffe6 ffea ffec fff9-fffb 10781-10785 10787 10789-1079b 1079d-1079e 107a0 107a2-107a6 "
  + "107a8-107ac 107ae-107b0 107b2-107b8 110bd 110cd 13430-13438 1bca0-1bca3 1d173-1d17a 1d400-1d454 "
  + "1d456-1d49c 1d49e-1d49f 1d4a2 1d4a5-1d4a6 1d4a9-1d4ac 1d4ae-1d4b9 1d4bb 1d4bd-1d4c3 1d4c5-1d505 "
  + "1d507-1d50a 1d50d-1d514 1d516-1d51c 1d51e-1d539 1d53b-1d53e 1d540-1d544 1d546 1d54a-1d550 "
  + "1d552-1d6a5 1d7ce-1d7ff 1ee00-1ee03 1ee05-1ee1f 1ee21-1ee22 1ee24 1ee27 1ee29-1ee32 1ee34-1ee37 "
  + "1ee39 1ee3b 1ee42 1ee47 1ee49 1ee4b 1ee4d-1ee4f 1ee51-1ee52 1ee54 1ee57 1ee59 1ee5b 1ee5d 1ee5f "
  + "1ee61-1ee62 1ee64 1ee67-1ee6a 1ee6c-1ee72 1ee74-1ee77 1ee79-1ee7c 1ee7e 1ee80-1ee89 1ee8b-1ee9b "
  + "1eea1-1eea3 1eea5-1eea9 1eeab-1eebb 1eef0-1eef1 1f100-1f10a 1f110-1f129 1f12b-1f12e 1f130-1f14f "
  + "1f16a-1f16c 1f190 1f3fb-1f3ff 1fbf0-1fbf9"
).split(" ").map((r) => r.split("-").map((n) => parseInt(n, 16)));

function tercetak(kode) {
  return RENTANG.some(([awal, akhir]) => kode >= awal && kode <= (akhir ?? awal));
}

// The signs in a text that no document can print, each once.
export function takTercetak(teks) {
  return [...new Set(teks.normalize("NFC"))].filter((h) => !tercetak(h.codePointAt(0)));
}
