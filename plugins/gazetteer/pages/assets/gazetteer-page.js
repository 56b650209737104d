/* Copy as Markdown: a button on every page of the catalog. A page that somebody wrote in Markdown is copied as it was
   written; the others are turned into Markdown here, so that no second file of each has to be kept. */
(() => {
  "use strict";

  const SKIPPED = ".headerlink, .gz-crumbs, .gz-mark, .gz-pager, .gz-tabs, script, style, svg, button, form, noscript, link";
  const inline = (node) => [...node.childNodes].map(one).join("");
  const flat = (text) => text.replace(/\s+/g, " ").trim();
  const code = (text) => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);

  function one(node) {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(SKIPPED) || node.hidden) return "";
    const tag = node.localName;
    if (/^h[1-6]$/.test(tag)) return `\n\n${"#".repeat(+tag[1])} ${flat(inline(node))}\n\n`;
    switch (tag) {
      case "a": { const text = flat(inline(node)); return text ? `[${text}](${node.href})` : ""; }
      case "br": return "\n";
      case "strong": case "b": return `**${flat(inline(node))}**`;
      case "em": return `*${flat(inline(node))}*`;
      case "code": return code(node.textContent);
      case "pre": return `\n\n\`\`\`\n${node.textContent.replace(/\n$/, "")}\n\`\`\`\n\n`;
      case "li": return `\n${node.parentNode.localName === "ol" ? "1." : "-"} ${inline(node).trim().replace(/\n+/g, "\n  ")}`;
      case "dt": return `\n- ${flat(inline(node))}: `;
      case "dd": return flat(inline(node));
      case "td": case "th": return ` ${flat(inline(node)).replace(/\|/g, "\\|")} |`;
      case "tr": return `\n|${inline(node)}`;
      case "thead": return `${inline(node)}\n|${" --- |".repeat(node.querySelectorAll("th").length)}`;
      case "caption": return `\n\n${flat(inline(node))}\n\n| | |\n| --- | --- |`;
      case "ul": case "ol": case "dl": case "table": return `\n${inline(node)}\n\n`;
      case "p": case "div": case "section": case "nav": case "details": case "summary": case "blockquote": return `\n\n${inline(node)}\n\n`;
      default: return inline(node);
    }
  }

  const markdown = (article) => one(article).replace(/[ \t]+\n/g, "\n").replace(/\n[ \t]+(?=[^-\s])/g, "\n").replace(/\n{3,}/g, "\n\n").trim() + "\n";

  async function text(article) {
    // The copy of the page itself, not that of a short document on it.
    const raw = article.querySelector(":scope > .gz-foot a[type='text/markdown']");
    if (raw && location.protocol !== "file:") {
      const answer = await fetch(raw.href);
      if (answer.ok) return answer.text();
    }
    return markdown(article);
  }

  function start() {
    for (const link of document.querySelectorAll(".gz .headerlink:not([title])")) link.title = "Permanent link";
    const article = document.querySelector("article .gz, .gz-page > .gz");
    const heading = article && article.querySelector("h1");
    if (!heading || article.querySelector(".gz-copy")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "gz-copy";
    button.textContent = "Copy as Markdown";
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(await text(article));
        button.textContent = "Copied";
      } catch {
        button.textContent = "Cannot be copied here";
      }
      setTimeout(() => (button.textContent = "Copy as Markdown"), 2000);
    });
    // At the end of the page: nothing above it moves.
    let foot = article.querySelector(":scope > .gz-foot");
    if (!foot) {
      foot = Object.assign(document.createElement("p"), { className: "gz-foot" });
      article.append(foot);
    }
    foot.append(button);
  }

  if (typeof document$ !== "undefined") document$.subscribe(start); // Material swaps pages without loading them
  else if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
