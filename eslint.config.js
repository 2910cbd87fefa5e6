/* What `make check` asks of the JavaScript: static/js runs in the browser as ES modules, uji/js in node. */
import js from "@eslint/js";
import globals from "globals";

const ATURAN = {
  "no-var": "error",
  "prefer-const": "error",
  "object-shorthand": ["error", "properties"],
  eqeqeq: ["error", "always", { null: "ignore" }],
  "no-shadow": "error",
  "no-implicit-globals": "error",
  "no-unused-vars": ["error", { args: "after-used" }],
  "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-duplicate-imports": "error",
  curly: ["error", "multi-line"],
};
const pustaka = ["bootstrap", "Sortable", "SignaturePad", "tus"]; // classic scripts that a page loads before its module

export default [
  js.configs.recommended,
  {
    files: ["static/js/**/*.js"],
    languageOptions: {
      ecmaVersion: 2022,
      sourceType: "module",
      globals: { ...globals.browser, ...Object.fromEntries(pustaka.map((n) => [n, "readonly"])) },
    },
    rules: ATURAN,
  },
  {
    files: ["uji/js/**/*.js", "eslint.config.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "module", globals: globals.node },
    rules: ATURAN,
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
];
