// Files handed in one by one with progress, by choosing, dropping (folders too) or pasting; pages turned by key, zoomed.
const MOST_BYTES = 200_000_000;
const form = document.querySelector("form[data-uploads]");

const showScripted = () => {
  for (const each of document.querySelectorAll("[data-scripted], [data-ticks-all]")) each.hidden = false;
};
showScripted();

if (form) {
  const list = form.querySelector("[data-upload-list]");
  const input = form.querySelector("input[type=file]");
  const words = form.dataset;
  const waiting = [];
  let busy = false;
  let added = 0;

  const line = (name) => {
    const item = document.createElement("li");
    const label = document.createElement("span");
    label.className = "name";
    label.textContent = name;
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", `${words.wordsSending} ${name}`);
    const said = document.createElement("span");
    item.append(label, bar, said);
    list.append(item);
    return { item, bar, said };
  };

  const tell = (shown, state, text, address) => {
    shown.bar.remove();
    shown.said.className = `is-${state}`;
    shown.said.textContent = text;
    if (!address) return;
    const link = document.createElement("a");
    link.href = address;
    link.textContent = text;
    shown.said.replaceChildren(link);
  };

  const offerAgain = (shown, given) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-secondary";
    button.textContent = words.wordsAgain;
    button.addEventListener("click", () => {
      shown.item.remove();
      take([{ ...given, again: true }]);
    });
    shown.item.append(button);
  };

  const send = (given, shown) =>
    new Promise((done) => {
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      if (form.elements.point) body.append("point", form.elements.point.value);
      body.append("path", given.path);
      body.append("again", given.again ? "1" : "");
      body.append("file", given.file, given.file.name);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "application/json");
      request.responseType = "json";
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) shown.bar.value = (event.loaded / event.total) * 100;
      });
      request.addEventListener("loadend", () => {
        const said = request.response;
        const answer = said && said.files && said.files[0];
        if (answer) {
          tell(shown, answer.state, answer.reason, answer.address);
          if (answer.state === "there") offerAgain(shown, given);
          if (answer.state === "added") added += 1;
        } else {
          tell(shown, "refused", (said && said.reason) || words.wordsFailed);
        }
        done();
      });
      request.send(body);
    });

  // What was handed in and not yet confirmed, in place of the list; without an answer there is a link.
  const refresh = async () => {
    try {
      const answer = await fetch(words.new, { credentials: "same-origin" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const entries = page.querySelector("[data-entries]");
      if (!answer.ok || !entries) return false;
      document.querySelector("[data-entries]").replaceWith(document.adoptNode(entries));
      if (window.htmx) window.htmx.process(entries);
      window.history.replaceState(null, "", words.new);
      showScripted();
      return true;
    } catch {
      return false;
    }
  };

  const work = async () => {
    if (busy) return;
    busy = true;
    while (waiting.length) {
      const { given, shown } = waiting.shift();
      await send(given, shown);
    }
    busy = false;
    if (added && !(await refresh()) && !list.querySelector("[data-refresh]")) {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = words.new;
      link.textContent = words.wordsDone;
      link.dataset.refresh = "";
      item.append(link);
      list.append(item);
    }
  };

  const take = (files) => {
    for (const given of files) {
      const shown = line(given.path || given.file.name);
      if (given.file.size > MOST_BYTES) tell(shown, "refused", words.wordsLarge);
      else waiting.push({ given, shown });
    }
    work();
  };

  const chosen = (files) => take([...files].map((file) => ({ file, path: file.webkitRelativePath || file.name })));

  const fromFolder = async (entry, path) => {
    if (entry.isFile) {
      const file = await new Promise((done, failed) => entry.file(done, failed));
      return [{ file, path: path + entry.name }];
    }
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!some.length) return found;
      for (const each of some) found.push(...(await fromFolder(each, `${path}${entry.name}/`)));
    }
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    chosen(input.files);
    input.value = "";
  });
  const folders = form.querySelector("[data-folder]");
  if (folders) {
    folders.addEventListener("click", () => {
      const folder = document.createElement("input");
      folder.type = "file";
      folder.webkitdirectory = true;
      folder.addEventListener("change", () => chosen(folder.files));
      folder.click();
    });
  }
  for (const name of ["dragenter", "dragover"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault();
      form.classList.add("is-over");
    });
  }
  form.addEventListener("dragleave", () => form.classList.remove("is-over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("is-over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry && item.webkitGetAsEntry());
    if (entries.length && entries.every(Boolean)) {
      for (const entry of entries) take(await fromFolder(entry, ""));
    } else {
      chosen(event.dataTransfer.files);
    }
  });
  document.addEventListener("paste", (event) => {
    const pictures = [...event.clipboardData.items].filter((item) => item.kind === "file").map((item) => item.getAsFile());
    if (!pictures.length) return;
    event.preventDefault();
    const now = new Date().toTimeString().slice(0, 8).replaceAll(":", "");
    chosen(pictures.map((file, at) => (file.name && file.name !== "image.png" ? file : new File([file], `${words.wordsPasted}${now}-${at + 1}.png`, { type: file.type }))));
  });
}

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-ticks-all]")) return;
  for (const each of document.querySelectorAll("input[name=entry]")) each.checked = event.target.checked;
});

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
  const link = document.querySelector(`a[data-key="${event.key}"]`);
  if (link) link.click();
});

const zoom = document.querySelector("[data-zooms]");
if (zoom) {
  const picture = document.querySelector(".page-box .page-picture");
  zoom.addEventListener("input", () => {
    picture.style.maxWidth = "none";
    picture.style.width = `${zoom.value}%`;
  });
}
