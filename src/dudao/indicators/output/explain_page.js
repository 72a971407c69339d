"use strict";
(function () {
  var root = document.documentElement, folds = [].slice.call(document.querySelectorAll("details")), opened = [];
  root.classList.add("scripted");

  /* the steps in the order of the page, without asking for the size of anything: what is folded away is never laid out */
  var trees = [].slice.call(document.querySelectorAll(".tree > ul"));
  function inside(node) { var own = node.querySelector(":scope > details"); return own && own.open ? own.querySelector(":scope > ul > .node") : null; }
  function last(list) {
    var node = list.lastElementChild, own;
    while (node && (own = inside(node))) { node = own.parentElement.lastElementChild; }
    return node;
  }
  function after(node) {
    var next = inside(node);
    while (!next && node) {
      next = node.nextElementSibling;
      if (!next) {
        var above = node.parentElement.closest(".node");
        if (!above) { var tree = trees[trees.indexOf(node.parentElement) + 1]; return tree ? tree.firstElementChild : null; }
        node = above;
      }
    }
    return next;
  }
  function before(node) {
    var earlier = node.previousElementSibling;
    if (earlier) { var own = inside(earlier); return own ? last(own.parentElement) : earlier; }
    var above = node.parentElement.closest(".node");
    if (above) { return above; }
    var tree = trees[trees.indexOf(node.parentElement) - 1];
    return tree ? last(tree) : null;
  }
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
    var focused = document.activeElement && document.activeElement.closest(".node");
    var here = focused || document.querySelector(".here");
    var next = here ? (by > 0 ? after(here) : before(here)) : trees[0] && trees[0].firstElementChild;
    if (next) { go(next); }
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
