/* A link to a row opens the group that it is folded in. */
function buka() {
  const e = location.hash.startsWith("#baris-") && document.getElementById(location.hash.slice(1));
  if (!e) return;
  const d = e.closest("details");
  if (d) d.open = true;
  e.setAttribute("tabindex", "-1");
  e.scrollIntoView({ block: "center" });
  e.focus({ preventScroll: true });
}
window.addEventListener("hashchange", buka);
buka();
