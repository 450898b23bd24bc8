// What every page can do. Nothing here is needed to read a page or to send a form.

// A form is sent once: its buttons rest until the page is shown again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-once]")) return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => rest(form, true));
});

addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    rest(form, false);
  }
});

function rest(form, resting) {
  for (const button of form.querySelectorAll("button")) {
    button.disabled = resting;
    if (!resting) button.removeAttribute("aria-busy");
  }
}

document.querySelector("#faults")?.focus();

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-dialog]");
  const dialog = opener && document.getElementById(opener.dataset.dialog);
  if (dialog) {
    event.preventDefault();
    dialog.showModal();
  }
  event.target.closest("[data-close]")?.closest("dialog").close();
  event.target.closest("[data-dismiss]")?.closest(".alert").remove();
  if (event.target.closest("[data-print]")) print();
  if (event.target.matches("dialog")) event.target.close();
  for (const sheet of document.querySelectorAll("details.yx-more[open]")) {
    if (!sheet.contains(event.target)) sheet.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const sheet of document.querySelectorAll("details.yx-more[open]")) {
    sheet.open = false;
    sheet.querySelector("summary").focus();
  }
});

document.addEventListener("change", (event) => {
  const name = event.target.dataset?.all;
  if (!name) return;
  for (const box of document.querySelectorAll(`input[name="${name}"]`)) box.checked = event.target.checked;
});

for (const closer of document.querySelectorAll("[data-dismiss]")) closer.hidden = false;

// A receipt code behind # of the address (from the printed QR picture) never reaches a server log.
const code = document.querySelector("input[data-from-hash]");
if (code && location.hash.length > 8 && !code.value) {
  code.value = decodeURIComponent(location.hash.slice(1));
  history.replaceState(null, "", location.pathname);
}
