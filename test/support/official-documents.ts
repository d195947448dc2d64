/** The API's official documents, where they are: beside a checkout of the project, and never in it. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { OpenApiDocument } from "../../scripts/drift/document.ts";

const folder = join(process.cwd(), "../shared/openapi");

export const hasDocuments = existsSync(folder);

/** @param name for example `v1.json` */
export const documentPath = (name: string): string => join(folder, name);

/** @param name for example `v1.json` */
export const readDocument = (name: string): OpenApiDocument => OpenApiDocument.read(documentPath(name));
