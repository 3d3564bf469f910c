/**
 * The colours of icons, contributed in package.json: those of VS Code's own themes are too pale on light ones. A test holds
 * each of them to a contrast of 3:1 (WCAG 2.2, 1.4.11) on the themes that come with VS Code.
 */
export const iconColours = {
  good: "ocpi.icon.good",
  waiting: "ocpi.icon.waiting",
  warning: "ocpi.icon.warning",
  bad: "ocpi.icon.bad",
  idle: "ocpi.icon.idle",
} as const;
