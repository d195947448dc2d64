declare module "@pipedream/eslint-plugin-pipedream" {
  const plugin: { rules: Record<string, import("eslint").Rule.RuleModule> };
  export default plugin;
}
