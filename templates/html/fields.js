// What stands in the fields of a card: read, put back, and closed. An answer to a part is a list, empty where there is none.
const partsOf = (card) => [...card.querySelectorAll(".part")];
const textsOf = (place) => [...place.querySelectorAll("input[type=text]")];

function rawOf(place) {
  const boxes = [...place.querySelectorAll("input[type=radio], input[type=checkbox]")];
  if (boxes.length) return [...boxes.keys()].filter((one) => boxes[one].checked);
  const menus = [...place.querySelectorAll("select")];
  if (menus.length) return menus.some((one) => one.value) ? menus.map((one) => one.value) : [];
  if (place.dataset.kind === "ordering") return place.dataset.moved ? stepsOf(place) : [];
  const texts = textsOf(place).map((one) => one.value);
  return texts.some((one) => one.trim()) ? texts : [];
}

const stepsOf = (place) => [...place.querySelectorAll("[data-step]")].map((one) => Number(one.dataset.step));

function putBack(place, raw) {
  if (!raw.length) return;
  place.querySelectorAll("input[type=radio], input[type=checkbox]").forEach((box, n) => {
    box.checked = raw.includes(n);
  });
  place.querySelectorAll("select").forEach((menu, n) => {
    menu.value = raw[n];
  });
  if (place.dataset.kind === "ordering") {
    const list = place.querySelector(".steps");
    raw.forEach((step) => list.append(list.querySelector(`[data-step="${step}"]`)));
    place.dataset.moved = "yes";
  }
  textsOf(place).forEach((field, n) => {
    field.value = raw[n];
  });
}

function shut(place) {
  place.querySelectorAll("input, select, button").forEach((one) => {
    if (one.type === "text") one.readOnly = true;
    else one.disabled = true;
  });
}

// A step goes up or down by one; the same button stays under the finger, and what is heard is where the step is now.
function moved(button) {
  const step = button.closest("li");
  const list = step.parentElement;
  const other = button.dataset.move === "1" ? step.nextElementSibling : step.previousElementSibling;
  if (other) list.insertBefore(button.dataset.move === "1" ? other : step, button.dataset.move === "1" ? step : other);
  list.closest(".part").dataset.moved = "yes";
  button.focus();
  const at = [...list.children].indexOf(step) + 1;
  say(filled(words.moved, { place: at, of: list.children.length }));
}

const fieldsOf = (place) => [...place.querySelectorAll("input[type=text], select")];

function focusOn(place, number) {
  const every = fieldsOf(place);
  (every[number] || every[0] || place.querySelector("input, button")).focus();
}
