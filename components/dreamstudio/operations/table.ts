/** Tables whose keys are compared with names that others chose. */

/** The entry under a name, if there is one: `constructor` and `__proto__` are names like any other. */
export const entryOf = <Entry>(table: Readonly<Record<string, Entry>>, name: string | undefined): Entry | undefined =>
  name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
