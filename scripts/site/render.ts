/** Makes a page of HTML from Markdown: its headings can be linked, and its links lead to pages and not to Markdown. */
import { Marked, type Token, type Tokens } from "marked";

/** What stands below a heading, as plain text: what a search looks through. */
export interface Section {
  heading: string;
  /** The anchor of the heading. */
  slug: string;
  text: string;
}

export interface Rendered {
  title: string;
  html: string;
  sections: readonly Section[];
  /** As they are written. */
  links: readonly string[];
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === "heading";
const isLink = (token: Token): token is Tokens.Link | Tokens.Image => token.type === "link" || token.type === "image";
const isList = (token: Token): token is Tokens.List => token.type === "list";
const isTable = (token: Token): token is Tokens.Table => token.type === "table";

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** The text of tokens without its marks. */
function plain(tokens: readonly Token[]): string {
  return tokens.map((token) => {
    if (isTable(token)) return [token.header, ...token.rows].flat().map((cell) => plain(cell.tokens)).join(" ");
    if (isList(token)) return token.items.map((item) => plain(item.tokens)).join(" ");
    if ("tokens" in token && Array.isArray(token.tokens)) return plain(token.tokens);
    return "text" in token && typeof token.text === "string" ? token.text : " ";
  }).join("");
}

/** As GitHub makes anchors of headings; the second of two equal ones gets a number. */
function slugs(): (heading: string) => string {
  const seen = new Map<string, number>();
  return (heading) => {
    const slug = heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").trim().replace(/\s/g, "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  };
}

function sectionsOf(tokens: readonly Token[]): Section[] {
  const slugOf = slugs();
  const sections: Section[] = [];
  for (const token of tokens) {
    if (isHeading(token)) {
      const heading = plain(token.tokens);
      sections.push({ heading, slug: slugOf(heading), text: "" });
    } else {
      const last = sections.at(-1);
      if (last !== undefined) last.text = `${last.text} ${plain([token])}`.trim();
    }
  }
  return sections;
}

/** @param toUrl says where a link of the page leads; nothing for one that leads nowhere on the site */
export function render(markdown: string, toUrl: (href: string) => string | undefined): Rendered {
  const links: string[] = [];
  const slugOf = slugs();
  const marked = new Marked({
    walkTokens(token) {
      if (isLink(token)) links.push(token.href);
    },
    renderer: {
      heading({ tokens, depth }) {
        const words = this.parser.parseInline(tokens);
        return `<h${depth} id="${slugOf(plain(tokens))}">${words}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        const [words, url] = [this.parser.parseInline(tokens), toUrl(href)];
        return url === undefined ? words : `<a href="${escaped(url)}">${words}</a>`;
      },
      image({ href, text }) {
        return `<img src="${escaped(toUrl(href) ?? href)}" alt="${escaped(text)}">`;
      },
      table(token) {
        const row = (cells: readonly Tokens.TableCell[], tag: string) =>
          `<tr>${cells.map(({ tokens }) => `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`).join("")}</tr>`;
        const rows = token.rows.map((cells) => row(cells, "td")).join("\n");
        const head = row(token.header, "th");
        return `<div class="table" tabindex="0"><table><thead>${head}</thead><tbody>${rows}</tbody></table></div>\n`;
      },
      code({ text }) {
        return `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`;
      },
      // Nobody writes HTML here: what looks like it is text.
      html: ({ text }) => escaped(text),
    },
  });
  const tokens = marked.lexer(markdown);
  const sections = sectionsOf(tokens);
  const html = marked.parse(markdown, { async: false });
  return { title: sections[0]?.heading ?? "", html, sections, links };
}
