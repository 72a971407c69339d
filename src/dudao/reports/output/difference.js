"use strict";
(function () {
  document.documentElement.classList.add("scripted");
  document.querySelectorAll(".panels").forEach(function (panels) {
    var tabs = panels.querySelectorAll(".tabs a");
    panels.showPanel = function (name) {
      panels.querySelectorAll(".panel").forEach(function (panel) { panel.classList.toggle("on", panel.dataset.panel === name); });
      tabs.forEach(function (tab) {
        var on = tab.dataset.panel === name;
        tab.classList.toggle("on", on);
        if (on) { tab.setAttribute("aria-current", "true"); } else { tab.removeAttribute("aria-current"); }
      });
    };
    tabs.forEach(function (tab) {
      tab.addEventListener("click", function (event) { event.preventDefault(); panels.showPanel(tab.dataset.panel); });
    });
    panels.showPanel(tabs[0].dataset.panel);
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
      panel.closest(".panels").showPanel(panel.dataset.panel);
      mark(target, "current");
    } else {
      mark(target.tagName === "DEL" ? target : target.nextElementSibling || target.parentElement, "here");
    }
    target.scrollIntoView({ block: "center" });
    if (target.tabIndex === -1) { target.focus({ preventScroll: true }); }
  }

  function step(by) {
    var items = Array.prototype.filter.call(document.querySelectorAll(".panel.on .remark"), function (item) { return !item.hidden; });
    if (!items.length) { return; }
    var at = items.findIndex(function (item) { return item.classList.contains("current"); });
    at = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by));
    var place = items[at].querySelector("a.place");
    if (place) { visit(place.getAttribute("href").slice(1)); }
    visit(items[at].id);
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href^='#']");
    if (!link || link.dataset.panel || link.classList.contains("skip")) { return; }
    event.preventDefault();
    visit(link.getAttribute("href").slice(1));
  });

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) { return; }
    var panels = document.querySelector(".panels");
    var tab = panels.querySelectorAll(".tabs a")[Number(event.key) - 1];
    var find = panels.querySelector(".panel.on .find");
    if (event.key === "j") { step(1); } else if (event.key === "k") { step(-1); }
    else if (event.key === "/" && find) { find.focus(); event.preventDefault(); }
    else if (tab) { panels.showPanel(tab.dataset.panel); }
    else if (event.key === "Enter" && event.target.classList.contains("remark")) {
      var place = event.target.querySelector("a.place");
      if (place) { visit(place.getAttribute("href").slice(1)); }
    }
  });

  document.querySelectorAll(".filters").forEach(function (filters) {
    filters.addEventListener("input", function () {
      var words = filters.querySelector(".find").value.trim().toLowerCase();
      var chosen = {};
      filters.querySelectorAll("[data-filter]").forEach(function (box) { chosen[box.value] = box.checked; });
      filters.nextElementSibling.querySelectorAll(".remark").forEach(function (item) {
        item.hidden = !chosen[item.dataset.state] || (words && item.textContent.toLowerCase().indexOf(words) < 0);
      });
    });
  });
})();
