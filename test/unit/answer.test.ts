import { expect, test } from "@jest/globals";
import { PassThrough, Readable } from "node:stream";
import { arrivedBytes, readText } from "../../components/dreamstudio/common/wire/answer.ts";

test("what had arrived when a connection broke is read before the error", async () => {
  const stream = new PassThrough();
  stream.write("one ");
  const seen: string[] = [];
  const read = async () => {
    for await (const bytes of arrivedBytes(stream)) {
      seen.push(bytes.toString());
      if (seen.length > 1) continue;
      stream.write("two");
      stream.destroy(new Error("broken"));
    }
  };
  await expect(read()).rejects.toThrow("broken");
  expect(seen.join("")).toBe("one two");
});

test("a text is read to 1 MiB, and no further", async () => {
  const chunks = Array.from({ length: 33 }, () => Buffer.alloc(32_768, "x"));
  expect(await readText(arrivedBytes(Readable.from(chunks)))).toHaveLength(1_048_576);
});
