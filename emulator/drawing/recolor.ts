export { inpaint as recolor } from "./inpaint.ts";
