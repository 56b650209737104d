/* Rows of the search: one element for each thing that was found, which looks like what it is. */

window.gazetteerRows = (root) => {
  "use strict";

  const { fold } = window.gazetteerFinder;
  const KIND = {
    component: "Component", api: "API", operation: "Operation", resource: "Resource", system: "System", domain: "Domain",
    group: "Team", user: "Person", decision: "Decision", page: "Page", document: "Document", type: "Type",
    template: "Template", airesource: "AI resource",
  };

  const made = (tag, className, ...children) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    element.append(...children.filter((child) => child !== "" && child != null));
    return element;
  };

  function group(name, count, rows) {
    const head = made("div", "gz-found__head", made("span", "", name), made("span", "gz-found__count", count));
    head.setAttribute("aria-hidden", "true");
    const section = made("div", "gz-found__group", head, ...rows);
    section.setAttribute("role", "group");
    section.setAttribute("aria-label", `${name}, ${count}`);
    return section;
  }

  function option(href, ...children) {
    const link = made("a", "gz-hit", ...children);
    link.href = href;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    return link;
  }

  function hit(row, words) {
    const old = ["deprecated", "rejected", "superseded"].includes(row.status);
    let name = made("span", `gz-hit__name${old ? " gz-hit__name--old" : ""}`, ...marked(row.name, words));
    let sign = icon({ page: "document", type: "api" }[row.kind] ?? row.kind);
    if (row.kind === "operation") {
      const [method, ...path] = row.name.split(" ");
      sign = made("span", `gz-method gz-method--${method.toLowerCase()}`, method);
      name = made("code", "gz-hit__name", ...marked(path.join(" "), words));
    }
    // Operations and types live as long as their API: only what is on its way out is worth a word.
    const badge = old || !["operation", "type"].includes(row.kind) ? badgeOf(row.status) : "";
    const about = [row.note || KIND[row.kind], row.system, row.owner].filter(Boolean).join(" · ");
    return option(new URL(row.uri, root).href, sign, name, badge, made("small", "", about));
  }

  /** A page whose text fits: its title and the words around the first fit. */
  function passage(text) {
    const best = text.sub_results.length === 1 ? text.sub_results[0] : text;
    const parsed = new DOMParser().parseFromString(best.excerpt, "text/html").body;
    const words = [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? made("mark", "", node.textContent) : node.textContent);
    const { kind = "page", status = "", owner = "" } = text.meta;
    const name = made("span", "gz-hit__name", text.meta.title);
    const about = made("small", "", ...(owner ? [`${owner} — `] : []), ...words);
    return option(new URL(best.url, root).href, icon({ page: "document" }[kind] ?? kind), name, badgeOf(status), about);
  }

  const badgeOf = (status) =>
    status ? made("span", `gz-badge gz-badge--${status.toLowerCase().replace(/[^\w-]+/g, "-")}`, status) : "";
  const icon = (kind) => made("i", `gz-icon gz-icon--${kind}`);

  /** A name with the words of the question marked in it. */
  function marked(name, words) {
    return name.split(/([\p{L}\p{N}]+)/u).map((part) => {
      const folded = fold(part);
      const word = words.find((one) => folded.startsWith(one) && folded.length === part.length);
      return word ? made("span", "", made("mark", "", part.slice(0, word.length)), part.slice(word.length)) : part;
    });
  }

  /** The last row of a list that is longer than what is shown. */
  function more(text) {
    const row = made("div", "gz-hit gz-hit--more", text);
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    return row;
  }

  /** A number with commas; asking the browser's own formatter for the first time takes longer than all the rest. */
  const said = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

  return { made, said, group, hit, passage, more };
};
