import { registerHooks } from "node:module";

// GitHub's language service imports JSON without saying so, as its own bundler allows.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});
