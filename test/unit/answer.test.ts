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

test.each([[1_048_576, 1_048_576], [1_048_577, 1_048_576]])("of a text of %d bytes, %d are read", async (bytes, read) => {
  const chunks = Array.from({ length: 33 }, (_, at) => Buffer.alloc(Math.min(32_768, bytes - at * 32_768), "x"));
  expect((await readText(arrivedBytes(Readable.from(chunks)))).text).toHaveLength(read);
});
