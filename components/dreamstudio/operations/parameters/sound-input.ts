/** How a user gives a sound. */

export const soundHint = "Provide either a file URL or a path to a file in the `/tmp` directory (for example, "
  + "`/tmp/myFile.mp3`), or a data URI. MP3 or WAV.";

export const sound = {
  kind: "sound",
  examples: ["/tmp/song.mp3", "https://example.com/song.wav", "data:audio/mpeg;base64,SUQzBAAAAAAA"],
  antiExamples: [
    { value: "", reason: "is empty" },
    { value: "ftp://example.com/song.mp3", reason: "only http and https" },
    { value: { filePath: "/tmp/song.mp3" }, reason: "not a path" },
  ],
} as const;
