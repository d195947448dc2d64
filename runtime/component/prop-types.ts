/** The types of props that Pipedream has. */

/** What a user gives a value for, with and without `[]`. */
const givenTypes = new Set([
  "string", "integer", "boolean", "object", "any", "sql", "data_store", "http_request",
  "$.airtable.baseId", "$.airtable.tableId", "$.airtable.viewId", "$.airtable.fieldId", "$.discord.channel",
]);

/** What the platform fills in by itself. */
const platformTypes = new Set([
  "app", "dir", "alert", "$.service.db", "$.interface.timer", "$.interface.http", "$.interface.apphook",
]);

export const isList = (type: string): boolean => type.endsWith("[]");

export const elementOf = (type: string): string => type.replace(/\[\]$/, "");

export const isGivenType = (type: string): boolean => givenTypes.has(elementOf(type));

export const isInterface = (type: string): boolean => type.startsWith("$.interface.");

export const isKnownType = (type: string): boolean => platformTypes.has(type) || isGivenType(type);

export const knownTypes: readonly string[] = [...givenTypes, ...platformTypes];
