"use strict";
(function () {
  document.documentElement.classList.add("scripted");
  document.querySelectorAll(".panels").forEach(function (panels) {
    var tabs = panels.querySelectorAll(".tabs a");
    function show(name) {
      panels.querySelectorAll(".panel").forEach(function (panel) { panel.classList.toggle("on", panel.classList.contains(name)); });
      tabs.forEach(function (tab) {
        var on = tab.dataset.panel === name;
        tab.classList.toggle("on", on);
        if (on) { tab.setAttribute("aria-current", "true"); } else { tab.removeAttribute("aria-current"); }
      });
    }
    tabs.forEach(function (tab) {
      tab.addEventListener("click", function (event) { event.preventDefault(); show(tab.dataset.panel); });
    });
    panels.showPanel = show;
    show("remarks");
  });

  function mark(element, name) {
    document.querySelectorAll("." + name).forEach(function (old) { old.classList.remove(name); });
    if (element) { element.classList.add(name); }
  }

  function visit(id) {
    var target = document.getElementById(id);
    if (!target) { return; }
    var panel = target.closest(".panel");
    if (panel) {
      panel.closest(".panels").showPanel(panel.classList[1]);
      mark(target, "current");
    } else {
      var next = target.nextElementSibling;
      while (next && !next.classList.contains("doubt") && !next.classList.contains("figure")) { next = next.nextElementSibling; }
      mark(next || target.parentElement, "here");
    }
    target.scrollIntoView({ block: "center" });
    if (target.tabIndex === -1 && target.focus) { target.focus({ preventScroll: true }); }
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (!link || link.dataset.panel || link.classList.contains("skip")) { return; }
    event.preventDefault();
    visit(link.getAttribute("href").slice(1));
  });

  function shown() {
    return Array.prototype.filter.call(document.querySelectorAll(".remark"), function (item) { return !item.hidden; });
  }

  function step(by) {
    var items = shown();
    if (!items.length) { return; }
    var at = items.findIndex(function (item) { return item.classList.contains("current"); });
    at = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by));
    var place = items[at].querySelector("a.place");
    if (place) { visit(place.getAttribute("href").slice(1)); }
    visit(items[at].id);
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var panels = document.querySelector(".panels");
    var names = { "1": "remarks", "2": "figures", "3": "facts" };
    if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
    else if (event.key === "/") { panels.showPanel("remarks"); panels.querySelector(".find").focus(); event.preventDefault(); }
    else if (names[event.key]) { panels.showPanel(names[event.key]); }
    else if (event.key === "Enter" && event.target.classList.contains("remark")) {
      var place = event.target.querySelector("a.place");
      if (place) { visit(place.getAttribute("href").slice(1)); }
    }
  });

  document.querySelectorAll(".filters").forEach(function (filters) {
    var list = filters.nextElementSibling;
    function refresh() {
      var words = filters.querySelector(".find").value.trim().toLowerCase();
      var chosen = { level: {}, family: {} };
      filters.querySelectorAll("[data-filter]").forEach(function (box) { chosen[box.dataset.filter][box.value] = box.checked; });
      list.querySelectorAll(".remark").forEach(function (item) {
        item.hidden = !chosen.level[item.dataset.level] || !chosen.family[item.dataset.family]
          || (words && item.textContent.toLowerCase().indexOf(words) < 0);
      });
    }
    filters.addEventListener("input", refresh);
  });
})();
