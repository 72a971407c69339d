// Scripts must run in the oldest browser of government desktops (browserslist in package.json) and hold no leftovers.
import compat from "eslint-plugin-compat";

const WINDOW = ["window", "document", "console", "fetch", "setTimeout", "clearTimeout", "setInterval", "clearInterval", "requestAnimationFrame", "cancelAnimationFrame"];
const CLASSES = ["AbortController", "CustomEvent", "Event", "FormData", "Option", "ResizeObserver", "URL", "URLSearchParams", "DataTransfer", "FileReader", "Blob", "IntersectionObserver", "MutationObserver", "XMLHttpRequest", "DOMParser", "File", "history", "location", "navigator", "localStorage", "sessionStorage", "crypto", "performance", "EventSource", "Node", "HTMLElement"];

export default [
  compat.configs["flat/recommended"],
  {
    files: ["scripts/**/*.js"],
    languageOptions: { ecmaVersion: 2021, sourceType: "module", globals: Object.fromEntries([...WINDOW, ...CLASSES].map((name) => [name, "readonly"])) },
    rules: {
      "no-undef": "error",
      "no-unused-vars": "error",
      "no-eval": "error",
      "no-new-func": "error",
      "no-implied-eval": "error",
      eqeqeq: "error",
      "prefer-const": "error",
      "no-restricted-syntax": ["error", { selector: "CallExpression[callee.property.name=/^(at|findLast|findLastIndex|toSorted|toReversed|hasOwn|randomUUID|showPicker|checkVisibility)$/]", message: "Chromium 90 does not have it." }],
    },
  },
];
