/* Turns the calendar part of freshness banners by the reader's own clock: a page that was built in time may be due. */
(function () {
  "use strict";
  function today() {
    var now = new Date();
    var two = function (n) { return (n < 10 ? "0" : "") + n; };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  function turn() {
    var day = today();
    document.querySelectorAll(".gz-fresh[data-gz-due]").forEach(function (banner) {
      var due = banner.getAttribute("data-gz-due");
      var late = day > due;
      var state = banner.getAttribute("data-gz-state");
      var when = banner.querySelector(".gz-fresh-due");
      if (when) when.textContent = late ? "Due for review since " + due : "To be reviewed again by " + due;
      if (state !== "fresh" && state !== "due") return; // stale and unknown weigh more than the calendar
      banner.classList.toggle("gz-fresh--due", late);
      banner.classList.toggle("gz-fresh--fresh", !late);
      banner.querySelector(".gz-fresh-state").textContent = late ? "Due" : "Fresh";
    });
  }
  if (typeof document$ !== "undefined") document$.subscribe(turn); // Material swaps pages without loading them
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", turn);
  else turn();
})();
