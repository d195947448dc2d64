/** What is asked for in words, whatever the size: with a size it is the subject of a landscape. */
export interface Scene {
  prompts: readonly { text: string; weight?: number | undefined }[];
  seed: number;
  style?: string | undefined;
}
