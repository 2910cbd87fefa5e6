/* The modules as a whole: every import is there, none goes in a circle, each belongs to a page. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import test from "node:test";

const AKAR = join(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), "../..");
const semuaBerkas = (folder, akhiran) => readdirSync(folder, { withFileTypes: true }).flatMap((n) => {
  const p = join(folder, n.name);
  return n.isDirectory() ? semuaBerkas(p, akhiran) : p.endsWith(akhiran) ? [p] : [];
});
const jalur = (p) => relative(AKAR, p);
const baca = (p) => readFileSync(join(AKAR, p), "utf8");
const MODUL = semuaBerkas(join(AKAR, "static/js"), ".js").map(jalur);
const IMPOR = /^(?:import|export)\b([^"';]*)["'](\.{1,2}\/[^"']+)["'];/gm; // as config/statik.py reads them
const impor = new Map(MODUL.map((m) => [m, Array.from(baca(m).matchAll(IMPOR), (c) => [normalize(join(dirname(m), c[2])), c[1]])]));

test("setiap impor ada, beserta namanya", () => {
  impor.forEach((daftar, m) => daftar.forEach(([tujuan, nama]) => {
    assert.ok(MODUL.includes(tujuan), `${m}: ${tujuan} tidak ada`);
    const isi = baca(tujuan);
    (nama.match(/\{([^}]*)\}/)?.[1] || "").split(",").map((n) => n.trim().split(" ")[0]).filter(Boolean).forEach((n) =>
      assert.match(isi, new RegExp(`^export (async )?(function|const|let|class) ${n}\\b`, "m"), `${m}: ${n} tidak ada di ${tujuan}`));
  }));
});

test("setiap impor tertulis seperti yang dibaca collectstatic", () => {
  MODUL.forEach((m) => assert.equal(Array.from(baca(m).matchAll(/^(?:import|export [{*])|\bimport\(|\bfrom\s+["']/gm)).length,
    2 * impor.get(m).filter(([, n]) => n.includes("from")).length + impor.get(m).filter(([, n]) => !n.includes("from")).length, m));
});

test("tidak ada lingkaran impor (collectstatic tidak dapat menamainya)", () => {
  const selesai = new Set();
  const telusur = (m, asal) => {
    assert.ok(!asal.includes(m), "lingkaran: " + [...asal, m].join(" → "));
    if (selesai.has(m)) return;
    impor.get(m).forEach(([t]) => telusur(t, [...asal, m]));
    selesai.add(m);
  };
  MODUL.forEach((m) => telusur(m, []));
});

test("setiap modul dipakai sebuah halaman, dan setiap halaman memuat modul yang ada", () => {
  const templat = semuaBerkas(join(AKAR, "templates"), ".html").map((p) => readFileSync(p, "utf8")).join("\n");
  const pintu = Array.from(templat.matchAll(/["'](js\/[\w/-]+\.js)["']/g), (c) => "static/" + c[1]);
  pintu.forEach((p) => assert.ok(MODUL.includes(p), `templat menyebut ${p}`));
  const terpakai = new Set(pintu);
  terpakai.forEach((m) => impor.get(m).forEach(([t]) => terpakai.add(t)));
  assert.deepEqual(MODUL.filter((m) => !terpakai.has(m)), []);
});

test("setiap yang diekspor dipakai modul lain, uji, atau halaman", () => {
  const luar = [...semuaBerkas(join(AKAR, "uji/js"), ".js"), ...["perut", "monitoring", "apbdes"].flatMap((r) => semuaBerkas(join(AKAR, r, "tests"), ".py"))]
    .map((p) => readFileSync(p, "utf8")).join("\n");
  const diimpor = new Set();
  impor.forEach((daftar) => daftar.forEach(([t, nama]) => (nama.match(/\{([^}]*)\}/)?.[1] || "").split(",").forEach((n) => diimpor.add(t + " " + n.trim().split(" ")[0]))));
  const sia = MODUL.flatMap((m) => Array.from(baca(m).matchAll(/^export (?:async )?(?:function|const|let|class) (\w+)/gm), (c) => [m, c[1]]))
    .filter(([m, n]) => !diimpor.has(m + " " + n) && !new RegExp(`\\b${n}\\b`).test(luar));
  assert.deepEqual(sia, []);
});
