"use strict";
(() => {
  const main = document.querySelector("main");
  const rows = [...document.querySelectorAll("fieldset")];
  const button = document.querySelector("#download");
  const told = document.querySelector("#settled");
  const sheets = document.querySelector("#sheets"); /* as many as there are students: copied where they are wanted */
  let unsaved = false;

  const checked = (row, name) => [...row.querySelectorAll(`input[data-role="${name}"]:checked`)];
  const field = (row, value) => ({
    what: "answer", page: row.dataset.page, question: Number(row.dataset.question),
    part: row.dataset.part, index: Number(row.dataset.index), value,
  });

  function typed(row) {
    const input = row.querySelector('input[type="text"]');
    const value = input.value.trim().replace(",", ".").replace(/[\u2212\u2013]/, "-");
    const right = value.length <= Number(row.dataset.most) && [...value].every((one) => row.dataset.labels.includes(one));
    input.setAttribute("aria-invalid", String(!right));
    row.querySelector(".fault").hidden = right;
    return value && right ? value : null;
  }

  function found(row) {
    if (row.dataset.kind === "page") {
      const [one] = checked(row, "page");
      const which = row.querySelector("select");
      which.disabled = !one || one.value !== "sheet";
      if (!which.disabled && which.options.length === 1) which.append(sheets.content.cloneNode(true));
      if (!one || !one.value) return null;
      if (one.value === "out") return { what: "sheet", page: row.dataset.page, form: "", number: 1 };
      const option = which.selectedOptions[0];
      return option && option.value
        ? { what: "sheet", page: row.dataset.page, form: option.dataset.form, number: Number(option.dataset.number) }
        : null;
    }
    if (checked(row, "out").length) return { what: "sheet", page: row.dataset.page, form: "", number: 1 };
    if (row.dataset.kind === "written") {
      const value = typed(row);
      return value ? field(row, value) : checked(row, "blank").length ? field(row, "") : null;
    }
    if (checked(row, "blank").length) return field(row, "");
    const letters = checked(row, "letter").map((one) => one.value);
    return letters.length ? field(row, letters.join("")) : null;
  }

  /* Blank, letters, writing and leaving the page out exclude each other: what was touched last counts. */
  function exclude(row, input) {
    for (const other of row.querySelectorAll('input[type="checkbox"]')) {
      const letters = input.dataset.role === "letter" && other.dataset.role === "letter";
      if (other !== input && !letters && (input.checked || input.type === "text")) other.checked = false;
    }
    const text = row.querySelector('input[type="text"]');
    if (text && text !== input && input.type === "checkbox" && input.checked) text.value = "";
  }

  function corrections() {
    const every = rows.map((row) => {
      const one = found(row);
      row.classList.toggle("settled", one !== null);
      return one;
    }).filter((one) => one !== null);
    told.textContent = main.dataset.settled.replace("{done}", every.length).replace("{all}", rows.length);
    button.disabled = every.length === 0;
    const once = new Map(every.map((one) => [JSON.stringify(one), one]));
    return { schema: 1, exam: main.dataset.exam, corrections: [...once.values()] };
  }

  document.addEventListener("input", (event) => {
    const row = event.target.closest("fieldset");
    if (!row) return;
    exclude(row, event.target);
    unsaved = true;
    corrections();
  });

  button.addEventListener("click", () => {
    const link = document.createElement("a");
    const text = JSON.stringify(corrections(), null, 1) + "\n";
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "corrections.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    unsaved = false;
  });

  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  corrections();
})();
