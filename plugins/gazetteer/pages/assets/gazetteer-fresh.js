/* Turns the calendar part of freshness banners by the reader's own clock: a page that was built in time may be due. */
(function () {
  "use strict";
  function today() {
    const now = new Date();
    const two = function (n) { return (n < 10 ? "0" : "") + n; };
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
  }
  function turn() {
    const day = today();
    document.querySelectorAll(".gz-fresh[data-gz-due]").forEach(function (banner) {
      const due = banner.getAttribute("data-gz-due");
      const late = day > due;
      const state = banner.getAttribute("data-gz-state");
      const when = banner.querySelector(".gz-fresh-due");
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
