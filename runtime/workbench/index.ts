export { workbenchCommand, type CommandContext } from "./command.ts";
export { createWorkbench, type Workbench, type WorkbenchOptions } from "./server/workbench.ts";
export type { ServerNote } from "./protocol.ts";
