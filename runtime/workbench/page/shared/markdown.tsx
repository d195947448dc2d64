/** Markdown as elements. HTML in it is shown as the text it is: what a component says never becomes markup. */
import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import type { ComponentChildren, VNode } from "preact";

const isSafe = (href: string) => /^https?:\/\//i.test(href);

const isKnown = (token: Token): token is MarkedToken => token.type !== "generic";

function link({ href, tokens }: Tokens.Link): ComponentChildren {
  if (!isSafe(href)) return children(tokens);
  return <a href={href} target="_blank" rel="noreferrer">{children(tokens)}</a>;
}

const items = ({ items: all }: Tokens.List) => all.map((item, index) => <li key={index}>{children(item.tokens)}</li>);

function element(token: MarkedToken): ComponentChildren {
  switch (token.type) {
    case "paragraph": return <p>{children(token.tokens)}</p>;
    case "heading": return <p><strong>{children(token.tokens)}</strong></p>;
    case "strong": return <strong>{children(token.tokens)}</strong>;
    case "em": return <em>{children(token.tokens)}</em>;
    case "del": return <del>{children(token.tokens)}</del>;
    case "codespan": return <code>{token.text}</code>;
    case "code": return <pre><code>{token.text}</code></pre>;
    case "link": return link(token);
    case "list": return token.ordered ? <ol>{items(token)}</ol> : <ul>{items(token)}</ul>;
    case "blockquote": return <blockquote>{children(token.tokens)}</blockquote>;
    case "br": return <br />;
    case "space": return null;
    case "escape": return token.text;
    case "text": return token.tokens === undefined ? decoded(token.text) : children(token.tokens);
    case "html":
    case "image":
    case "table":
    case "hr":
    case "def":
    case "checkbox":
    case "list_item": return token.raw;
  }
}

/** The lexer leaves texts as they are written, entities included. */
const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": "\"", "&#39;": "'" };
const decoded = (text: string) => text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

const children = (tokens: readonly Token[]): ComponentChildren =>
  tokens.map((token) => isKnown(token) ? element(token) : token.raw);

/** Longer texts are cut: a lexer should not be kept busy by what nobody reads. */
const mostCharacters = 20_000;

export function Markdown({ text, className = "" }: { text: string; className?: string }): VNode {
  return <div class={`markdown ${className}`}>{children(lexer(text.slice(0, mostCharacters)))}</div>;
}
