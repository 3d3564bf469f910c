import * as z from "zod/mini";

/**
 * Imported before any schema is made: zod would otherwise look at `navigator` to find out whether it may compile, and in
 * VS Code that is a reported error of the extension.
 */
z.config({ jitless: true });
