import js from "@eslint/js";

const browser = Object.fromEntries(
  [
    "AbortController", "Blob", "CompressionStream", "DecompressionStream", "DOMParser", "Image", "Node", "Option", "Path2D", "Response",
    "ResizeObserver", "URL", "URLSearchParams", "XMLSerializer", "addEventListener", "cancelAnimationFrame", "clearTimeout",
    "console", "devicePixelRatio", "document", "getComputedStyle", "history", "innerHeight", "innerWidth", "location", "matchMedia",
    "navigator", "performance", "print", "process", "requestAnimationFrame", "setTimeout", "vis", "window", "atob",
  ].map((name) => [name, "readonly"]),
);

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
];
