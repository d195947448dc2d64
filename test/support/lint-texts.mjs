// Lints texts as if they stood in files of the project: [{ filePath, text }] on stdin, the broken rules on stdout.
import { ESLint } from "eslint";
import { text as read } from "node:stream/consumers";

const eslint = new ESLint();
const rules = [];
for (const { filePath, text } of JSON.parse(await read(process.stdin))) {
  const [{ messages }] = await eslint.lintText(text, { filePath });
  rules.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
console.log(JSON.stringify(rules));
