/* Drawing: the tree of activities, and rows only where something is unfolded. Sums are text nodes that are
   rewritten one by one, so that typing stays quick in a budget of hundreds of rows. */
(function (A) {
  "use strict";
  const SEKALI = 80; // rows drawn at once in one activity
  const pohon = document.getElementById("pohon");
  const cetakan = { belanja: document.getElementById("t-belanja"), lain: document.getElementById("t-lain") };
  const terbuka = new Set(), elemen = new Map();
  A.tanda = {};
  A.baru = new Set(); // activities without a row yet
  A.elemenBaris = (b) => elemen.get(b.id);

  function buat(tag, kelas, teks) {
    const e = document.createElement(tag);
    if (kelas) e.className = kelas;
    if (teks) e.textContent = teks;
    return e;
  }
  A.buat = buat;

  /* --- sums ---------------------------------------------------------------------------------------- */
  const teksJumlah = (kunci) => A.rupiah(A.jumlah(kunci));
  function neraca() {
    const [p, b, terima, keluar] = ["pendapatan", "belanja", "6.1", "6.2"].map(A.jumlah);
    const isi = { pendapatan: p, belanja: b, neto: terima - keluar, selisih: p - b + terima - keluar };
    Object.entries(isi).forEach(([k, n]) => {
      const e = document.querySelector('[data-neraca="' + k + '"]');
      const teks = A.rupiah(n);
      if (e.textContent !== teks) e.textContent = teks;
    });
    document.getElementById("neraca").classList.toggle("timpang", isi.selisih !== 0);
  }
  A.saat((berubah) => {
    berubah.forEach((k) => document.querySelectorAll('[data-jumlah="' + k + '"]').forEach((e) => (e.textContent = teksJumlah(k))));
    neraca();
  });

  /* --- rows ------------------------------------------------------------------------------------------ */
  A.tampilNilai = function (kolom, nilai) {
    if (["jumlah", "harga_satuan", "pagu_acuan", "pagu_dds", "pagu_add", "pagu_pbh"].includes(kolom)) return A.tulisUang(nilai);
    return kolom === "volume" ? A.tulisVolume(nilai) : nilai;
  };

  function gambarBaris(b) {
    const e = cetakan[b.lembar === "belanja" ? "belanja" : "lain"].content.firstElementChild.cloneNode(true);
    e.id = "baris-" + b.id;
    e.dataset.id = b.id;
    e.querySelectorAll("[data-kolom]").forEach((masukan) => {
      const kolom = masukan.dataset.kolom;
      masukan.id = kolom + "-" + b.id;
      const label = e.querySelector('label[data-untuk="' + kolom + '"]');
      if (label) label.htmlFor = masukan.id;
      if (kolom === "rekening") masukan.setAttribute("list", "rekening-" + { pendapatan: 4, belanja: 5, pembiayaan: 6 }[b.lembar]);
      isiMasukan(masukan, b.isi[kolom] || "");
    });
    elemen.set(b.id, e);
    (b.catatan || []).forEach((teks) => {
      const p = buat("p", "rab-catatan");
      p.append(buat("strong", "", "Catatan evaluator: "), teks);
      e.append(p);
    });
    perbaruiBaris(b, e);
    return e;
  }

  function isiMasukan(masukan, nilai) {
    if (masukan.type === "checkbox") masukan.checked = nilai === "ya";
    else masukan.value = A.tampilNilai(masukan.dataset.kolom, nilai);
  }

  function perbaruiBaris(b, e) {
    const kurang = A.kotor(b) ? A.kurang(b) : {};
    const salah = b.kesalahan || {};
    e.querySelector(".rab-nama").textContent = b.isi.uraian || A.namaRekening.get(b.isi.rekening) || "Baris baru";
    e.querySelector(".rab-jumlah").textContent = A.rupiah(A.nilai(b.isi.jumlah));
    const rekening = A.namaRekening.get(b.isi.rekening) || "";
    e.querySelector(".rab-rekening").textContent = rekening;
    e.querySelector('[data-kolom="uraian"]').placeholder = rekening;
    e.setAttribute("aria-label", "Baris " + (b.isi.uraian || b.isi.rekening || "baru"));
    const jumlah = e.querySelector('[data-kolom="jumlah"]');
    if (b.lembar === "belanja") {
      const dihitung = Boolean(b.isi.volume && b.isi.harga_satuan);
      if (jumlah.readOnly !== dihitung) jumlah.readOnly = dihitung;
      const infrastruktur = A.data.jenisInfrastruktur.some((j) => b.isi.rekening.startsWith(j + "."));
      e.querySelector(".rab-lebih").classList.toggle("penting", infrastruktur || /^5\.1\.[12]\./.test(b.isi.rekening) || /^1\.1\.05|^1\.4\./.test(b.isi.kegiatan));
    }
    e.querySelectorAll("[data-kolom]").forEach((m) => {
      const k = m.dataset.kolom;
      const galat = salah[k];
      m.setAttribute("aria-invalid", galat ? "true" : "false");
      m.classList.toggle("belum", k in kurang);
    });
    const daftar = e.querySelector(".rab-galat");
    const kalimat = Object.values(salah);
    daftar.textContent = kalimat.join(" ") || (Object.keys(kurang).length && b.isi.uraian ? "Belum tersimpan. " + Object.values(kurang).join(" ") : "");
    daftar.hidden = !daftar.textContent;
    e.classList.toggle("galat", kalimat.length > 0);
    const tanda = A.tanda[b.id] || [];
    const t = e.querySelector(".rab-tanda");
    t.textContent = tanda.join(", ");
    t.hidden = !tanda.length;
    konflik(b, e);
  }

  function konflik(b, e, tentang) {
    const lama = e.querySelector(".rab-konflik");
    if (lama) lama.remove();
    if (b.keadaan !== "konflik") return;
    const k = buat("div", "rab-konflik alert alert-warning");
    const oleh = b.bentrok.oleh || "orang lain";
    k.append(buat("p", "mb-2", b.bentrok.isi
      ? (tentang || "Baris ini") + " juga diubah " + oleh + ": " + b.bentrok.kolom.map((c) => A.sebutanKolom(c) + " " + (A.tampilNilai(c, b.bentrok.isi[c]) || "kosong") + ", isian Anda " + (A.tampilNilai(c, b.isi[c]) || "kosong")).join("; ") + "."
      : "Baris ini sudah dihapus " + oleh + "."));
    [["Pakai isian saya", false], [b.bentrok.isi ? "Pakai isian " + oleh : "Hapus juga", true]].forEach(([teks, server]) => {
      const tombol = buat("button", "btn btn-sm btn-outline-secondary me-2", teks);
      tombol.type = "button";
      tombol.addEventListener("click", () => A.selesaikan(b, server));
      k.append(tombol);
    });
    e.append(k);
  }
  A.tampilKonflik = konflik;

  A.tampilBaris = function (b) {
    if (b === A.identitas) return A.tampilIdentitas();
    const e = elemen.get(b.id);
    if (e && e.isConnected) perbaruiBaris(b, e);
  };

  /* Write values into a row and its cells without making an undo step of it. */
  A.isikanTanpaLangkah = function (b, ubahan) {
    if (b === A.identitas) Object.assign(b.isi, ubahan);
    else A.isikan(b, ubahan);
    const e = b === A.identitas ? document.getElementById("identitas") : elemen.get(b.id);
    if (!e) return;
    e.querySelectorAll("[data-kolom]").forEach((m) => {
      if (m !== document.activeElement && m.dataset.kolom in ubahan) isiMasukan(m, b.isi[m.dataset.kolom]);
    });
  };

  /* --- lists of rows --------------------------------------------------------------------------------- */
  function isiDaftar(wadah, baris, banyak) {
    const daftar = wadah.querySelector(".rab-daftar");
    const potong = document.createDocumentFragment();
    baris.slice(0, banyak).forEach((b) => potong.append(gambarBaris(b)));
    daftar.replaceChildren(potong);
    const sisa = baris.length - banyak;
    if (sisa > 0) {
      const lagi = buat("button", "btn btn-outline-secondary w-100", "Tampilkan " + Math.min(sisa, SEKALI) + " dari " + sisa + " baris lainnya");
      lagi.type = "button";
      lagi.addEventListener("click", () => isiDaftar(wadah, baris, banyak + SEKALI));
      daftar.append(lagi);
    }
  }

  function gambarLembar(lembar) {
    isiDaftar(document.getElementById("lembar-" + lembar), A.barisDari(lembar), SEKALI);
  }

  function kepala(kelas, kode, nama, kunci) {
    const s = buat("summary");
    const kiri = buat("span", kelas);
    kiri.append(buat("span", "kode", kode), " " + nama + " ");
    const tanda = buat("span", "lencana lencana-merah");
    tanda.hidden = true;
    tanda.dataset.tanda = kunci;
    kiri.append(tanda);
    const jumlah = buat("span", "uang", teksJumlah(kunci));
    jumlah.dataset.jumlah = kunci;
    s.append(kiri, jumlah);
    return s;
  }

  function gambarKegiatan(kode) {
    const d = buat("details", "keg");
    d.dataset.kegiatan = kode;
    d.append(kepala("keg-nama", kode, namaKegiatan(kode), "k" + kode));
    d.addEventListener("toggle", () => {
      if (d.open) { terbuka.add(kode); bukaKegiatan(d, kode); } else terbuka.delete(kode);
    });
    if (terbuka.has(kode)) d.open = true;
    return d;
  }

  function namaKegiatan(kode) {
    const baris = A.barisDari("belanja", kode)[0];
    return A.namaKegiatan.get(kode) || (baris && baris.isi.uraian_kegiatan) || "Kegiatan " + kode;
  }
  A.judulKegiatan = namaKegiatan;

  function bukaKegiatan(d, kode) {
    if (!d.querySelector(".rab-daftar")) d.append(document.getElementById("t-kegiatan").content.cloneNode(true));
    const pelaksana = d.querySelector("[data-pelaksana]");
    const baris = A.barisDari("belanja", kode);
    pelaksana.id = "pelaksana-" + kode;
    d.querySelector("label.pelaksana").htmlFor = pelaksana.id;
    pelaksana.value = (baris[0] && baris[0].isi.pelaksana) || A.pelaksanaKegiatan.get(kode) || "";
    isiDaftar(d, baris, SEKALI);
    if (!baris.length) A.tambahBaris("belanja", kode, false);
  }

  function kepalaKelompok(tag, kelas, kode, kunci, nama) {
    const h = buat(tag, kelas), kiri = buat("span", "kelompok-nama"), jumlah = buat("span", "uang", teksJumlah(kunci));
    kiri.append(buat("span", "kode", kode), " " + nama);
    jumlah.dataset.jumlah = kunci;
    h.append(kiri, jumlah);
    return h;
  }

  A.gambarPohon = function () {
    const kode = new Set(A.baru);
    A.baris.forEach((b) => { if (b.lembar === "belanja" && b.isi.kegiatan) kode.add(b.isi.kegiatan); });
    const urut = Array.from(kode).sort();
    const potong = document.createDocumentFragment();
    let bidang = null, sub = null;
    urut.forEach((k) => {
      const [x, y] = k.split(".");
      if (!bidang || bidang.dataset.kode !== x) {
        bidang = buat("section", "bidang");
        bidang.dataset.kode = x;
        bidang.append(kepalaKelompok("h3", "bidang-kepala", x, "b" + x, A.data.bidang[x] || "Bidang " + x));
        potong.append(bidang);
        sub = null;
      }
      if (!sub || sub.dataset.kode !== x + "." + y) {
        sub = buat("div", "sub");
        sub.dataset.kode = x + "." + y;
        sub.append(kepalaKelompok("h4", "sub-kepala", x + "." + y, "s" + x + "." + y, A.data.bidang[x + "." + y] || ""));
        bidang.append(sub);
      }
      sub.append(gambarKegiatan(k));
    });
    pohon.replaceChildren(potong);
    document.getElementById("pohon-kosong").hidden = urut.length > 0;
    A.tampilTanda(A.tanda);
  };

  A.gambarUlang = function (lembar, kegiatan) {
    new Set(lembar).forEach((l) => { if (l !== "belanja") gambarLembar(l); });
    if (!lembar.includes("belanja")) return;
    const ada = new Set(Array.from(pohon.querySelectorAll("details.keg"), (d) => d.dataset.kegiatan));
    const perlu = new Set(Array.from(A.baris.values()).filter((b) => b.lembar === "belanja").map((b) => b.isi.kegiatan));
    A.baru.forEach((k) => perlu.add(k));
    if (ada.size !== perlu.size || Array.from(perlu).some((k) => !ada.has(k))) return A.gambarPohon();
    kegiatan.forEach((k) => {
      const d = pohon.querySelector('details.keg[data-kegiatan="' + k + '"]');
      if (d && d.open) bukaKegiatan(d, k);
    });
  };

  A.bukaBaris = function (id) {
    const b = A.baris.get(id);
    if (!b) return false;
    if (b.lembar === "belanja") {
      const d = pohon.querySelector('details.keg[data-kegiatan="' + b.isi.kegiatan + '"]');
      if (!d) return false;
      terbuka.add(b.isi.kegiatan);
      d.open = true;
      bukaKegiatan(d, b.isi.kegiatan);
      if (!elemen.get(id).isConnected) isiDaftar(d, A.barisDari("belanja", b.isi.kegiatan), Infinity);
    } else if (!elemen.get(id) || !elemen.get(id).isConnected) {
      isiDaftar(document.getElementById("lembar-" + b.lembar), A.barisDari(b.lembar), Infinity);
    }
    const e = elemen.get(id);
    e.classList.add("buka");
    e.querySelector(".rab-ringkas").setAttribute("aria-expanded", "true");
    e.scrollIntoView({ block: "center" });
    e.querySelector('[data-kolom="uraian"]').focus({ preventScroll: true });
    return true;
  };

  A.tampilTanda = function (tanda) {
    A.tanda = tanda;
    const perKegiatan = {};
    Object.keys(tanda).forEach((id) => {
      const b = A.baris.get(id);
      if (b && b.lembar === "belanja") perKegiatan["k" + b.isi.kegiatan] = (perKegiatan["k" + b.isi.kegiatan] || 0) + 1;
    });
    pohon.querySelectorAll("[data-tanda]").forEach((e) => {
      const n = perKegiatan[e.dataset.tanda] || 0;
      e.hidden = !n;
      e.textContent = n ? n + " baris ditandai" : "";
    });
    elemen.forEach((e, id) => { const b = A.baris.get(id); if (b && e.isConnected) perbaruiBaris(b, e); });
  };

  A.gambarSemua = function () {
    document.querySelectorAll("[data-jumlah]").forEach((e) => (e.textContent = teksJumlah(e.dataset.jumlah)));
    gambarLembar("pendapatan");
    gambarLembar("pembiayaan");
    A.gambarPohon();
    neraca();
  };
})(window.Apb);
