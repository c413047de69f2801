// The search of the list of records: it hides what doesn't match. Nothing typed leaves the page.
(function () {
  "use strict";
  var box = document.getElementById("find");
  if (!box || !String.prototype.normalize) return;
  var field = box.querySelector("input");
  var status = box.querySelector("[role=status]");
  var rows = [].map.call(document.querySelectorAll("main details li"), function (row) {
    return { row: row, text: fold(row.textContent) };
  });
  var lists = [].slice.call(document.querySelectorAll("main details"));
  box.hidden = false;

  // Capitals and accents make no difference.
  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  field.addEventListener("input", function () {
    var words = fold(field.value).split(/\s+/).filter(Boolean);
    var count = 0;
    rows.forEach(function (each) {
      var isHit = words.every(function (word) { return each.text.indexOf(word) >= 0; });
      each.row.hidden = !isHit;
      count += isHit;
    });
    lists.forEach(function (list) {
      list.hidden = !list.querySelector("li:not([hidden])");
      list.open = words.length > 0;
    });
    status.textContent = words.length ? box.getAttribute("data-found").replace("{count}", count) : "";
  });
})();
