/* The draft of an ordinary form: what of it is kept, whether it differs, and where it goes when it comes back.
   Controls are those of a form (`form.elements`), or objects that look like them. The memory itself is simpanan.js. */

const HARI = 24 * 3600 * 1000;
export const UMUR = 14 * HARI; // ms; older drafts are thrown away, and their owner is told
export const PERINGATAN = 3 * HARI; // before that; from then on a draft that nobody sent is spoken of
export const TERTAHAN = HARI; // a row that a page could not send for so long is spoken of; it is never thrown away
export const UKURAN = 300000; // characters of one draft
export const KIRIMAN = "_konsep"; // the field that names what is being sent; the server answers with it (akun/konsep.py)
export const TEMPAT = "formulir"; // in the memory; not the page: a refused form is answered at another address
const DIAM = new Set(["password", "file", "submit", "button", "reset", "image", "fieldset", "output"]);
const SANDI = /current-password|new-password|one-time-code/;
const ASAL = /(^|-)(versi|sejak|dari)$/; // hidden, but what the person had seen: whatever changed since is said by it
const KEMBALI = /(^|-)(versi|sejak|dari)$|^id$/; // hidden, and put back: a row keeps its id, so that it is made once

const dikembalikan = (k) => k.type === "hidden" && KEMBALI.test(k.name);
export const layak = (k) => Boolean(k.name) && k.name !== "csrfmiddlewaretoken" && !DIAM.has(k.type)
  && (k.type !== "hidden" || dikembalikan(k)) && !SANDI.test(k.autocomplete || "");
const bertanda = (k) => k.type === "checkbox" || k.type === "radio";
const terpilih = (k) => (k.type === "select-multiple" ? Array.from(k.options).filter((o) => o.selected).map((o) => o.value) : [k.value]);

/* [[name, value], …] as a form would send them; no passwords, no files, no tokens. */
export function isi(kontrol) {
  return Array.from(kontrol).filter((k) => layak(k) && (!bertanda(k) || k.checked))
    .flatMap((k) => terpilih(k).map((nilai) => [k.name, nilai]));
}

/* The same for a person: [[label, value in words], …], of what the form shows. */
export function terbaca(kontrol) {
  const kata = (k) => (k.labels?.[0]?.textContent || k.getAttribute?.("aria-label") || k.name).trim().replace(/\s+/g, " ");
  const pilihan = (k) => Array.from(k.selectedOptions || [], (o) => o.textContent.trim()).join(", ");
  return Array.from(kontrol).filter((k) => layak(k) && k.type !== "hidden" && (!bertanda(k) || k.checked))
    .map((k) => [kata(k), bertanda(k) ? "ya" : pilihan(k) || k.value]).filter(([, v]) => v.trim());
}

/* Whether a person would see a difference. */
export function berbeda(a, b) {
  const terlihat = (pasangan) => JSON.stringify(pasangan.filter(([n]) => !KEMBALI.test(n)).map(([n, v]) => [n, v.replace(/\r\n/g, "\n").trim()]));
  return terlihat(a) !== terlihat(b);
}

/* Which of several forms that go to the same address: told apart by what is hidden in them, or by `nama`
   (data-konsep) where that is new each time. */
export function kunci(alamat, kontrol, nama) {
  if (nama) return alamat + "|" + nama;
  const tetap = Array.from(kontrol).filter((k) => k.type === "hidden" && k.name && k.name !== "csrfmiddlewaretoken"
    && k.name !== KIRIMAN && !ASAL.test(k.name) && !/_FORMS$|-(id|ORDER|DELETE)$/.test(k.name) && k.value.length < 60);
  return [alamat, ...tetap.map((k) => k.name + "=" + k.value)].join("|");
}

/* { prefix: n }: the rows that a draft has and the form has not yet, as Django names them (prefix-0-field). */
export function barisKurang(pasangan, kontrol) {
  const terakhir = (nama) => nama.reduce((n, x) => {
    const m = x.match(/^(.+)-(\d+)-[^-]+$/);
    return m ? { ...n, [m[1]]: Math.max(n[m[1]] ?? -1, Number(m[2])) } : n;
  }, {});
  const ada = terakhir(Array.from(kontrol, (k) => k.name || "")), perlu = terakhir(pasangan.map(([n]) => n));
  return Object.fromEntries(Object.keys(perlu).map((k) => [k, perlu[k] - (ada[k] ?? -1)]).filter(([, n]) => n > 0));
}

/* Put a draft into its controls. Answers those that changed, and the values that have no place any more. */
export function kembalikan(pasangan, kontrol) {
  const sisa = new Map(), berubah = [];
  pasangan.forEach(([n, v]) => sisa.set(n, [...(sisa.get(n) || []), v]));
  const ambil = (nama, nilai) => {
    const daftar = sisa.get(nama) || [], i = daftar.indexOf(nilai);
    if (i >= 0) daftar.splice(i, 1);
    return i >= 0;
  };
  const ganti = (k, sifat, nilai) => {
    if (k[sifat] === nilai) return;
    k[sifat] = nilai;
    berubah.push(k);
  };
  Array.from(kontrol).filter(layak).forEach((k) => {
    if (k.type === "radio" && !sisa.has(k.name)) return;
    if (bertanda(k)) ganti(k, "checked", ambil(k.name, k.value));
    else if (k.type === "select-multiple") {
      Array.from(k.options).forEach((o) => { o.selected = ambil(k.name, o.value); });
      berubah.push(k);
    } else if (k.type === "select-one") {
      const nilai = (sisa.get(k.name) || [])[0];
      if (nilai !== undefined && Array.from(k.options).some((o) => o.value === nilai)) ganti(k, "value", sisa.get(k.name).shift());
    } else if (sisa.get(k.name)?.length) ganti(k, "value", sisa.get(k.name).shift());
  });
  return { berubah, sisa: Array.from(sisa.values()).flat().filter((v) => v.trim()) };
}

export function kalimat(waktu) {
  const saat = new Date(waktu), dua = (n) => String(n).padStart(2, "0");
  return `Isian Anda tanggal ${tanggal(waktu)} pukul ${dua(saat.getHours())}.${dua(saat.getMinutes())} masih ada dan berbeda dari yang tampak di sini.`;
}

/* The names of what the server has accepted, from its cookie. */
export const diterima = (kuki) => (kuki.match(/(?:^|; )perut-diterima=([^;]*)/)?.[1] || "").split(".").filter(Boolean);

/* What this machine has held too long, of [{ kunci, orang, tempat, rekaman }]. `ubahan`: [[key, what is left of it or
   null], …], whoever wrote it: of a draft only that it was there stays, until its owner has been told. `kabar`: what
   `orang` is told of, the oldest first. A row or a photo that a page could not send is never thrown away. */
export function simpananLama(semua, orang, kini) {
  const ubahan = [], kabar = [];
  semua.forEach(({ kunci: k, orang: siapa, tempat, rekaman: r, foto }) => {
    const umur = kini - r.waktu, konsep = tempat === TEMPAT, sendiri = siapa === orang;
    let jenis = "";
    if (foto) {
      if (umur > TERTAHAN) jenis = "foto";
    } else if (r.perubahan) { // a step that can be undone: it has been saved
      if (umur > UMUR) ubahan.push([k, null]);
    } else if (konsep && umur > UMUR) {
      jenis = "dibuang";
      if (!r.dibuang) ubahan.push([k, { waktu: r.waktu, alamat: r.alamat, dibuang: kini }]);
    } else if (konsep && umur > UMUR - PERINGATAN) jenis = "akan";
    else if (!konsep && umur > TERTAHAN) jenis = "tertahan";
    if (jenis && sendiri) kabar.push({ kunci: k, jenis, waktu: r.waktu, alamat: r.alamat || "" });
  });
  return { ubahan, kabar: kabar.sort((a, b) => a.waktu - b.waktu) };
}

const tanggal = (waktu) => new Intl.DateTimeFormat("id-ID", { day: "numeric", month: "long", year: "numeric" }).format(new Date(waktu));
export function kalimatLama({ jenis, waktu }) {
  const sejak = `sejak ${tanggal(waktu)}`;
  if (jenis === "dibuang") return `Isian yang tidak dikirim ${sejak} sudah dibuang dari peranti ini.`;
  if (jenis === "akan") return `Isian yang belum dikirim ${sejak} dibuang dari peranti ini sesudah ${tanggal(waktu + UMUR)}.`;
  return `${jenis === "foto" ? "Foto" : "Isian"} ${sejak} belum sampai ke server. Ia tetap di peranti ini sampai terkirim.`;
}
