"use strict";
(function () {
  var root = document.documentElement;
  root.classList.add("scripted");

  function each(where, selector, act) { Array.prototype.forEach.call(where.querySelectorAll(selector), act); }

  /* panels */
  function show(panels, name) {
    each(panels, ".panel", function (panel) { panel.classList.toggle("on", panel.dataset.name === name); });
    each(panels, ".tabs a", function (tab) {
      if (tab.dataset.panel === name) { tab.setAttribute("aria-current", "true"); } else { tab.removeAttribute("aria-current"); }
    });
  }
  each(document, ".panels", function (panels) { show(panels, "remarks"); });

  /* going from one end of a link to the other */
  var current = null, here = null;

  function choose(item) {
    if (current) { current.classList.remove("current"); }
    current = item;
    item.classList.add("current");
  }

  function point(anchor) {
    if (here) { here.classList.remove("here"); }
    here = anchor;
    while (here && !here.matches("a.doubt, a.figure")) { here = here.nextElementSibling; }
    if (!here) { here = anchor.parentElement; }
    here.classList.add("here");
    return here;
  }

  function inView(element) {
    var box = element.getBoundingClientRect();
    return box.top >= 48 && box.bottom <= window.innerHeight - 16;
  }

  function visit(id, withFocus) {
    var target = document.getElementById(id);
    if (!target) { return false; }
    var panel = target.closest(".panel");
    if (panel) {
      show(panel.closest(".panels"), panel.dataset.name);
      if (target !== panel) { target.hidden = false; choose(target); }
    } else {
      target = point(target);
    }
    if (!inView(target)) { target.scrollIntoView({ block: "center" }); }
    if (withFocus) { target.focus({ preventScroll: true }); }
    return true;
  }

  function go(link) {
    var id = link.getAttribute("href").slice(1);
    if (visit(id, true)) {
      try { history.pushState(null, "", "#" + id); } catch (refused) { /* some browsers keep no history for files */ }
    }
  }

  window.addEventListener("popstate", function () {
    if (location.hash) { visit(location.hash.slice(1), true); }
  });
  if (location.hash) { visit(location.hash.slice(1), true); }

  document.addEventListener("click", function (event) {
    var toggle = event.target.closest(".toggle");
    if (toggle) {
      toggle.setAttribute("aria-expanded", String(toggle.parentElement.classList.toggle("open")));
      return;
    }
    var link = event.target.closest("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) { return; }
    event.preventDefault();
    if (link.dataset.panel) { show(link.closest(".panels"), link.dataset.panel); } else { go(link); }
  });

  /* the keyboard */
  function step(by) {
    var items = Array.prototype.filter.call(document.querySelectorAll(".remark"), function (item) { return !item.hidden; });
    if (!items.length) { return; }
    var at = items.indexOf(current);
    at = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by));
    var place = items[at].querySelector("a.place");
    if (place) { visit(place.getAttribute("href").slice(1), false); }
    visit(items[at].id, true);
  }

  var names = { "1": "remarks", "2": "figures", "3": "facts" };
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.ctrlKey || event.altKey || event.metaKey) { return; }
    if (target.matches("input")) {
      if (event.key === "Escape" && target.matches(".find")) {
        target.value = "";
        target.dispatchEvent(new Event("input", { bubbles: true }));
        target.blur();
      }
      if (!target.matches("[type=checkbox]")) { return; }
    }
    if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
    else if (names[event.key]) { each(document, ".panels", function (panels) { show(panels, names[event.key]); }); }
    else if (event.key === "/") {
      var find = document.querySelector(".panel.on .find");
      if (find) { find.focus(); event.preventDefault(); }
    } else if (event.key === "Enter" && target.matches(".remark, .rows tr")) {
      var place = target.querySelector("a.place, .printed a");
      if (place) { go(place); event.preventDefault(); }
    }
  });

  /* filters */
  each(document, ".filters", function (filters) {
    var items = Array.prototype.slice.call(filters.parentElement.querySelectorAll(".rows > *"));
    var find = filters.querySelector(".find"), left = filters.querySelector(".left");
    var texts = null, waiting = 0;
    function refresh() {
      var words = find.value.trim().toLowerCase(), off = {}, shown = 0;
      if (words && !texts) { texts = items.map(function (item) { return item.textContent.toLowerCase(); }); }
      each(filters, "[data-filter]", function (box) { if (!box.checked) { off[box.dataset.filter + " " + box.value] = true; } });
      items.forEach(function (item, index) {
        var out = off["level " + item.dataset.level] || off["family " + item.dataset.family] ||
          off["baseline " + item.dataset.baseline] || off["state " + item.dataset.state];
        var hidden = Boolean(out) || (words !== "" && texts[index].indexOf(words) < 0);
        if (item.hidden !== hidden) { item.hidden = hidden; }
        if (!hidden) { shown += 1; }
      });
      left.textContent = shown === items.length ? "" : shown + " / " + items.length;
    }
    filters.addEventListener("input", function () {
      clearTimeout(waiting);
      if (items.length > 1000) { waiting = setTimeout(refresh, 250); } else { refresh(); }
    });
    refresh();
  });
})();
