/** How a user gives a picture, to any operation of any version. */

export const pictureHint = "Provide either a file URL or a path to a file in the `/tmp` directory (for example, "
  + "`/tmp/myFile.png`), or a data URI. PNG, JPEG or WebP.";

export const picture = {
  kind: "picture",
  examples: ["/tmp/photo.png", "https://example.com/photo.png", "data:image/png;base64,iVBORw0KGgo="],
  antiExamples: [
    { value: "", reason: "is empty" },
    { value: "ftp://example.com/photo.png", reason: "only http and https" },
    { value: { filePath: "/tmp/photo.png" }, reason: "not a path" },
  ],
} as const;
