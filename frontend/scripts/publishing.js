// Boxes drawn on pages by mouse and by keys, the operators' queue by keys, what was typed kept over a login.
for (const each of document.querySelectorAll("[data-scripted]")) each.hidden = false;

const SVG = "http://www.w3.org/2000/svg";
const SIDES = ["left", "top", "right", "bottom"];

// A box on a page: the fields of its form are what counts, the drawing follows them.
for (const sheet of document.querySelectorAll("[data-draws]")) {
  const form = document.getElementById(sheet.dataset.draws);
  const picture = sheet.querySelector("img");
  const drawing = sheet.querySelector("svg");
  const rect = document.createElementNS(SVG, "rect");
  rect.setAttribute("class", "is-new");
  let from = null;

  const show = () => {
    const [left, top, right, bottom] = SIDES.map((side) => Number(form.elements[side].value) / 100);
    if (!(right > left && bottom > top)) {
      rect.remove();
      return;
    }
    rect.setAttribute("x", left);
    rect.setAttribute("y", top);
    rect.setAttribute("width", right - left);
    rect.setAttribute("height", bottom - top);
    drawing.append(rect);
  };

  const place = (event) => {
    const box = picture.getBoundingClientRect();
    const share = (at, start, length) => Math.min(Math.max((at - start) / length, 0), 1);
    return [share(event.clientX, box.left, box.width), share(event.clientY, box.top, box.height)];
  };

  const set = (one, other) => {
    const values = [Math.min(one[0], other[0]), Math.min(one[1], other[1]), Math.max(one[0], other[0]), Math.max(one[1], other[1])];
    SIDES.forEach((side, at) => {
      form.elements[side].value = (values[at] * 100).toFixed(2);
    });
    show();
  };

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || event.pointerType === "touch") return;
    event.preventDefault();
    from = place(event);
    sheet.setPointerCapture(event.pointerId);
  });
  sheet.addEventListener("pointermove", (event) => {
    if (from) set(from, place(event));
  });
  sheet.addEventListener("pointerup", (event) => {
    if (!from) return;
    set(from, place(event));
    from = null;
    form.elements.reason.focus({ preventScroll: true });
  });
  sheet.addEventListener("pointercancel", () => {
    from = null;
  });
  form.addEventListener("input", show);
}

// The queue: one row is current; keys move it and press the buttons below the list.
const queue = document.querySelector("form[data-queue]");
const rows = queue ? [...queue.querySelectorAll("[data-row]")] : [];
let current = -1;

const go = (to) => {
  if (!rows.length) return;
  if (rows[current]) rows[current].classList.remove("is-current");
  current = Math.min(Math.max(to, 0), rows.length - 1);
  rows[current].classList.add("is-current");
  rows[current].querySelector("a").focus();
};

const press = (form, move) => {
  const button = form.querySelector(`button[name=move][value=${move}]`);
  if (!button) return;
  const reason = form.elements.reason;
  if (move !== "accept" && reason && !reason.value.trim()) {
    reason.focus();
    return;
  }
  button.click();
};

const MOVES = { a: "accept", r: "decline", h: "hold" };

const inQueue = (key) => {
  if (key === "j") go(current + 1);
  else if (key === "k") go(current - 1);
  else if (current < 0) return;
  else if (key === "o") rows[current].querySelector("a").click();
  else if (key === "x") rows[current].querySelector("input").click();
  else if (MOVES[key]) {
    if (!queue.querySelector("input[name=document]:checked")) rows[current].querySelector("input").checked = true;
    press(queue, MOVES[key]);
  }
};

const review = document.querySelector("form[data-review]");
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input:not([type=checkbox]), textarea, select")) return;
  if (queue) inQueue(event.key);
  if (review && MOVES[event.key]) {
    event.preventDefault();
    press(review, MOVES[event.key]);
  }
  const link = document.querySelector(`a[data-key="${event.key}"]`);
  if (link) link.click();
});

// What was typed and not sent survives a login that came in between; what the site has answered is forgotten.
for (const form of document.querySelectorAll("form[data-keeps]")) {
  const name = `dudao-typed-${form.dataset.keeps}`;
  const fields = () => [...form.elements].filter((each) => each.name && each.name !== "csrfmiddlewaretoken" && each.type !== "hidden" && each.type !== "file" && each.type !== "submit");
  const isTicked = (each) => each.type === "checkbox" || each.type === "radio";
  if (document.querySelector(".alert-success")) sessionStorage.removeItem(name);
  const kept = JSON.parse(sessionStorage.getItem(name) || "null");
  if (kept && !form.closest("main").querySelector(".error-summary")) {
    for (const each of fields()) {
      const value = kept[isTicked(each) ? `${each.name}=${each.value}` : each.name];
      if (value === undefined) continue;
      if (isTicked(each)) each.checked = value;
      else each.value = value;
    }
  }
  form.addEventListener("input", () => {
    const typed = {};
    for (const each of fields()) typed[isTicked(each) ? `${each.name}=${each.value}` : each.name] = isTicked(each) ? each.checked : each.value;
    sessionStorage.setItem(name, JSON.stringify(typed));
  });
}
