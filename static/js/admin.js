// The searched choices of Django's admin (select2) are named after the label of their field.

function namai(akar) {
  for (const kotak of akar.querySelectorAll(".select2-container .select2-selection")) {
    const pilihan = kotak.closest(".select2-container")?.previousElementSibling;
    const label = pilihan?.labels?.[0]?.textContent.trim().replace(/:$/, "");
    if (!label) continue;
    kotak.setAttribute("aria-label", label);
    kotak.querySelector("[role=textbox]")?.setAttribute("aria-label", label);
  }
}

globalThis.addEventListener("load", () => {
  namai(document);
  new MutationObserver(() => namai(document)).observe(document.body, { childList: true, subtree: true });
});
