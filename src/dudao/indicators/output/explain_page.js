"use strict";
(function () {
  var root = document.documentElement, folds = [].slice.call(document.querySelectorAll("details")), opened = [];
  root.classList.add("scripted");

  function lines() {
    return [].slice.call(document.querySelectorAll("summary, .leaf")).filter(function (line) { return line.getClientRects().length; });
  }
  function nodeOf(line) { return line.closest(".node"); }
  function unfold(element) {
    for (var at = element.parentElement; at; at = at.parentElement) { if (at.tagName === "DETAILS") { at.open = true; } }
  }
  function clear(name) { [].forEach.call(document.querySelectorAll("." + name), function (each) { each.classList.remove(name); }); }
  function go(node) {
    unfold(node);
    clear("here");
    node.classList.add("here");
    var line = node.querySelector("summary, .leaf");
    line.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  }
  function all(open) { folds.forEach(function (fold) { fold.open = open; }); }

  var act = {
    open: function () { all(true); },
    close: function () { all(false); if (folds[0]) { folds[0].open = true; } },
    fails: function () { all(false); folds.forEach(function (fold) { if (fold.hasAttribute("data-fails")) { fold.open = true; } }); }
  };
  [].forEach.call(document.querySelectorAll(".tools button"), function (button) {
    button.addEventListener("click", function () { act[button.dataset.act](); });
  });

  var field = document.querySelector(".find"), told = document.querySelector(".left");
  if (field) {
    field.addEventListener("input", function () {
      clear("found");
      var asked = field.value.trim().toLowerCase(), count = 0;
      if (asked) {
        [].forEach.call(document.querySelectorAll(".node"), function (node) {
          var own = node.querySelector("summary, .leaf").textContent.toLowerCase();
          if (own.indexOf(asked) >= 0) { count += 1; node.classList.add("found"); if (count <= 200) { unfold(node); } }
        });
      }
      told.textContent = asked ? String(count) : "";
    });
    field.addEventListener("keydown", function (event) {
      if (event.key === "Enter") { var first = document.querySelector(".found"); if (first) { go(first); } }
    });
  }

  function step(by) {
    var shown = lines(), at = shown.indexOf(document.activeElement);
    if (at < 0) { at = shown.findIndex(function (line) { return nodeOf(line).classList.contains("here"); }); }
    var next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    if (next) { go(nodeOf(next)); }
  }
  function fold(open) {
    var node = document.querySelector(".here"), own = node && node.querySelector(":scope > details");
    if (own && own.open !== open) { own.open = open; return; }
    if (node && !open) { var above = node.parentElement.closest(".node"); if (above) { go(above); } }
  }
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.matches("input")) { return; }
    var keys = { j: function () { step(1); }, k: function () { step(-1); }, ArrowDown: function () { step(1); }, ArrowUp: function () { step(-1); },
      ArrowRight: function () { fold(true); }, ArrowLeft: function () { fold(false); }, "/": function () { field.focus(); } };
    if (keys[event.key]) { event.preventDefault(); keys[event.key](); }
  });

  function visit() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.classList.contains("node")) { go(target); }
  }
  window.addEventListener("hashchange", visit);
  visit();

  window.addEventListener("beforeprint", function () {
    opened = folds.map(function (fold) { return fold.open; });
    all(true);
  });
  window.addEventListener("afterprint", function () { folds.forEach(function (fold, index) { fold.open = opened[index]; }); });
})();
