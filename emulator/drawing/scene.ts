export interface Scene { prompts: readonly { text: string; weight?: number }[]; seed: number; style?: string | undefined }
