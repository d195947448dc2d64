declare module "@pipedream/eslint-plugin-pipedream" {
  const plugin: { rules: Record<string, unknown> };
  export default plugin;
}
