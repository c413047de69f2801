// Quick exit: clears the page, then goes, so that Back does not lead here again.
(function () {
  "use strict";
  var link = document.querySelector("[data-leave]");
  if (!link) return;
  var hint = document.createElement("span");
  hint.className = "vh";
  hint.textContent = link.getAttribute("data-shift");
  var dots = document.createElement("span");
  dots.className = "dots";
  dots.setAttribute("role", "status");
  link.append(" ", hint);
  link.after(dots);
  function leave(event) {
    if (event) event.preventDefault();
    document.title = "";
    document.documentElement.replaceChildren();
    window.location.replace(link.href);
  }
  link.addEventListener("click", leave);
  var presses = 0, alone = false, timer = 0;
  function show(count) {
    presses = count;
    dots.textContent = count ? count + "/3" : "";
    clearTimeout(timer);
    if (count) timer = setTimeout(show, 5000, 0);
  }
  document.addEventListener("keydown", function (event) {
    alone = event.key === "Shift";  // a capital letter is Shift with another key
    if (!alone && presses) show(0);
  });
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift" || !alone) return;
    alone = false;
    if (presses === 2) leave(); else show(presses + 1);
  });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
})();
