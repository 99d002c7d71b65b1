import js from "@eslint/js";

const browser = Object.fromEntries(
  [
    "AbortController", "Blob", "CompressionStream", "DecompressionStream", "DOMParser", "Image", "Node", "Option", "Path2D", "Response",
    "ResizeObserver", "URL", "URLSearchParams", "XMLSerializer", "addEventListener", "cancelAnimationFrame", "clearTimeout",
    "console", "devicePixelRatio", "document", "getComputedStyle", "history", "innerHeight", "innerWidth", "location", "matchMedia",
    "navigator", "performance", "print", "process", "requestAnimationFrame", "setTimeout", "vis", "window", "atob",
  ].map((name) => [name, "readonly"]),
);

// Words as people write them: a capital and small letters, or small words with one that joins them.
const ENGLISH = "/^(?!Escape$|Enter$|Arrow|Home$|End$).*(^|[^A-Za-z])[A-Z][a-z]{2,}|(^| )(and|by|for|is|not|of|or|the|to|with) | (and|by|for|is|not|of|or|the|to|with)$/";
const message = "Texts of the interface stand in texts.js, ready to be translated.";

export default [
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: browser },
    rules: {
      eqeqeq: "error",
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Text of an article is hostile: use textContent." },
        { property: "outerHTML", message: "Text of an article is hostile: use textContent." },
        { property: "insertAdjacentHTML", message: "Text of an article is hostile: use textContent." },
      ],
    },
  },
  {
    files: ["src/**/*.js"],
    // The names of RDF classes and of type faces are no texts.
    ignores: ["src/texts.js", "src/export.js", "src/pen.js"],
    rules: {
      "no-restricted-syntax": ["error", { selector: `Literal[value=${ENGLISH}]`, message }, { selector: `TemplateElement[value.raw=${ENGLISH}]`, message }],
    },
  },
];
