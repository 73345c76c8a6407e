// How far somebody is with each page, where this browser keeps it for pages and for this one together.
const filled = (words, values) => words.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

function kept(id) {
  const found = JSON.parse(localStorage.getItem(`quizgen ${id}`));
  const results = found && Array.isArray(found.results) ? found.results : [];
  return results.filter((one) => one && !one.extra);
}

function tell() {
  try {
    document.querySelectorAll("[data-page]").forEach((place) => {
      const results = kept(place.dataset.page);
      const values = { answered: results.length, right: results.filter((one) => one.atOnce).length };
      place.textContent = results.length ? filled(document.body.dataset.done, values) : "";
    });
  } catch (closed) {
    // A browser that keeps nothing.
    document.getElementById("not-kept").hidden = false;
  }
}

document.addEventListener("DOMContentLoaded", tell);
window.addEventListener("pageshow", tell);
window.addEventListener("storage", tell);
