// The choices of a cell under it, as a listbox that the cell's input steers: typing narrows it, arrows and Enter choose.

export class ChoiceList {
  constructor(holder, input) {
    this.holder = holder;
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = "sheet-choices";
    this.list.className = "sheet-choices";
    this.list.setAttribute("role", "listbox");
    this.list.hidden = true;
    holder.append(this.list);
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.onPick(option.dataset.value);
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  open(choices, cell, label, onPick) {
    this.choices = choices;
    this.onPick = onPick;
    this.list.setAttribute("aria-label", label);
    this.list.hidden = false;
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-expanded", "true");
    this.input.setAttribute("aria-controls", this.list.id);
    this.place(cell);
    this.show(choices, this.input.value);
  }

  // Under the cell, or above it where there is no room below.
  place(cell) {
    const around = this.holder.getBoundingClientRect();
    const at = cell.getBoundingClientRect();
    const isLow = at.bottom + 220 > window.innerHeight && at.top > 240;
    this.list.style.left = `${Math.min(at.left - around.left, around.width - 200)}px`;
    this.list.style.top = isLow ? "auto" : `${at.bottom - around.top}px`;
    this.list.style.bottom = isLow ? `${around.bottom - at.top}px` : "auto";
    this.list.style.minWidth = `${at.width}px`;
  }

  filter(text) {
    const sought = text.trim();
    this.show(this.choices.filter((choice) => choice.label.includes(sought)), null);
    if (sought) this.move(1);
  }

  show(choices, current) {
    this.list.replaceChildren(
      ...choices.map((choice, at) => {
        const option = document.createElement("li");
        option.id = `sheet-choice-${at}`;
        option.dataset.value = choice.value;
        option.setAttribute("role", "option");
        option.textContent = choice.label;
        return option;
      }),
    );
    this.at = -1;
    const found = choices.findIndex((choice) => choice.label === current);
    if (found >= 0) this.move(found + 1);
    else this.input.removeAttribute("aria-activedescendant");
  }

  move(by) {
    const options = [...this.list.children];
    if (!options.length) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    this.at = Math.min(options.length - 1, Math.max(0, this.at + by));
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === this.at)));
    options[this.at].scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", options[this.at].id);
  }

  get chosen() {
    const option = this.isOpen && this.list.children[this.at];
    return option ? option.dataset.value : null;
  }

  close() {
    this.list.hidden = true;
    ["role", "aria-expanded", "aria-controls", "aria-activedescendant"].forEach((name) => this.input.removeAttribute(name));
  }
}
