// Quick exit: clears the page, then goes, so that Back does not lead here again.
(function () {
  "use strict";
  var link = document.querySelector("[data-leave]");
  if (!link) return;
  var hint = document.createElement("span");
  hint.className = "vh";
  hint.textContent = link.getAttribute("data-shift");
  link.append(" ", hint);
  function leave(event) {
    if (event) event.preventDefault();
    document.title = "";
    document.documentElement.replaceChildren();
    window.location.replace(link.href);
  }
  link.addEventListener("click", leave);
  var presses = [];
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") { presses = []; return; }
    var now = Date.now();
    presses = presses.filter(function (time) { return now - time < 5000; }).concat(now);
    link.setAttribute("data-pressed", String(presses.length));
    if (presses.length === 3) leave();
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
})();
